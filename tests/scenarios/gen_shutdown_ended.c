// SPDX-License-Identifier: MIT
// Scenario: one that has ended, and one that has not begun, need nothing when a runner closes.
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
	wio_generator_close(kept[0]);
	kept[1] = generator(numbers, (void *)"second");
	return 0;
}

SCENARIO(gen_shutdown_ended)
{
	run(program, NULL);
	for (int i = 0; i < 3; i++) {
		wio_generator_release(kept[i]);
		kept[i] = NULL;
	}
	trace("over");
}
