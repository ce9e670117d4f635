// SPDX-License-Identifier: MIT
// Scenario: a leftover task fails when it is cancelled: reported as an error of the shutdown.
// Clauses: A.CLOSE.3, B7
#include "scenario.h"

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	trace("told", exc(report->code), wio_task_name(report->task));
	return 0;
}

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	return r == WIO_ECANCELED ? ZERO_DIVISION_ERROR : r;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), handler, NULL);
	spawn(leftover, NULL, "leftover");
	wio_yield();
	return 123;
}

SCENARIO(close_reports_error)
{
	run(program, NULL);
}
