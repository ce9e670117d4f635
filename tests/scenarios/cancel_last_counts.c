// SPDX-License-Identifier: MIT
// Scenario: of several cancels of a task that does not wait the last one brings its message; once it waits, that is the first.
// Clauses: E4, C2 messages
#include "scenario.h"

static int never(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int ready(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r == WIO_ECANCELED)
		trace("ready", why(wio_last_error()));
	return r;
}

/* Sleeps where there is nothing to wait for. */
static int itself(void *waited)
{
	wio_task *task = wio_current_task();
	wio_task_cancel(task, "one");
	wio_task_cancel(task, "two");
	int r = waited ? wio_await_future(waited, NULL) : wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("itself", why(wio_last_error()));
		trace("requests", num(wio_task_cancelling(task)));
	}
	return r;
}

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static int swallowing(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(50));
	return 0;
}

static void end(wio_task *task, const char *first, const char *second)
{
	if (!task)
		return;
	wio_task_cancel(task, first);
	wio_task_cancel(task, second);
	int r = wio_await(task, NULL);
	if (r == WIO_ECANCELED)
		trace("main", why(wio_last_error()));
	else
		trace("result", num(r));
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	const wio_task_options given = {.arg_free = release_future};
	wio_task *task;
	wio_task *inner;
	wio_future *waited;
	wio_create_task(&task, never, NULL, NULL);
	end(task, "one", "two");
	wio_create_task(&task, never, NULL, NULL);
	end(task, "one", NULL);
	wio_create_task(&task, ready, NULL, NULL);
	wio_yield();
	end(task, "one", "two");
	wio_create_task(&task, itself, NULL, NULL);
	wio_yield();
	end(task, "three", "four");
	wio_create_task(&inner, nothing, NULL, NULL);
	wio_create_task(&task, itself, wio_task_future(inner), &given);
	wio_yield();
	end(task, "three", "four");
	wio_future_new(&waited, NULL);
	wio_create_task(&task, itself, waited, &given);
	end(task, NULL, NULL);
	wio_create_task(&inner, swallowing, NULL, NULL);
	wio_create_task(&task, itself, wio_task_future(inner), &given);
	wio_sleep(TICKS(1));
	end(task, "three", NULL);
	return 0;
}

SCENARIO(cancel_last_counts)
{
	run(program, NULL);
}
