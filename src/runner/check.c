// SPDX-License-Identifier: MIT
#include "runner/check.h"

#include "core/loop.h"
#include "core/runs.h"
#include "core/runtime.h"
#include "coro.h"
#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/runner.h"

/* By name in link.cmake: it is not inlined, so that only its call has to be
 * prepared for a suspend. */
__attribute__((noinline)) int wio__check_asked(void);

/* Not a wait: the next step goes on right here, before anything else. */
static void give_turn(wio_loop *loop)
{
#ifdef WIO__HOST_HAS_TURNS
	/* Who made it would go on meanwhile. */
	if (!wio__rt.task || wio__rt.nested || !wio__coro_can_suspend())
		return;
	loop->preempted = wio__rt.task;
	if (wio__coro_suspend() < 0)
		loop->preempted = NULL;
#else
	/* So that nothing has to be prepared for a suspend. */
	(void)loop;
#endif
}

void wio__check_look(wio_loop *loop)
{
	if (wio__check_again() && loop && wio__host_look(loop))
		give_turn(loop);
}

int wio__check_asked(void)
{
	wio_loop *loop = wio__rt.stepping;
	wio__coro_look();
	wio__check_look(loop);
	if (!loop)
		return 0;
	wio__loop_look(loop);
	if (!wio__is_interrupted(loop))
		return 0;
	wio__interrupt_take(loop);
	return wio_raise(WIO_EINTERRUPTED, "interrupted");
}

int wio_check_interrupt(void)
{
	return wio__check_is_due(WIO__CHECK_ASKED) ? wio__check_asked() : 0;
}
