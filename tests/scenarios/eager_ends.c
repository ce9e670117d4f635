// SPDX-License-Identifier: MIT
// Scenario: an eager task that need not wait is done when it is made.
// Clauses: C2 eager
#include "scenario.h"

static const wio_task_options eager = {.eager_start = WIO_START_EAGER};

static int child(void *unused)
{
	(void)unused;
	trace("child", wio_task_name(wio_current_task()),
	      num((long long)wio_all_tasks(NULL, NULL, 0)));
	return 7;
}

static int on_done(wio_future *future, void *unused)
{
	(void)unused;
	trace("callback", num(wio_future_result(future)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, &eager);
	if (r < 0)
		return r;
	trace("made", num(wio_task_done(task)), num(wio_task_result(task)));
	trace("current", wio_task_name(wio_current_task()),
	      num((long long)wio_all_tasks(NULL, NULL, 0)));
	trace("cancel", num(wio_task_cancel(task, NULL)));
	wio_future_add_done_callback(wio_task_future(task), on_done, NULL, NULL);
	r = wio_await(task, NULL);
	wio_task_release(task);
	if (r < 0)
		return r;
	trace("await", num(r));
	return wio_sleep(0);
}

SCENARIO(eager_ends)
{
	run(program, NULL);
}
