// SPDX-License-Identifier: MIT
/*
 * edges: each call that changes something of the loop's, with every amount of
 * stack left.  It is done or it ends its task, and never stops half-way.
 */
#include <stdio.h>
#include <string.h>

#include "wasyncio.h"

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static int called;

static int call(void *unused)
{
	(void)unused;
	called++;
	return 0;
}

/* ---- what is called ---- */

static int yields(void)
{
	return wio_yield();
}

static int sleeps(void)
{
	return wio_sleep(1000);
}

static int spawns(void)
{
	wio_task *task;
	int r = wio_create_task(&task, nothing, NULL,
	                        &(wio_task_options){.name = "child"});
	if (r < 0)
		return r;
	wio_task_release(task);
	return 0;
}

static int groups(void)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, nothing, NULL, NULL);
	return wio_group_close(group, r);
}

static int times_out(void)
{
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, WIO_MS(1000));
	if (r < 0)
		return r;
	return wio_timeout_close(timeout, wio_yield());
}

static int raises(void)
{
	return wio_raise(WIO_EINVAL, "%s %d", "something", 1) == WIO_EINVAL ? 0 : -1;
}

static int defers(void)
{
	int mark = wio_defer(call, NULL);
	return mark < 0 ? mark : wio_undefer(mark, true);
}

static int calls_soon(void)
{
	return wio_loop_call_soon(wio_get_running_loop(), call, NULL, NULL, NULL);
}

static int (*const edges[])(void) = {
    yields, sleeps, spawns, groups, times_out, raises, defers, calls_soon,
};

/* ---- how much is left ---- */

struct place {
	int (*fn)(void);
	size_t left;
};

__attribute__((noinline)) static int descend(const struct place *place,
                                             const char *bottom)
{
	volatile char room[16];
	room[0] = 0;
	if ((size_t)((char *)room - bottom) > place->left)
		return descend(place, bottom) + room[0];
	return place->fn() + room[0];
}

static int at_edge(void *arg)
{
	char here = 0;
	const wio_task *task = wio_current_task();
	return descend(arg, &here - wio_task_stack_size(task) + here);
}

static int app(void *unused)
{
	(void)unused;
	int overflowed = 0;
	int done = 0;
	for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
		for (size_t left = 0; left < 3000; left += 16) {
			struct place place = {edges[i], left};
			wio_task *task;
			int r = wio_create_task(&task, at_edge, &place,
			                        &(wio_task_options){.stack_size = 4096});
			int result = r;
			if (r == 0)
				r = wio_await(task, &result);
			if (r == 0 && result == 0)
				done++;
			else if (r == 0 && (result == WIO_ESTACK || result == WIO_EGROUP))
				overflowed++;
			else
				printf("edge %zu, %zu left: %d, %d\n", i, left, r, result);
			wio_task_release(task);
		}
	}
	int r = wio_sleep(WIO_MS(1));
	printf("%s, %zu task\n",
	       done > 100 && overflowed > 100 && called > 0 ? "some of each" : "?",
	       wio_all_tasks(NULL, NULL, 0));
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
