// SPDX-License-Identifier: MIT
// Scenario: a task fails and nobody keeps it: reported when it is let go.
// Clauses: E10, C8
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	return WIO_ELOOKUP;
}

static int program(void *unused)
{
	(void)unused;
	spawn(failing, NULL, NULL);
	wio_yield();
	wio_yield();
	trace("main goes on");
	return 0;
}

SCENARIO(report_never_retrieved)
{
	run(program, NULL);
}
