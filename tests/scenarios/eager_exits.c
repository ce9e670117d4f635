// SPDX-License-Identifier: MIT
// Scenario: an eager task that exits: who makes it is told, and may go on.
// Clauses: C2 eager, A.RUN.13
#include "scenario.h"

static const wio_task_options eager = {.eager_start = WIO_START_EAGER};

static int child(void *unused)
{
	(void)unused;
	return wio_exit(3);
}

static int program(void *unused)
{
	(void)unused;
	int r = wio_create_task(NULL, child, NULL, &eager);
	if (r == WIO_EEXIT)
		trace("exit", num(wio_error_status(wio_last_error())));
	else
		return r;
	r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	trace("goes on");
	return wio_create_task(NULL, child, NULL, &eager);
}

SCENARIO(eager_exits)
{
	run(program, NULL);
}
