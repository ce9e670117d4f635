// SPDX-License-Identifier: MIT
// Scenario: a program says who waits in a way of its own, and takes that back; a task that is awaited by it is followed.
// Clauses: C8 graph
#include "scenario.h"

static int waits(void *task)
{
	return wio_await((wio_task *)task, NULL);
}

static int nothing(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(3));
}

static void release(void *task)
{
	wio_task_release(task);
}

static wio_task *start(const char *name)
{
	wio_task *task;
	wio_create_task(&task, nothing, NULL, &(wio_task_options){.name = name});
	return task;
}

static int claims(wio_future *own, wio_task *first, wio_task *second)
{
	int r = wio_future_add_to_awaited_by(own, first);
	if (r == 0)
		r = wio_future_add_to_awaited_by(own, second);
	if (r < 0)
		return r;
	trace_awaits(own);
	wio_future_discard_from_awaited_by(own, second);
	wio_future_discard_from_awaited_by(own, second);
	trace("without the second");
	trace_awaits(own);
	wio_future_discard_from_awaited_by(own, first);
	wio_future_set_result(own, 0);
	wio_sleep(TICKS(3));
	trace("at the end");
	trace_awaits(own);
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_future *own;
	int r = wio_future_new(&own, NULL);
	if (r < 0)
		return r;
	wio_task *first = start("first"), *second = start("second");
	if (first && second) {
		wio_create_task(NULL, waits, wio_task_retain(first),
		                &(wio_task_options){.name = "behind", .arg_free = release});
		wio_sleep(TICKS(1));
		r = claims(own, first, second);
	}
	wio_task_release(first);
	wio_task_release(second);
	wio_future_release(own);
	return r;
}

SCENARIO(graph_own)
{
	run(program, NULL);
}
