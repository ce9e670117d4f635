// SPDX-License-Identifier: MIT
#ifndef WIO_PLACE_H
#define WIO_PLACE_H

#include <stddef.h>

#include "core/compiler.h"
#include "wasyncio/types.h"

/* Where a task was made: by the macros of builds for debugging, before the call. */

/* Of the call under way, once; NULL: not known. */
WIO__IF_LINKED const char *wio__place_take(void);
/* A line about a task, which may be NULL.  As wio__format. */
WIO__IF_LINKED size_t wio__place_tell(const wio_task *task, char *text,
                                      size_t size);

#endif
