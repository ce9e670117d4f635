// SPDX-License-Identifier: MIT
#ifndef WIO_SLOW_H
#define WIO_SLOW_H

#include <stdint.h>

#include "core/compiler.h"
#include "core/queue.h"
#include "wasyncio/types.h"

/*
 * Debug mode tells of what runs long and lets nothing else run meanwhile.  Linked by
 * builds for debugging, by runners with options, and by who sets how long that is.
 */

/* What the node of a task calls that was made in debug mode. */
WIO__IF_LINKED void wio__slow_step(struct wio__node *node);
/* A callback begins, and ends. */
WIO__IF_LINKED int64_t wio__slow_begin(const wio_loop *loop);
WIO__IF_LINKED void wio__slow_end(wio_loop *loop, int64_t began);
/* Does nothing but link all this. */
void wio__slow_link(void);

#endif
