// SPDX-License-Identifier: MIT
// Scenario: run() is refused inside a running loop.
// Clauses: A.FN.1, B5
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	int status = wio_run(inner, NULL);
	trace("refused", num(status == 1));
	wio_yield();
	return 0;
}

SCENARIO(fn_nested)
{
	wio_run(program, NULL);
}
