// SPDX-License-Identifier: MIT
// Scenario: errors that somebody looked at, or that are cancellations, are not reported.
// Clauses: E10, C8 never retrieved
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	return WIO_ELOOKUP;
}

static int waiting(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(50));
}

static int program(void *unused)
{
	(void)unused;
	wio_task *first, *second;
	wio_create_task(&first, failing, NULL, NULL);
	wio_create_task(&second, waiting, NULL, NULL);
	wio_sleep(TICKS(1));
	trace("looked", exc(wio_task_exception(first)));
	wio_task_cancel(second, NULL);
	wio_task_release(first);
	wio_task_release(second);
	wio_sleep(TICKS(1));
	trace("no reports");
	return 0;
}

SCENARIO(report_retrieved)
{
	run(program, NULL);
}
