// SPDX-License-Identifier: MIT
// Scenario: two failed tasks that nobody holds are reported as they end.
// Clauses: E10
#include "scenario.h"

static int failing(void *arg)
{
	const int *ticks = arg;
	wio_sleep(TICKS(*ticks));
	return WIO_ELOOKUP;
}

static int program(void *unused)
{
	(void)unused;
	spawn(failing, digit(2), NULL);
	spawn(failing, digit(1), NULL);
	wio_sleep(TICKS(5));
	return 0;
}

SCENARIO(report_order)
{
	run(program, NULL);
}
