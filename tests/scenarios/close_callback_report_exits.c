// SPDX-License-Identifier: MIT
// Scenario: a callback fails while a runner closes, and the exception handler exits: that ends close there.
// Clauses: A.CLOSE.9, A.CLOSE.10, C8
// Strict: P7 — close goes on with its steps and returns WIO_EEXIT at the end.
#include "scenario.h"

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	if (report->task)
		return 0;
	trace("told", exc(report->code));
	return wio_exit(4);
}

static int failing(void *unused)
{
	(void)unused;
	return VALUE_ERROR;
}

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		wio_loop_call_soon(wio_get_running_loop(), failing, NULL, NULL, NULL);
		int cleanup = wio_sleep(TICKS(3));
		if (cleanup < 0)
			return cleanup;
		trace("cleaned up");
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), handler, NULL);
	spawn(leftover, NULL, NULL);
	wio_yield();
	return 0;
}

SCENARIO(close_callback_report_exits)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	if (wio_runner_close(r) == WIO_EEXIT)
		trace("status", num(wio_error_status(wio_last_error())));
	wio_runner_free(r);
}
