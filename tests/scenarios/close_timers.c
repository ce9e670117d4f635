// SPDX-License-Identifier: MIT
// Scenario: callbacks and timers left over: due ones run while close() runs, the others are dropped silently.
// Clauses: A.CLOSE.10
#include "scenario.h"

static int callback(void *number)
{
	trace("callback", num(*(int *)number));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	static int numbers[] = {1, 2};
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_later(loop, TICKS(2), callback, &numbers[0], NULL, NULL);
	wio_loop_call_later(loop, TICKS(9), callback, &numbers[1], NULL, NULL);
	busy(3);
	return 0;
}

SCENARIO(close_timers)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("now", num(now()));
	close_runner(r);
}
