// SPDX-License-Identifier: MIT
// Scenario: two leftover tasks fail; the exception handler exits when it is told of the first: that ends close there.
// Clauses: A.CLOSE.3, A.CLOSE.9, A.CLOSE.8
// Strict: P7 — all are told and every step is done; close returns the first WIO_EEXIT at the end.
#include "scenario.h"

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	if (report->kind != WIO_REPORT_SHUTDOWN)
		return 0;
	trace("told", wio_task_name(report->task));
	return wio_exit(4);
}

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	return r == WIO_ECANCELED ? WIO_ELOOKUP : r;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), handler, NULL);
	spawn(leftover, NULL, "one");
	spawn(leftover, NULL, "two");
	wio_yield();
	return 0;
}

SCENARIO(close_report_exits)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	if (wio_runner_close(r) == WIO_EEXIT)
		trace("status", num(wio_error_status(wio_last_error())));
	wio_runner_free(r);
}
