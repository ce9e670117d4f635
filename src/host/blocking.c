// SPDX-License-Identifier: MIT
/* The drive of hosts that can block: step, wait, step. */
#include "host/blocking.h"

#include "core/pace.h"
#include "host.h"
#include "wasyncio/error.h"

unsigned wio__host_hops;

bool wio__host_can_drive(void)
{
	return true;
}

int wio__host_drive(wio_loop *loop)
{
	struct wio__pace pace = {0};
	int64_t next;
	for (bool look = true; (next = wio__loop_next(loop)) != WIO__OVER;
	     look = wio__loop_step(loop)) {
		if (next == WIO__NEVER && !wio__loop_can_wake(loop, false))
			return WIO_EDEADLK;
		/* While tasks are ready, a look at the host now and then will do. */
		if (next > 0 || look || wio__pace_due(&pace, WIO_MS(1))) {
			wio__host_hops++;
			wio__host_wait(loop, next);
		}
	}
	return 0;
}
