// SPDX-License-Identifier: MIT
// Scenario: a failing callback is reported; the rest of its batch runs.
// Clauses: E1.5
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	return VALUE_ERROR;
}

static int behind(void *unused)
{
	(void)unused;
	trace("behind it");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_call_soon(loop, failing, NULL, NULL, NULL);
	wio_loop_call_soon(loop, behind, NULL, NULL, NULL);
	wio_yield();
	return 0;
}

SCENARIO(order_callback_fails)
{
	run(program, NULL);
}
