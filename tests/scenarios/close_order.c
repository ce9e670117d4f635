// SPDX-License-Identifier: MIT
// Scenario: several leftover tasks are all cancelled first, then they clean up side by side.
// Clauses: A.CLOSE.2, E9, E10
#include "scenario.h"

static int leftover(void *arg)
{
	const int *number = arg;
	int r = wio_sleep(TICKS(50 + *number));
	if (r == WIO_ECANCELED) {
		trace("cancelled", num(*number));
		int slept = wio_sleep(TICKS(*number));
		if (slept < 0)
			return slept;
		trace("cleaned up", num(*number));
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	static int numbers[] = {2, 1, 3};
	for (int i = 0; i < 3; i++)
		spawn(leftover, &numbers[i], NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_order)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
