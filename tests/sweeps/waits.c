// SPDX-License-Identifier: MIT
/* Where the drive waits: not for ever, and for descriptors a while. */
#include "core/loop.h"
#include "host.h"
#include "host/blocking.h"
#include "replay.h"
#include "wasyncio.h"

void __real_wio__host_wait(wio_loop *loop, int64_t until);
void __wrap_wio__host_wait(wio_loop *loop, int64_t until);

void __wrap_wio__host_wait(wio_loop *loop, int64_t until)
{
	if (until != WIO__NEVER) {
		__real_wio__host_wait(loop, until);
		return;
	}
	if (replay_asleep(loop))
		return;
	if (loop->watches)
		__real_wio__host_wait(loop, wio__host_now() + WIO_MS(20));
	if (!loop->ready.first && !wio__loop_attention(loop))
		wio__loop_leave(loop, WIO_EDEADLK, NULL);
}
