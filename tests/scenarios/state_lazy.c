// SPDX-License-Identifier: MIT
// Scenario: a runner makes its loop at first use, once; get_loop is such a use.
// Clauses: A.STATE.2, A.STATE.3, A.STATE.4, A.LOOP.1, B11, B15
#include "scenario.h"

static int factory(wio_loop **out, void *unused)
{
	(void)unused;
	trace("factory");
	return wio_loop_new(out);
}

static int program(void *arg)
{
	wio_runner *own = arg;
	wio_loop *loop;
	int r = wio_runner_get_loop(own, &loop);
	if (r < 0)
		return r;
	trace("same loop", num(loop == wio_get_running_loop()));
	return 0;
}

SCENARIO(state_lazy)
{
	wio_runner *r;
	wio_loop *loop, *again;
	if (wio_runner_new(&r, &(wio_runner_options){.loop_factory = factory}) < 0)
		return;
	trace("made");
	if (wio_runner_get_loop(r, &loop) < 0)
		return;
	wio_loop_retain(loop);
	trace("has a loop");
	wio_runner_get_loop(r, &again);
	trace("same again", num(again == loop));
	wio_runner_run(r, program, r, NULL);
	wio_runner_run(r, program, r, NULL);
	close_runner(r);
	trace("loop closed", num(wio_loop_is_closed(loop)));
	wio_loop_release(loop);
}
