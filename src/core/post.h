// SPDX-License-Identifier: MIT
#ifndef WIO_POST_H
#define WIO_POST_H

#include "core/compiler.h"
#include "wasyncio/types.h"

/* For loops that have any. */
WIO__IF_LINKED void wio__posts_take(wio_loop *loop);
/* Those that came when it was closed already. */
WIO__IF_LINKED void wio__posts_drop(wio_loop *loop);
/* Close all that are open on a loop. */
WIO__IF_LINKED void wio__tickets_revoke(wio_loop *loop);
WIO__IF_LINKED void wio__tickets_free(void);

#endif
