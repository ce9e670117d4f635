// SPDX-License-Identifier: MIT
#ifndef WIO_BLOCKING_H
#define WIO_BLOCKING_H

#include "host.h"

/*
 * What a blocking host adds to host.h: wait until a time of its clock (0: only
 * look, WIO__NEVER: without limit) or until something happens, and tell the
 * loop of descriptors that are ready.
 */
void wio__host_wait(wio_loop *loop, int64_t until);

#endif
