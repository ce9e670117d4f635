// SPDX-License-Identifier: MIT
// Scenario: how long after the last step of a child, or after the end of the time, whoever waits for it goes on, by each construct.
// Clauses: E3
#include "scenario.h"

static int child(void *arg)
{
	int r = wio_sleep(TICKS(*(int *)arg));
	if (r == 0)
		trace("child ends");
	return r;
}

static const wio_task_options copied = {.arg_size = sizeof(int)};

static wio_task *start(int ticks)
{
	wio_task *task = NULL;
	wio_create_task(&task, child, &ticks, &copied);
	return task;
}

static int several(void)
{
	wio_task *tasks[2] = {start(1), start(1)}, *task;
	wio_gather(tasks, 2, NULL, false);
	trace("gather");
	wio_task_release(tasks[0]);
	wio_task_release(tasks[1]);

	task = start(1);
	wio_await(task, NULL);
	trace("done");
	wio_await(task, NULL);
	trace("await of what is done");
	wio_gather(&task, 1, NULL, false);
	trace("gather of what is done");
	wio_task_release(task);

	task = start(1);
	wio_wait(&task, 1, WIO_ALL_COMPLETED, WIO_FOREVER);
	trace("wait");
	wio_task_release(task);

	wio_as_completed *each = NULL;
	wio_task *done;
	task = start(1);
	int r = wio_as_completed_open(&each, &task, 1, WIO_FOREVER);
	while (r == 0 && wio_as_completed_next(each, &done) > 0)
		trace("as_completed");
	wio_as_completed_close(each);
	wio_task_release(task);
	return r;
}

static int alone(void)
{
	wio_task *task = start(1);
	wio_shield(task, NULL);
	trace("shield");
	wio_task_release(task);

	task = start(1);
	wio_wait_for(task, TICKS(9), NULL);
	trace("wait_for");
	wio_task_release(task);

	wio_group *group;
	int one = 1;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, child, &one, &copied);
	r = wio_group_close(group, r);
	trace("group");
	return r;
}

static int now_it_is(void *unused)
{
	(void)unused;
	trace("now");
	return 0;
}

static int too_late(void)
{
	/* The end of the time, in the iteration of its timer. */
	at(20, now_it_is, NULL);
	wio_task *task = start(30);
	int r = wio_wait_for(task, TICKS(20 - now()), NULL);
	wio_task_release(task);
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("wait_for, too late", num(now()));

	wio_timeout *limit;
	r = wio_timeout_open(&limit, TICKS(5));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, wio_sleep(TICKS(9)));
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("timeout", num(now()));

	task = start(1);
	r = wio_wait_for(task, 0, NULL);
	wio_task_release(task);
	if (r != WIO_ETIMEDOUT)
		return r;
	trace("wait_for, at once");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task = start(1);
	wio_await(task, NULL);
	trace("await");
	wio_task_release(task);
	int r = several();
	if (r == 0)
		r = alone();
	return r == 0 ? too_late() : r;
}

SCENARIO(latency_constructs)
{
	run(program, NULL);
}
