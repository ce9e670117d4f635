// SPDX-License-Identifier: MIT
/* The drive of hosts that can block: step, wait, step. */
#include "host/blocking.h"

#include "core/pace.h"
#include "coro.h"
#include "host.h"
#include "wasyncio/error.h"

_Thread_local unsigned wio__host_hops;

bool wio__host_can_drive(void)
{
	return true;
}

int wio__host_drive(wio_loop *loop)
{
	struct wio__pace pace = {0};
	wio__coro_note_outer();
	for (int64_t next = WIO__TURN;; next = wio__loop_step(loop)) {
		/* While tasks are ready, a look at the host now and then will do. */
		while (next == 0 && !wio__pace_due(&pace, WIO_MS(1)))
			next = wio__loop_step(loop);
		if (next == WIO__TURN)
			next = wio__loop_next(loop);
		if (next == WIO__OVER)
			return 0;
		if (next == WIO__NEVER && !wio__loop_can_wake(loop, false))
			return WIO_EDEADLK;
		wio__host_hops++;
		wio__host_wait(loop, next);
	}
}
