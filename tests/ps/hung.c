// SPDX-License-Identifier: MIT
/*
 * Tasks that wait in each way, and for each other.  With an argument the program ends
 * by a trap then, or computes for ever; else it waits for ever.
 */
#undef NDEBUG /* as in a build for debugging: a task knows its place */
#include <stdio.h>
#include <string.h>

#include "wasyncio.h"

static wio_lock first, second;
static wio_queue *queue;
static wio_task *leaf;
static char **arguments;

static int forever(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

static int takes_both(void *unused)
{
	(void)unused;
	wio_lock_acquire(&first);
	wio_yield();
	return wio_lock_acquire(&second);
}

static int takes_both_otherwise(void *unused)
{
	(void)unused;
	wio_lock_acquire(&second);
	return wio_lock_acquire(&first);
}

static int gathers(void *unused)
{
	(void)unused;
	return wio_gather(&leaf, 1, NULL, false);
}

static int awaits(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, WIO_S(9999));
	return r < 0 ? r : wio_timeout_close(timeout, wio_await(leaf, NULL));
}

static int takes(void *unused)
{
	int item;
	(void)unused;
	return wio_queue_get(queue, &item);
}

static int reads(void *unused)
{
	char byte;
	(void)unused;
	return wio_stdin_read(&byte, 1);
}

static int never_starts(void *unused)
{
	(void)unused;
	return 0;
}

static void make(wio_fn *fn, const char *name)
{
	wio_create_task(NULL, fn, NULL, &(wio_task_options){.name = name});
}

static int app(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_queue_new(&queue, sizeof(int), NULL);
	if (r == 0)
		r = wio_group_open(&group);
	if (r == 0)
		r = wio_group_create_task(group, &leaf, forever, NULL,
		                          &(wio_task_options){.name = "leaf"});
	if (r < 0)
		return r;
	make(gathers, "gathers");
	make(awaits, "awaits");
	make(takes_both, "a");
	make(takes_both_otherwise, "b");
	make(takes, "gets");
	make(reads, "reads");
	for (int i = 0; i < 5; i++)
		wio_yield();
	const char *how = arguments[0] && arguments[1] ? arguments[1] : "";
	if (strcmp(how, "") != 0)
		make(never_starts, NULL);
	puts("it hangs");
	fflush(stdout);
	if (strcmp(how, "trap") == 0)
		__builtin_trap();
	while (strcmp(how, "compute") == 0)
		*(volatile char *)how;
	return wio_group_close(group, 0);
}

int main(int argc, char **argv)
{
	(void)argc;
	arguments = argv;
	return wio_run(app, NULL);
}
