// SPDX-License-Identifier: MIT
// Scenario: what takes part in the end of a loop: its steps wait, one after the other; then the loop is closed.
// Clauses: A.CLOSE.6, A.CLOSE.7, A.CLOSE.8, A.CLOSE.11
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	if (r == 0)
		trace("child");
	return r;
}

static int end_generators(void *unused)
{
	(void)unused;
	trace("generators", num(now()));
	spawn(child, NULL, NULL);
	int r = wio_sleep(TICKS(2));
	if (r == 0)
		trace("no more generators", num(now()));
	return r;
}

static int end_executor(void *unused)
{
	(void)unused;
	trace("executor", num(now()));
	int r = wio_yield();
	if (r == 0)
		trace("no more executor", num(now()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	int r = steps_at_close(end_generators, end_executor);
	if (r < 0)
		return r;
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_steps)
{
	run(program, NULL);
	trace("over");
}
