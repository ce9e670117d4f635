// SPDX-License-Identifier: MIT
/*
 * looks HOW: a task leaves its stack where nothing checks that, and makes one
 * call, behind which it would go on for ever.
 */
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

typedef int call_fn(void);

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static void *volatile block;

static int raises(void)
{
	return wio_raise(WIO_EUSER, "deep");
}

static int defers(void)
{
	return wio_defer(nothing, NULL);
}

static int undefers(void)
{
	return wio_undefer(1, false);
}

static int opens_a_group(void)
{
	wio_group *group;
	return wio_group_open(&group);
}

static int opens_a_timeout(void)
{
	wio_timeout *timeout;
	return wio_timeout_open(&timeout, WIO_S(1));
}

static int protects(void)
{
	return wio_protect(nothing, NULL);
}

static int asks(void)
{
	int r = 0;
	for (int i = 0; i < 1000000 && r == 0; i++)
		r = wio_check_interrupt();
	return r;
}

static int waits(void)
{
	return wio_sleep(WIO_MS(1));
}

static const struct {
	const char *name;
	call_fn *call;
} ways[] = {
    {"raise", raises},         {"defer", defers},            {"undefer", undefers},
    {"group", opens_a_group},  {"timeout", opens_a_timeout}, {"protect", protects},
    {"check point", asks},     {"wait", waits},              {"come back", defers},
    {"step over", waits},
};

enum { SIZE = 12 * 1024, DEEP = SIZE / 128 };

/* Of each frame all is written, or its upper end. */
__attribute__((noinline)) static int descend(int levels, call_fn *call)
{
	volatile char room[128];
	for (size_t i = 0; i < sizeof room; i++)
		room[i] = (char)levels;
	if (levels > 0)
		return descend(levels - 1, call) + room[levels & 127];
	return call ? call() : room[1];
}

__attribute__((noinline)) static int step_over(call_fn *call)
{
	char room[SIZE];
	block = room;
	room[SIZE - 1] = 1;
	int r = call() + room[SIZE - 1];
	block = NULL;
	return r;
}

static int deep(void *arg)
{
	const size_t way = *(size_t *)arg;
	call_fn *call = ways[way].call;
	if (strcmp(ways[way].name, "come back") == 0)
		descend(DEEP, NULL);
	else if (strcmp(ways[way].name, "step over") == 0)
		step_over(call);
	else
		descend(DEEP, call);
	int r = call();
	for (volatile int forever = 1; forever;)
		r++;
	return r;
}

static int app(void *way)
{
	/* What lies below its stack is nobody's. */
	void *below = malloc(1 << 16);
	wio_task *task;
	wio_task_options options = {.name = "deep", .stack_size = SIZE};
	int r = wio_create_task(&task, deep, way, &options);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	free(below);
	return r;
}

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (argc > 1 && strcmp(argv[1], ways[i].name) == 0)
			return wio_run(app, &i);
	return 2;
}
