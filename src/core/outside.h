// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_OUTSIDE_H
#define WIO_CORE_OUTSIDE_H

#include "core/loop.h"
#include "core/runtime.h"

/*
 * Something is ready now, or due at another time.  A step sees that by itself, but
 * to a call between steps, from an event of the host's, the host has promised
 * nothing: it is asked for a turn.  Every public function says so that can be
 * called there.
 */
void wio__loop_tell_host(wio_loop *loop);
static inline void wio__loop_changed(wio_loop *loop)
{
	if (wio__rt.stepping != loop)
		wio__loop_tell_host(loop);
}

#endif
