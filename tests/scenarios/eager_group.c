// SPDX-License-Identifier: MIT
// Scenario: an eager child that fails cancels the group in the next iteration, not its maker.
// Clauses: C2 eager, C3 eager, E6.7
#include "scenario.h"

static const wio_task_options eager = {.eager_start = WIO_START_EAGER};

static int fails(void *unused)
{
	(void)unused;
	trace("child fails");
	return wio_raise(VALUE_ERROR, "no");
}

static int waits(void *unused)
{
	(void)unused;
	trace("child waits");
	return wio_sleep(TICKS(1));
}

static int body(wio_group *group)
{
	wio_task *task;
	int r = wio_group_create_task(group, NULL, waits, NULL, &eager);
	if (r == 0)
		r = wio_group_create_task(group, &task, fails, NULL, &eager);
	if (r < 0)
		return r;
	trace("made", num(wio_task_done(task)),
	      num(wio_task_cancelling(wio_current_task())));
	wio_task_release(task);
	r = wio_group_create_task(group, NULL, waits, NULL, &eager);
	if (r == 0)
		r = wio_sleep(TICKS(2));
	if (r == 0)
		trace("never");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_close(group, body(group));
	if (r != WIO_EGROUP)
		return r;
	trace("group failed", num((long long)wio_error_count(wio_last_error())),
	      num(now()));
	return 0;
}

SCENARIO(eager_group)
{
	run(program, NULL);
}
