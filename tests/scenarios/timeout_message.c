// SPDX-License-Identifier: MIT
// Scenario: cancels from outside, with messages, before and after a timeout has fired: the first that ends the wait is what arrives.
// Clauses: E8, E4, C2 messages
#include "scenario.h"

static int body(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, TICKS(2));
	if (r == 0)
		r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("body", why(wio_last_error()));
	r = wio_timeout_close(timeout, r);
	if (r == WIO_ETIMEDOUT) {
		trace("timed out", why(wio_error_cause(wio_last_error())));
		return 1;
	}
	if (r == WIO_ECANCELED) {
		trace("cancelled", why(wio_last_error()));
		return 2;
	}
	return r;
}

static const wio_call_options given = {.arg_free = release_future};

static int cancel(void *task)
{
	wio_future_cancel(task, "late");
	return 0;
}

static int compute(void *unused)
{
	(void)unused;
	busy(3);
	return 0;
}

static void before(void)
{
	wio_task *task;
	if (wio_create_task(&task, body, NULL, NULL) < 0)
		return;
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "early");
	trace("result", num(wio_await(task, NULL)));
	wio_task_release(task);
}

static void together(int ticks)
{
	wio_task *task;
	if (wio_create_task(&task, body, NULL, NULL) < 0)
		return;
	wio_loop_call_later(wio_get_running_loop(), TICKS(ticks), cancel,
	                    wio_task_future(wio_task_retain(task)), &given, NULL);
	trace("result", num(wio_await(task, NULL)));
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	before();
	together(1);
	wio_loop *loop = wio_get_running_loop();
	wio_task *task;
	int r = wio_create_task(&task, body, NULL, NULL);
	if (r < 0)
		return r;
	wio_sleep(TICKS(1));
	wio_loop_call_soon(loop, compute, NULL, NULL, NULL);
	wio_loop_call_soon(loop, cancel, wio_task_future(wio_task_retain(task)),
	                   &given, NULL);
	trace("result", num(wio_await(task, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(timeout_message)
{
	run(program, NULL);
}
