// SPDX-License-Identifier: MIT
// Scenario: how long after a cancel what waits sees it, and then who waits for that, by each kind of wait.
// Clauses: E4
#include "scenario.h"

static wio_lock lock;
static wio_event event;
static wio_semaphore semaphore;

static int in_future(void *unused)
{
	(void)unused;
	wio_future *future;
	int r = wio_future_new(&future, NULL);
	if (r == 0)
		r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

static int in_sleep(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(99));
}

static int in_yield(void *unused)
{
	(void)unused;
	int r = 0;
	for (int i = 0; i < 9 && r == 0; i++)
		r = wio_yield();
	return r;
}

static int in_lock(void *unused)
{
	(void)unused;
	return wio_lock_acquire(&lock);
}

static int in_event(void *unused)
{
	(void)unused;
	return wio_event_wait(&event);
}

static int in_semaphore(void *unused)
{
	(void)unused;
	return wio_semaphore_acquire(&semaphore);
}

static int in_queue(void *unused)
{
	(void)unused;
	wio_queue *queue;
	int item, r = wio_queue_new(&queue, sizeof item, NULL);
	if (r == 0)
		r = wio_queue_get(queue, &item);
	wio_queue_release(queue);
	return r;
}

static int leaf(void *name)
{
	int r = wio_sleep(TICKS(99));
	if (r == WIO_ECANCELED)
		trace("leaf sees it", num(*(int *)name));
	return r;
}

static const wio_task_options copied = {.arg_size = sizeof(int)};

static wio_task *start(int name)
{
	wio_task *task = NULL;
	wio_create_task(&task, leaf, &name, &copied);
	return task;
}

static int in_shield(void *task)
{
	return wio_shield(task, NULL);
}

static int in_wait(void *arg)
{
	wio_task *task = arg;
	return wio_wait(&task, 1, WIO_ALL_COMPLETED, WIO_FOREVER);
}

static int in_gather(void *unused)
{
	(void)unused;
	wio_task *tasks[2] = {start(0), start(1)};
	int r = wio_gather(tasks, 2, NULL, false);
	wio_task_release(tasks[0]);
	wio_task_release(tasks[1]);
	return r;
}

static int in_group(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int name = 0; name < 2 && r == 0; name++)
		r = wio_group_create_task(group, NULL, leaf, &name, &copied);
	return wio_group_close(group, r);
}

static int in_wait_for(void *unused)
{
	(void)unused;
	wio_task *task = start(0);
	int r = wio_wait_for(task, TICKS(99), NULL);
	wio_task_release(task);
	return r;
}

static int nested(void *arg)
{
	const int levels = *(int *)arg, below = levels - 1;
	wio_task *task = NULL;
	int r = levels ? wio_create_task(&task, nested, (void *)(uintptr_t)&below, &copied)
	               : wio_sleep(TICKS(99));
	if (levels && r == 0)
		r = wio_await(task, NULL);
	wio_task_release(task);
	if (r == WIO_ECANCELED)
		trace("level sees it", num(levels));
	return r;
}

static int in_nested(void *unused)
{
	(void)unused;
	int levels = 3;
	return nested(&levels);
}

/* What is watched, one after the other. */
static struct {
	const char *name;
	wio_fn *fn;
	void *arg;
} watched;

static int sees(void *unused)
{
	(void)unused;
	int r = watched.fn(watched.arg);
	if (r == WIO_ECANCELED)
		trace("sees it", watched.name);
	return r;
}

static int awaits(void *task)
{
	int result, r = wio_await((wio_future *)task, &result);
	if (r == 0 && result == WIO_ECANCELED)
		trace("who awaits it goes on", watched.name);
	return r;
}

/* Cancels it once it waits; and says when who awaits it goes on. */
static int watch(const char *name, wio_fn *fn, void *arg)
{
	wio_task *task = NULL, *waiter = NULL;
	watched.name = name;
	watched.fn = fn;
	watched.arg = arg;
	int r = wio_create_task(&task, sees, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_create_task(&waiter, awaits, wio_task_future(wio_task_retain(task)),
	                    &(wio_task_options){.arg_free = release_future});
	if (r == 0)
		r = fn == in_yield ? wio_yield() : wio_sleep(TICKS(1));
	if (r == 0) {
		trace("cancel", name);
		wio_task_cancel(task, NULL);
		r = wio_await(waiter, NULL);
	}
	wio_task_release(task);
	wio_task_release(waiter);
	return r;
}

static int watch_behind(void)
{
	wio_task *task = start(3);
	int r = watch("shield", in_shield, task);
	if (r == 0)
		r = watch("wait", in_wait, task);
	wio_task_cancel(task, NULL);
	if (r < 0)
		wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

static int not_started(void)
{
	wio_task *task = start(2);
	trace("cancel", "not started");
	wio_task_cancel(task, NULL);
	int result, r = wio_await(task, &result);
	if (r == 0 && result == WIO_ECANCELED)
		trace("who awaits it goes on", "not started");
	wio_task_release(task);
	return r;
}

static int program(void *unused)
{
	static const struct {
		const char *name;
		wio_fn *fn;
	} before[] = {{"future", in_future}, {"sleep", in_sleep},
	              {"yield", in_yield},   {"lock", in_lock},
	              {"event", in_event},   {"semaphore", in_semaphore},
	              {"queue", in_queue}},
	  after[] = {{"gather", in_gather},
	             {"group", in_group},
	             {"wait_for", in_wait_for},
	             {"nested", in_nested}};
	(void)unused;
	lock = (wio_lock){0};
	event = (wio_event){0};
	semaphore = (wio_semaphore)WIO_SEMAPHORE(0);
	int r = wio_lock_acquire(&lock);
	for (size_t i = 0; r == 0 && i < sizeof before / sizeof *before; i++)
		r = watch(before[i].name, before[i].fn, NULL);
	if (r == 0)
		r = watch_behind();
	for (size_t i = 0; r == 0 && i < sizeof after / sizeof *after; i++)
		r = watch(after[i].name, after[i].fn, NULL);
	return r == 0 ? not_started() : r;
}

SCENARIO(latency_cancels)
{
	run(program, NULL);
}
