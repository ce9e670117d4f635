// SPDX-License-Identifier: MIT
// Scenario: the main task of a run that a second interrupt has left fails in the next run, whose main runs in the same context; that lets go of it.
// Clauses: E10, C8 futures2, A.CTX.5, A.INT.24
// Deviation: P14 — the handler is called, in that context; CPython's cannot enter it, and the report is lost on it.
#include "scenario.h"

static wio_contextvar *var;
static wio_task *kept;

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	trace("told", exc(report->code), num(var_get(var)));
	return 0;
}

static int left(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_set_exception_handler(loop, handler, NULL);
	var_set(var, 1);
	kept = wio_task_retain(wio_current_task());
	int r = interrupt(NULL);
	if (r == 0)
		r = wio_sleep(TICKS(9));
	if (r == WIO_ECANCELED)
		r = wio_loop_call_soon(loop, interrupt, NULL, NULL, NULL);
	if (r == 0)
		r = wio_sleep(TICKS(9));
	return r == WIO_ECANCELED ? wio_raise(WIO_ELOOKUP, NULL) : r;
}

static void let_go(void)
{
	wio_task *task = kept;
	kept = NULL;
	wio_task_release(task);
}

static int second(void *unused)
{
	(void)unused;
	if (kept)
		wio_task_cancel(kept, NULL);
	for (int i = 0, r; i < 3; i++)
		if ((r = wio_yield()) < 0)
			return r;
	trace("lets go");
	let_go();
	trace("goes on");
	return 2;
}

SCENARIO(report_entered)
{
	var = variable("var");
	wio_runner *r = runner();
	wio_runner_run(r, left, NULL, NULL);
	wio_runner_run(r, second, NULL, NULL);
	let_go();
	close_runner(r);
	wio_contextvar_release(var);
}
