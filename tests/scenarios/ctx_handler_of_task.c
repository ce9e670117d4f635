// SPDX-License-Identifier: MIT
// Scenario: the exception handler runs in the context of the task that it is told about: let go, told of by the program, failed in a close, pending in one.
// Clauses: C8 futures2, A.CLOSE.3
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
	var_set(var, 10);
	return WIO_ELOOKUP;
}

static int seeing(void *unused)
{
	(void)unused;
	var_set(var, 20);
	wio_yield();
	wio_yield();
	trace("task sees", num(var_get(var)));
	return 0;
}

static int failing_late(void *unused)
{
	(void)unused;
	var_set(var, 30);
	int r = wio_sleep(TICKS(50));
	return r == WIO_ECANCELED ? WIO_ELOOKUP : r;
}

static int pending(void *unused)
{
	(void)unused;
	var_set(var, 40);
	return wio_sleep(TICKS(50));
}

static int spawning(void *unused)
{
	(void)unused;
	var_set(var, 50);
	int r = wio_sleep(TICKS(50));
	wio_create_task(NULL, pending, NULL, NULL);
	return r;
}

static void tell(wio_loop *loop, wio_task *task, wio_future *future)
{
	const wio_report report = {
	    .kind = WIO_REPORT_USER, .task = task, .future = future};
	wio_loop_call_exception_handler(loop, &report);
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_loop_set_exception_handler(loop, handler, NULL);
	var_set(var, 1);
	spawn(failing, NULL, NULL);
	wio_yield();
	wio_yield();
	wio_task *task;
	wio_create_task(&task, seeing, NULL, NULL);
	wio_yield();
	tell(loop, task, NULL);
	tell(loop, NULL, wio_task_future(task));
	wio_await(task, NULL);
	wio_task_release(task);
	wio_future *plain;
	wio_future_new(&plain, NULL);
	tell(loop, NULL, plain);
	wio_future_release(plain);
	tell(loop, NULL, NULL);
	trace("main sees", num(var_get(var)));
	spawn(failing_late, NULL, NULL);
	spawn(spawning, NULL, NULL);
	wio_yield();
	return 0;
}

SCENARIO(ctx_handler_of_task)
{
	var = variable("var");
	run(program, NULL);
	trace("outside", num(var_get(var)));
	wio_contextvar_release(var);
}
