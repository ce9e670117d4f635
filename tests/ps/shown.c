// SPDX-License-Identifier: MIT
/* Functions whose tasks JavaScript looks at. */
#undef NDEBUG /* as in a build for debugging: a task knows its place */
#include "wasyncio.h"

static wio_lock lock;

static int holds(void *unused)
{
	(void)unused;
	int r = wio_lock_acquire(&lock);
	return r < 0 ? r : wio_sleep(WIO_FOREVER);
}

static int wants(void *unused)
{
	(void)unused;
	return wio_lock_acquire(&lock);
}

static int asks(void *unused)
{
	(void)unused;
	return wio_host_call(NULL, "wait", 0, NULL);
}

/* A group of three, until it is cancelled. */
static int family(wio_call *call)
{
	(void)call;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_group_create_task(group, NULL, holds, NULL, &(wio_task_options){.name = "holds"});
	wio_group_create_task(group, NULL, wants, NULL, &(wio_task_options){.name = "wants"});
	wio_group_create_task(group, NULL, asks, NULL, NULL);
	return wio_group_close(group, 0);
}
WIO_EXPORT(family);

/* A cancel lets it wait for the host, as a cleanup would. */
static int reluctant(wio_call *call)
{
	(void)call;
	int r = wio_sleep(WIO_FOREVER);
	wio_host_call(NULL, "wait", 0, NULL);
	return r;
}
WIO_EXPORT(reluctant);

static int computes(wio_call *call)
{
	(void)call;
	int r = wio_host_call(NULL, "begin", 0, NULL);
	while (r >= 0)
		r = wio_check_interrupt();
	return r;
}
WIO_EXPORT(computes);

static int traps(wio_call *call)
{
	(void)call;
	wio_yield();
	__builtin_trap();
}
WIO_EXPORT(traps);
