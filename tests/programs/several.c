// SPDX-License-Identifier: MIT
#include "programs.h"

/* The tasks of a set that there are, without the caller. */
static size_t choose(wio_task **tasks, int set, bool undone)
{
	size_t n = 0;
	for (int i = 0; i < MOST; i++) {
		wio_task *task = program.tasks[i];
		if (set >> i & 1 && task && task != wio_current_task() &&
		    !(undone && wio_task_done(task)))
			tasks[n++] = task;
	}
	return n;
}

static void results(wio_task *const *tasks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		trace("result", exc(wio_task_result(tasks[i])));
}

static int as_completed(wio_task *const *tasks, size_t n, int64_t timeout)
{
	wio_as_completed *each;
	wio_task *task;
	int r = wio_as_completed_open(&each, tasks, n, timeout);
	if (r < 0)
		return r;
	while ((r = wio_as_completed_next(each, &task)) > 0)
		trace("completed", wio_task_name(task));
	wio_as_completed_close(each);
	return r;
}

int wait_for_several(const int *op)
{
	wio_task *tasks[MOST], *task = program.tasks[op[A]];
	const int64_t timeout = op[B] < 0 ? WIO_FOREVER : TICKS(op[B]);
	size_t n;
	int r;
	if (task == wio_current_task())
		task = NULL;
	switch (op[CODE]) {
	case GATHER:
		n = choose(tasks, op[C], false);
		r = wio_gather(tasks, n, NULL, op[B] & 1);
		if (r == 0)
			results(tasks, n);
		return r;
	case WAIT:
		n = choose(tasks, op[C], false);
		r = n ? wio_wait(tasks, n, (enum wio_return_when)op[A], timeout) : 0;
		if (r >= 0)
			trace("waited", num(r));
		return r < 0 ? r : 0;
	case WAIT_FOR:
		r = task ? wio_wait_for(task, timeout, NULL) : 0;
		return r < 0 ? r : 0;
	case SHIELD:
		r = task ? wio_shield(task, NULL) : 0;
		return r < 0 ? r : 0;
	case AS_COMPLETED:
		n = choose(tasks, op[C], true);
		return as_completed(tasks, n, timeout);
	default:
		return 1;
	}
}
