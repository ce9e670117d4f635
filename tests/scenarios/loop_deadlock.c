// SPDX-License-Identifier: MIT
// Scenario: main waits for a future that nobody can ever complete.
// Clauses: E1.1
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	trace("waiting for nothing");
	wio_future *nothing;
	int r = wio_future_new(&nothing, NULL);
	if (r < 0)
		return r;
	r = wio_await(nothing, NULL);
	wio_future_release(nothing);
	return r < 0 ? r : 0;
}

SCENARIO(loop_deadlock)
{
	run(program, NULL);
}
