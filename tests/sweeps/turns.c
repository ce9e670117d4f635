// SPDX-License-Identifier: MIT
/* Where the host has turns: one that would not come again comes at once. */
#include "core/loop.h"
#include "host.h"
#include "replay.h"
#include "wasyncio.h"

int64_t __real_wio__loop_next_slow(const wio_loop *loop);
int64_t __wrap_wio__loop_next_slow(const wio_loop *loop);

int64_t __wrap_wio__loop_next_slow(const wio_loop *loop)
{
	wio_loop *asleep = (wio_loop *)(uintptr_t)loop;
	int64_t next = __real_wio__loop_next_slow(loop);
	if (next != WIO__NEVER || !wio__loop_can_wake(loop, false))
		return next;
	if (!replay_asleep(asleep))
		wio__loop_leave(asleep, WIO_EDEADLK, NULL);
	return 0;
}
