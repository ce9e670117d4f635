// SPDX-License-Identifier: MIT
// Scenario: a group that is cancelled from outside passes on the message of the first cancel, or that of its body, whatever comes while children clean up.
// Clauses: E6.5, E4, C2 messages
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("child", why(wio_last_error()));
		int cleanup = wio_sleep(TICKS(4));
		if (cleanup < 0)
			return cleanup;
	}
	return r;
}

static int in_group(int64_t body)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_group_create_task(group, NULL, child, NULL, NULL);
	r = wio_group_close(group, body ? wio_sleep(body) : 0);
	if (r == WIO_ECANCELED)
		trace("group", why(wio_last_error()));
	return r;
}

static int closing(void *unused)
{
	(void)unused;
	return in_group(0);
}

static int in_body(void *unused)
{
	(void)unused;
	return in_group(TICKS(50));
}

static void cancel_often(wio_fn *fn)
{
	wio_task *task;
	if (wio_create_task(&task, fn, NULL, NULL) < 0)
		return;
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "one");
	wio_task_cancel(task, "two");
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "three");
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "four");
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("main", why(wio_last_error()));
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	cancel_often(closing);
	cancel_often(in_body);
	return 0;
}

SCENARIO(group_message)
{
	run(program, NULL);
}
