// SPDX-License-Identifier: MIT
// Scenario: a generator that is dropped exits in its cleanup, in a loop that starts tasks eagerly: the run ends there.
// Clauses: C7, C2 eager, A.RUN.13
#include "scenario.h"

static int numbers(void *unused)
{
	(void)unused;
	give(1);
	trace("cleanup");
	return wio_exit(3);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_set_eager_start(wio_get_running_loop(), WIO_START_EAGER);
	wio_generator_release(begun(numbers, NULL));
	int r = wio_sleep(TICKS(3));
	if (r < 0)
		return r;
	trace("goes on");
	return 0;
}

SCENARIO(gen_dropped_exits)
{
	run(program, NULL);
}
