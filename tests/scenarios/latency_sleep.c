// SPDX-License-Identifier: MIT
// Scenario: a timer of sleep fires in one iteration, the sleeper goes on in the next; sleep(0) takes one.
// Clauses: E3
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	trace("before");
	wio_sleep(0);
	trace("one iteration later");
	wio_sleep(TICKS(3));
	trace("after the timer's iteration", num(now()));
	wio_sleep(TICKS(-1));
	trace("one more");
	return 0;
}

SCENARIO(latency_sleep)
{
	run(program, NULL);
}
