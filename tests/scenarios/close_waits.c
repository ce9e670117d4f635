// SPDX-License-Identifier: MIT
// Scenario: a leftover task that swallows its cancellation and goes on keeps close() waiting; timers run meanwhile.
// Clauses: A.CLOSE.4, A.CLOSE.10
#include "scenario.h"

static int timer(void *unused)
{
	(void)unused;
	trace("timer", num(now()));
	return 0;
}

static int leftover(void *unused)
{
	(void)unused;
	if (wio_sleep(TICKS(50)) == WIO_ECANCELED)
		trace("swallowed");
	for (int number = 0; number < 3; number++) {
		int r = wio_sleep(TICKS(10));
		if (r < 0)
			return r;
		trace("still here", num(number));
	}
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	spawn(leftover, NULL, NULL);
	wio_loop_call_later(loop, TICKS(15), timer, NULL, NULL, NULL);
	wio_loop_call_later(loop, TICKS(500), timer, NULL, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_waits)
{
	run(program, NULL);
}
