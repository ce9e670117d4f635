// SPDX-License-Identifier: MIT
// Scenario: several generators are left when a runner with the option asyncio closes: all are closed at once.
// Clauses: C7, A.AGEN.5
#include "scenario.h"

static wio_generator *kept[3];

static int numbers(void *name)
{
	int r = give(1);
	trace("closing", name, num(now()));
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	trace("closed", name, num(now()));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	kept[0] = begun(numbers, (void *)"first");
	kept[1] = begun(numbers, (void *)"second");
	kept[2] = begun(numbers, (void *)"third");
	return 0;
}

SCENARIO(gen_shutdown_at_once)
{
	wio_runner *r;
	if (wio_runner_new(&r, &(wio_runner_options){.asyncio = true}) < 0)
		return;
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
	for (int i = 0; i < 3; i++) {
		wio_generator_release(kept[i]);
		kept[i] = NULL;
	}
	trace("over");
}
