// SPDX-License-Identifier: MIT
// Scenario: a factory that fails leaves the runner as it was; the next call asks it again.
// Clauses: A.STATE.5
#include "scenario.h"

static int factory(wio_loop **out, void *arg)
{
	int *tries = arg;
	++*tries;
	trace("try", num(*tries));
	if (*tries == 1)
		return VALUE_ERROR;
	return wio_loop_new(out);
}

static int program(void *unused)
{
	(void)unused;
	return 5;
}

SCENARIO(state_factory_fails)
{
	int tries = 0;
	const wio_runner_options options = {.loop_factory = factory,
	                                    .loop_factory_arg = &tries};
	wio_runner *r;
	wio_loop *loop;
	if (wio_runner_new(&r, &options) < 0)
		return;
	trace("first", exc(wio_runner_get_loop(r, &loop)));
	wio_runner_close(r);
	trace("result", exc(wio_runner_run(r, program, NULL, NULL)));
	close_runner(r);
}
