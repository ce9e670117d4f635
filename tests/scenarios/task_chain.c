// SPDX-License-Identifier: MIT
// Scenario: an error that a task raises over another one has that as its context; a cause is kept beside it.
// Clauses: C2, A.RUN.15
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(1));
	return wio_raise(VALUE_ERROR, "inner");
}

static int child(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, failing, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	if (r == VALUE_ERROR)
		r = wio_raise_from(WIO_ELOOKUP, wio_last_error(), "outer");
	wio_task_release(task);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	if (r == WIO_ELOOKUP) {
		const wio_error *error = wio_last_error();
		const wio_error *cause = wio_error_cause(error);
		const wio_error *context = wio_error_context(error);
		trace("message", wio_error_message(error));
		trace("cause", exc(wio_error_code(cause)), wio_error_message(cause));
		trace("context", exc(wio_error_code(context)));
	}
	wio_task_release(task);
	return 0;
}

SCENARIO(task_chain)
{
	run(program, NULL);
}
