// SPDX-License-Identifier: MIT
// Scenario: who waits for a task is known by each construct that waits, until it does not wait any more.
// Clauses: C8 graph
#include "scenario.h"

static int leaf(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(4));
}

static int by_await(void *task)
{
	return wio_await((wio_task *)task, NULL);
}

static int by_gather(void *arg)
{
	wio_task *task = arg;
	return wio_gather(&task, 1, NULL, false);
}

static int by_wait(void *arg)
{
	wio_task *task = arg;
	int r = wio_wait(&task, 1, WIO_ALL_COMPLETED, WIO_FOREVER);
	return r < 0 ? r : 0;
}

static int by_wait_for(void *task)
{
	return wio_wait_for(task, TICKS(9), NULL);
}

static int by_as_completed(void *arg)
{
	wio_task *task = arg, *done;
	wio_as_completed *each;
	int r = wio_as_completed_open(&each, &task, 1, WIO_FOREVER);
	if (r < 0)
		return r;
	while ((r = wio_as_completed_next(each, &done)) > 0)
		trace("completed", num(done == task));
	wio_as_completed_close(each);
	return r;
}

static int by_shield(void *task)
{
	return wio_shield(task, NULL);
}

static int by_timeout(void *task)
{
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, TICKS(9));
	return r < 0 ? r : wio_timeout_close(timeout, by_await(task));
}

static int by_group(void *task)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, by_await, task,
	                          &(wio_task_options){.name = "member"});
	return wio_group_close(group, r);
}

static int by_body(void *task)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, by_await, task,
	                          &(wio_task_options){.name = "other_member"});
	if (r == 0)
		r = wio_sleep(TICKS(5));
	return wio_group_close(group, r);
}

static int fails(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : VALUE_ERROR;
}

static int by_failing_gather(void *task)
{
	wio_task *tasks[2] = {task, NULL};
	int r = wio_create_task(&tasks[1], fails, NULL,
	                        &(wio_task_options){.name = "fails"});
	if (r < 0)
		return r;
	r = wio_gather(tasks, 2, NULL, false);
	wio_task_release(tasks[1]);
	if (r != VALUE_ERROR)
		return r;
	trace("failed", exc(r));
	return wio_sleep(TICKS(2));
}

static void release(void *task)
{
	wio_task_release(task);
}

/* It holds what it waits for. */
static wio_task *start(wio_fn *fn, const char *name, wio_task *task)
{
	wio_task *made;
	wio_create_task(&made, fn, wio_task_retain(task),
	                &(wio_task_options){.name = name, .arg_free = release});
	return made;
}

static const struct {
	wio_fn *fn;
	const char *name;
} all[] = {
	{by_await, "by_await"},
	{by_gather, "by_gather"},
	{by_wait, "by_wait"},
	{by_wait_for, "by_wait_for"},
	{by_as_completed, "by_as_completed"},
	{by_shield, "by_shield"},
	{by_timeout, "by_timeout"},
	{by_group, "by_group"},
	{by_body, "by_body"},
	{by_failing_gather, "by_failing_gather"},
};

static void stop(wio_task *task)
{
	if (task)
		wio_task_cancel(task, NULL);
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, leaf, NULL, &(wio_task_options){.name = "leaf"});
	if (r < 0)
		return r;
	wio_future *future = wio_task_future(task);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		wio_task_release(start(all[i].fn, all[i].name, task));
	wio_task *shielding = start(by_shield, "shielding", task);
	wio_task *waiting = start(by_wait, "waiting", task);
	trace_awaits(future);
	wio_sleep(TICKS(2));
	trace_awaits(future);
	stop(shielding);
	stop(waiting);
	wio_sleep(TICKS(1));
	trace("later");
	trace_awaits(future);
	wio_sleep(TICKS(4));
	trace("at the end");
	trace_awaits(future);
	wio_task_release(task);
	return 0;
}

SCENARIO(graph_constructs)
{
	run(program, NULL);
}
