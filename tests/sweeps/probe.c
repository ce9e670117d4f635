// SPDX-License-Identifier: MIT
#include "probe.h"

#include "sweeps.h"

enum { WRONG = WIO_EUSER - 90 };

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : 20;
}

static int grouped(void *unused)
{
	(void)unused;
	return wio_yield();
}

static int called(void *count)
{
	++*(int *)count;
	return 0;
}

static int in_group(void)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int i = 0; i < 2 && r >= 0; i++)
		r = wio_group_create_task(
			group, NULL, grouped, token(),
			&(wio_task_options){.arg_free = token_release});
	return wio_group_close(group, r);
}

static int in_time(int *result)
{
	wio_timeout *timeout;
	wio_task *task;
	int r = wio_timeout_open(&timeout, TICKS(9));
	if (r < 0)
		return r;
	r = start(&task, child, NULL);
	if (r == 0) {
		r = wio_await(task, result);
		wio_task_release(task);
	}
	return wio_timeout_close(timeout, r);
}

static int probing(void *unused)
{
	(void)unused;
	static int calls;
	int result = 0;
	calls = 0;
	if (wio_task_cancelling(wio_current_task()) || wio_check_interrupt())
		return WRONG;
	int r = wio_defer(token_defer, token());
	if (r < 0)
		return r;
	r = wio_loop_call_soon(wio_get_running_loop(), called, &calls, NULL, NULL);
	if (r == 0)
		r = in_group();
	if (r == 0)
		r = in_time(&result);
	if (r < 0)
		return r;
	return calls == 1 && result == 20 ? PROBED : WRONG;
}

int probe(wio_runner *runner)
{
	return wio_runner_run(runner, probing, token(),
	                      &(wio_task_options){.arg_free = token_release});
}
