// SPDX-License-Identifier: MIT
/* Runs that are started, functions that are called by name, and values. */
#include <string.h>

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

/* ---- calls ---- */

static int nothing(wio_call *call)
{
	(void)call;
	return 0;
}
WIO_EXPORT(nothing);

static int calls_refuse(wio_call *call)
{
	wio_value value = wio_bytes_of(NULL, 3);
	REFUSED(wio_call_return(call, value), WIO_EINVAL, "wio_call_return: 3 bytes at NULL");
	value.kind = (enum wio_kind)77;
	REFUSED(wio_call_return(call, value), WIO_EINVAL, "a value of kind 77");
	/* The halves of what is UTF-8, too long a form, a surrogate, beyond the last. */
	static const char *const texts[] = {"\xc3", "\xa4", "\xc0\x80", "\xed\xa0\x80",
	                                    "\xf4\x90\x80\x80", "\xe2\x82", "\xf5\x80\x80\x80"};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		REFUSED(wio_call_return(call, wio_string(texts[i])), WIO_EINVAL, "not UTF-8");
		REFUSED(wio_call_return(call, wio_json(texts[i])), WIO_EINVAL, "not UTF-8");
	}
	STARVES(wio_call_return(call, wio_string("x")));
	GIVES(wio_call_return(call, wio_string("\xc3\xa4\xed\x9f\xbf\xf4\x8f\xbf\xbf")), 0);
	GIVES(wio_call_return(call, wio_bytes_of("\xff", 1)), 0);
	REFUSED(wio_call_yield(call, wio_int(1)), WIO_ESTATE, "was not called for a stream");
	wio_call_progress(call, 0.5); /* nobody has asked */
	GIVES((long long)wio_call_count(call), 2);
	GIVES(wio_call_check(call), 0);
	GIVES(wio_call_int(call, 0), 8);
	CHECK(wio_call_double(call, 0) == 8);
	CHECK(wio_call_value(call, 2).kind == WIO_UNDEFINED);
	return 0;
}
WIO_EXPORT(calls_refuse);

static int expects(wio_call *call)
{
	CHECK(!wio_call_bool(call, 0));
	REFUSED(wio_call_check(call), WIO_EINVAL,
	        "expects: argument 1 is a whole number, not a boolean");
	CHECK(!wio_call_int(call, 9));
	CHECK(wio_call_double(call, 9) == 0 && !wio_call_string(call, 9));
	CHECK(!wio_call_json(call, 9) && !wio_call_bytes(call, 9).data);
	CHECK(!wio_call_bytes(call, 0).data && !wio_call_bytes(call, 0).size);
	return 5;
}
WIO_EXPORT(expects);

static int calls(void *unused)
{
	(void)unused;
	wio_value result = wio_int(1), args[2] = {wio_int(8), wio_string("x")};
	REFUSED(wio_export_call(&result, NULL, 0, NULL), WIO_ELOOKUP, "no function 'NULL'");
	CHECK(result.kind == WIO_UNDEFINED);
	REFUSED(wio_export_call(&result, "none", 0, NULL), WIO_ELOOKUP, "no function 'none'");
	REFUSED(wio_export_call(&result, "nothing", 1, NULL), WIO_EINVAL, "args is NULL");
	const wio_value bad = wio_bytes_of(NULL, 1);
	REFUSED(wio_export_call(&result, "nothing", 1, &bad), WIO_EINVAL, "1 bytes at NULL");
	STARVES(wio_export_call(&result, "nothing", 0, NULL));
	GIVES(wio_export_call(NULL, "nothing", 0, NULL), 0);
	GIVES(wio_export_call(&result, "calls_refuse", 2, args), 0);
	CHECK(result.kind == WIO_BYTES && result.size == 1);
	wio_value_clear(&result);
	/* Each later one takes the place of an earlier, and nobody need have it. */
	GIVES(wio_export_call(NULL, "calls_refuse", 2, args), 0);
	REFUSED(wio_export_call(&result, "expects", 2, args), WIO_EINVAL,
	        "argument 1 is a whole number");
	CHECK(!strcmp(wio_export_name(0), "nothing") && !wio_export_name(3));

	REFUSED(wio_host_call(&result, NULL, 0, NULL), WIO_EINVAL, "name is NULL");
	REFUSED(wio_host_call(&result, "f", 1, NULL), WIO_EINVAL, "args is NULL");
	REFUSED(wio_host_call(&result, "f", 1, &bad), WIO_EINVAL, "1 bytes at NULL");
#ifdef __EMSCRIPTEN__
	REFUSED(wio_host_call(&result, "f", 0, NULL), WIO_ELOOKUP, "there is no function 'f'");
#else
	REFUSED(wio_host_call(&result, "f", 0, NULL), WIO_ENOTSUP, "this host has no functions");
#endif
	CHECK(result.kind == WIO_UNDEFINED);
	return 0;
}

CASE(calls)
{
	GIVES(input_run(calls), 0);
}

CASE(calls_outside_of_tasks)
{
	wio_value result;
	REFUSED(wio_export_call(&result, "nothing", 0, NULL), WIO_ENOTRUNNING,
	        "no loop is running");
}
