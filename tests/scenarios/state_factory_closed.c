// SPDX-License-Identifier: MIT
// Scenario: a factory that gives a loop that is closed already: close() fails, but the runner is closed after it.
// Clauses: A.STATE.7
#include "scenario.h"

static int factory(wio_loop **out, void *unused)
{
	(void)unused;
	int r = wio_loop_new(out);
	return r < 0 ? r : wio_loop_close(*out);
}

SCENARIO(state_factory_closed)
{
	wio_runner *r;
	wio_loop *loop;
	if (wio_runner_new(&r, &(wio_runner_options){.loop_factory = factory}) < 0)
		return;
	if (wio_runner_get_loop(r, &loop) == 0)
		trace("loop closed", num(wio_loop_is_closed(loop)));
	wio_runner_close(r);
	int refused = wio_runner_get_loop(r, &loop);
	trace("refused", num(refused == WIO_ECLOSED));
	close_runner(r);
}
