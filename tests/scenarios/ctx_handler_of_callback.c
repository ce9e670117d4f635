// SPDX-License-Identifier: MIT
// Scenario: the exception handler runs in the context of the done callback, the timer or the post that failed.
// Clauses: C8 futures2, E2.4
#include "scenario.h"

static wio_contextvar *var;

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)report;
	(void)unused;
	trace("handler sees", num(var_get(var)));
	var_set(var, var_get(var) + 1);
	return 0;
}

static int failing(void *unused)
{
	(void)unused;
	var_set(var, var_get(var) + 10);
	return VALUE_ERROR;
}

static int failing_when_done(wio_future *done, void *unused)
{
	(void)done;
	(void)unused;
	var_set(var, var_get(var) + 20);
	return VALUE_ERROR;
}

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_set_exception_handler(loop, handler, NULL);
	var_set(var, 100);
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_future_add_done_callback(waited, failing_when_done, NULL, NULL);
	wio_context *given;
	wio_context_copy(&given, NULL);
	var_set(var, 200);
	wio_future_add_done_callback(waited, failing_when_done, NULL,
	                             &(wio_call_options){.context = given});
	wio_task *task;
	wio_create_task(&task, nothing, NULL, NULL);
	wio_future_add_done_callback(wio_task_future(task), failing_when_done, NULL,
	                             NULL);
	wio_task_release(task);
	wio_loop_call_later(loop, TICKS(1), failing, NULL, NULL, NULL);
	var_set(var, 300);
	wio_loop_call_soon_threadsafe(loop, failing, NULL, NULL);
	wio_future_set_result(waited, 0);
	wio_sleep(TICKS(2));
	trace("given", num(var_in(given, var)));
	trace("main sees", num(var_get(var)));
	wio_context_release(given);
	wio_future_release(waited);
	return 0;
}

SCENARIO(ctx_handler_of_callback)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
