// SPDX-License-Identifier: MIT
/* Runs that are started, and values. */
#include "input.h"

/* ---- runs ---- */

static wio_runner *runner;
static wio_task *task;

static int ends(void *unused)
{
	(void)unused;
	GIVES(wio_await(task, NULL), 0);
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_start(runner, &task, NULL, NULL, &input_task), WIO_EINVAL,
	        "fn is NULL");
	GIVES(input_freed(), 1);
	return 0;
}

CASE(runs_that_cannot_start)
{
	wio_task *none = (wio_task *)input_junk;
	REFUSED(wio_runner_start(NULL, &none, input_nothing, NULL, &input_task), WIO_EINVAL,
	        "not a runner, but NULL");
	CHECK(!none);
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_start((wio_runner *)input_junk, &none, input_nothing, NULL, NULL),
	        WIO_EINVAL, "not a runner");
	GIVES(wio_runner_new(&runner, NULL), 0);
	STARVES(wio_runner_start(runner, &none, input_nothing, NULL, &input_task));
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_start(runner, &none, NULL, NULL, &input_task), WIO_EINVAL,
	        "fn is NULL");
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_start(runner, &none, input_nothing, NULL,
	                         &(wio_task_options){.context = (wio_context *)input_junk}),
	        WIO_EINVAL, "options.context is not a context");
	STARVES(wio_runner_start(runner, &none, input_nothing, NULL, &input_task));
	GIVES(input_freed(), 1);
	/* One that is started before the runner's own run, and goes on in it. */
	GIVES(wio_runner_start(runner, &task, input_nothing, NULL, &input_task), 0);
	CHECK(!wio_task_done(task));
	wio_task *first = task;
	GIVES(wio_runner_run(runner, ends, NULL, NULL), 0);
	wio_task_release(first);
	/* And one that nobody has driven. */
	GIVES(wio_runner_start(runner, &task, input_nothing, NULL, &input_task), 0);
	GIVES(wio_runner_close(runner), 0);
	CHECK(wio_task_cancelled(task));
	GIVES(input_freed(), 1);
	wio_task_release(task);
	REFUSED(wio_runner_start(runner, &none, input_nothing, NULL, &input_task), WIO_ECLOSED,
	        "clos");
	GIVES(input_freed(), 1);
	wio_runner_free(runner);
}

static int interrupts(void *unused)
{
	(void)unused;
	REFUSED(wio_task_interrupt(NULL), WIO_EINVAL, "not a task, but NULL");
	REFUSED(wio_task_interrupt((wio_task *)input_junk), WIO_EINVAL, "not a task");
	GIVES(wio_create_task(&task, input_nothing, NULL, NULL), 0);
	GIVES(wio_await(task, NULL), 0);
	GIVES(wio_task_interrupt(task), WIO_ENOTRUNNING);
	wio_task_release(task);
	/* One of the run that is driven: that of the runner. */
	GIVES(wio_task_interrupt(wio_current_task()), 1);
	GIVES(wio_sleep(WIO_S(1)), WIO_ECANCELED);
	return 0;
}

CASE(interrupts_of_no_run)
{
	GIVES(input_run(interrupts), 0);
}

/* ---- values ---- */

CASE(values)
{
	wio_value value = wio_string(NULL);
	CHECK(value.kind == WIO_UNDEFINED && wio_json(NULL).kind == WIO_UNDEFINED);
	value = wio_string("two");
	CHECK(value.kind == WIO_STRING && value.size == 3);
	value = wio_json("[1]");
	CHECK(value.kind == WIO_JSON && value.size == 3);
	CHECK(wio_bool(true).boolean && wio_int(-5).integer == -5 && wio_double(0.5).number == 0.5);
	value = wio_int(7);
	wio_value_clear(&value);
	CHECK(value.kind == WIO_UNDEFINED);
	wio_value_clear(&value);
	wio_value_clear(NULL);
}
