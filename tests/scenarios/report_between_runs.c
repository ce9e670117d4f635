// SPDX-License-Identifier: MIT
// Scenario: between two runs an error is let go that nobody had looked at; the exception handler exits then, which ends nothing.
// Clauses: E10, C8 never retrieved, A.RUN.12
#include "scenario.h"

static wio_task *kept;

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	trace("told", exc(report->code));
	return wio_exit(4);
}

static int failing(void *unused)
{
	(void)unused;
	return WIO_ELOOKUP;
}

static int first(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), handler, NULL);
	wio_create_task(&kept, failing, NULL, NULL);
	int r = wio_yield();
	return r < 0 ? r : 1;
}

static int second(void *unused)
{
	(void)unused;
	int r = wio_yield();
	return r < 0 ? r : 2;
}

SCENARIO(report_between_runs)
{
	wio_runner *r = runner();
	kept = NULL;
	wio_runner_run(r, first, NULL, NULL);
	wio_task_release(kept);
	wio_runner_run(r, second, NULL, NULL);
	close_runner(r);
}
