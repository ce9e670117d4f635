// SPDX-License-Identifier: MIT
// Scenario: another runner may make its loop inside a running loop, and use it afterwards.
// Clauses: A.RUN.10
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	return 6;
}

static int program(void *arg)
{
	wio_runner *other = arg;
	wio_loop *loop;
	int r = wio_runner_get_loop(other, &loop);
	if (r < 0)
		return r;
	trace("other loop", num(loop != wio_get_running_loop()));
	return 0;
}

SCENARIO(run_nested_get_loop)
{
	wio_runner *r = runner();
	wio_runner *other = runner();
	wio_runner_run(r, program, other, NULL);
	close_runner(r);
	trace("result", exc(wio_runner_run(other, inner, NULL, NULL)));
	close_runner(other);
}
