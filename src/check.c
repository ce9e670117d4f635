// SPDX-License-Identifier: MIT
#include "check.h"

#ifdef WIO__CHECK_COUNTS
struct wio__pace wio__check_pace;

static void count_again(void)
{
	wio__pace_again(&wio__check_pace, WIO_MS(1));
}
#else
static void count_again(void)
{
}
#endif

void wio__check_look(wio_loop *loop)
{
	count_again();
	wio_task *task = wio__rt.task;
	if (!loop || !wio__host_look(loop) || !task || !wio__coro_can_suspend())
		return;
	/* A turn for the host.  Not a wait: the next step goes on right here,
	 * before anything else. */
	loop->preempted = task;
	if (wio__coro_suspend() < 0)
		loop->preempted = NULL;
}

int wio_check_interrupt(void)
{
	wio_loop *loop = wio__rt.stepping;
	if (wio__check_is_due())
		wio__check_look(loop);
	if (!loop || !wio__loop_attention(loop))
		return 0;
	wio__interrupts_take(loop);
	if (!loop->kills)
		return 0;
	loop->kills--;
	return wio_raise(WIO_EINTERRUPTED, "interrupted");
}
