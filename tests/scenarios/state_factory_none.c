// SPDX-License-Identifier: MIT
// Scenario: a factory that makes nothing: the runner says so at once, and asks again at the next use.
// Clauses: A.STATE.6
// Deviation: P12 — get_loop refuses a factory that made nothing; the runner stays unused and close() does nothing.
#include "scenario.h"

static int factory(wio_loop **out, void *unused)
{
	(void)out;
	(void)unused;
	trace("factory");
	return 0;
}

SCENARIO(state_factory_none)
{
	wio_runner *r;
	wio_loop *loop;
	if (wio_runner_new(&r, &(wio_runner_options){.loop_factory = factory}) < 0)
		return;
	int refused = wio_runner_get_loop(r, &loop);
	trace("refused", num(refused < 0));
	refused = wio_runner_get_loop(r, &loop);
	trace("refused again", num(refused < 0));
	wio_runner_free(r);
}
