// SPDX-License-Identifier: MIT
// Scenario: wait_for gives a task's result, or cancels it when its time is over and waits for its end; a time of zero cancels it at once.
// Clauses: E3, E5, C2
#include "scenario.h"

struct leaf {
	int name, ticks;
};

static int leaf(void *arg)
{
	const struct leaf l = *(struct leaf *)arg;
	int r = wio_sleep(TICKS(l.ticks));
	if (r == WIO_ECANCELED) {
		trace("leaf is cancelled", num(l.name));
		if (l.name == 2)
			return 7;
		if (l.name == 3)
			return VALUE_ERROR;
		wio_sleep(TICKS(1));
		return r;
	}
	return r < 0 ? r : l.name;
}

static wio_task *start(int name, int ticks)
{
	wio_task *task = NULL;
	wio_create_task(&task, leaf, &(struct leaf){name, ticks},
	                &(wio_task_options){.arg_size = sizeof(struct leaf)});
	return task;
}

static void observe(int name, int ticks, int64_t limit)
{
	wio_task *task = start(name, ticks);
	if (name != 4)
		wio_yield();
	int r = wio_wait_for(task, limit, NULL);
	if (r >= 0)
		trace("result", num(r));
	else
		trace("failed", exc(r), num(wio_task_done(task)));
	wio_task_release(task);
}

static int program(void *unused)
{
	(void)unused;
	observe(0, 1, TICKS(3));
	observe(1, 3, TICKS(1));
	observe(2, 3, TICKS(1));
	observe(3, 3, TICKS(1));
	observe(4, 3, 0);
	observe(5, 3, 0);
	observe(6, 1, WIO_FOREVER);
	wio_task *task = start(8, 0);
	wio_sleep(TICKS(1));
	trace("done already", num(wio_wait_for(task, 0, NULL)));
	wio_task_release(task);
	return 0;
}

SCENARIO(wait_for_task)
{
	run(program, NULL);
}
