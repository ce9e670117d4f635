// SPDX-License-Identifier: MIT
#include "waiting/children.h"

#include <string.h>

#include "core/error.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/wait.h"

static int check(const wio_task *task, const char *who)
{
	const wio_task *own = wio__rt.task;
	if (!wio__is(task, WIO__TASK))
		return wio__misuse_raise(task, WIO__TASK, who);
	if (task == own)
		return wio_raise(WIO_EINVAL, "%s: task '%s' cannot wait for itself", who,
		                 wio__task_name(task));
	if (task->future.loop != own->future.loop)
		return wio_raise(WIO_EOTHERLOOP, "%s: task '%s' belongs to another loop",
		                 who, wio__task_name(task));
	return 0;
}

int wio__children_check(wio_task *const *tasks, size_t n, const char *who)
{
	if (!wio__rt.task)
		return wio_raise(WIO_ENOTRUNNING, "%s: not inside a task", who);
	if (n && !tasks)
		return wio_raise(WIO_EINVAL, "%s: tasks is NULL", who);
	for (size_t i = 0; i < n; i++) {
		int r = check(tasks[i], who);
		if (r < 0)
			return r;
	}
	return 0;
}

/* ---- watches ---- */

struct wio__children *wio__children_of(const struct wio__child *child)
{
	return wio__container(child->awaited.awaiter, struct wio__children, awaiter);
}

static void let_go(struct wio__children *all)
{
	if (--all->holders > 0)
		return;
	wio_loop *loop = all->loop;
	for (size_t i = 0; i < all->n; i++)
		wio__task_release(all->each[i].task);
	wio__free(all, all->size);
	wio__loop_drop(loop);
}

static void child_done(struct wio__awaited *awaited)
{
	struct wio__child *child =
	    wio__container(awaited, struct wio__child, awaited);
	struct wio__children *all = wio__children_of(child);
	child->over = true;
	if (all->done)
		all->done(all, child);
	let_go(all);
}

static void drop(struct wio__node *node)
{
	struct wio__child *child =
	    wio__container(wio__awaited_of(node), struct wio__child, awaited);
	child->over = true;
	let_go(wio__children_of(child));
}

struct wio__child *wio__child_of(struct wio__node *node)
{
	struct wio__awaited *awaited = wio__awaited_of(node);
	return node->run == wio__awaited_run && awaited->awaiter->done == child_done
	           ? wio__container(awaited, struct wio__child, awaited)
	           : NULL;
}

/* ---- the block ---- */

int wio__children_new(void *out, size_t size, wio_task *const *tasks, size_t n,
                     const char *who)
{
	int r = wio__children_check(tasks, n, who);
	if (r < 0)
		return r;
	const size_t head = wio__memory_round(size);
	if (n > (SIZE_MAX / 2 - head) / sizeof(struct wio__child))
		return WIO_ENOMEM;
	size = head + n * sizeof(struct wio__child);
	struct wio__children *all = wio__zalloc(size);
	if (!all)
		return WIO_ENOMEM;
	all->each = (struct wio__child *)(void *)((char *)all + head);
	all->awaiter.task = wio__rt.task;
	all->awaiter.call = who;
	all->awaiter.done = child_done;
	all->n = n;
	all->size = size;
	all->holders = 1;
	all->loop = wio__rt.task->future.loop;
	wio__loop_hold(all->loop);
	for (size_t i = 0; i < n; i++) {
		all->each[i].awaited.awaiter = &all->awaiter;
		all->each[i].over = true;
		all->each[i].task = wio__task_retain(tasks[i]);
	}
	memcpy(out, &all, sizeof all);
	return 0;
}

int wio__children_to_wait(void *out, size_t size, wio_task *const *tasks, size_t n,
                          const char *who)
{
	int r = wio__wait_check_end();
	return r < 0 ? r : wio__children_new(out, size, tasks, n, who);
}

void wio__child_begin(struct wio__children *all, size_t i)
{
	struct wio__child *child = &all->each[i];
	child->awaited.link.node.run = wio__awaited_run;
	child->awaited.link.node.drop = drop;
	child->over = false;
	all->holders++;
	if (child->task->future.state == WIO__PENDING)
		wio__link_push(&child->task->future.callbacks, &child->awaited.link);
	else
		wio__loop_ready(all->loop, &child->awaited.link.node);
}

void wio__children_begin(struct wio__children *all)
{
	for (size_t i = 0; i < all->n; i++)
		wio__child_begin(all, i);
}

void wio__children_stop(struct wio__children *all)
{
	for (size_t i = 0; i < all->n; i++) {
		struct wio__child *child = &all->each[i];
		/* One whose task is done lies in the ready queue, and stays there. */
		if (child->over || child->task->future.state != WIO__PENDING)
			continue;
		wio__link_remove(&child->task->future.callbacks, &child->awaited.link);
		child->over = true;
		all->holders--;
	}
	all->done = NULL;
}

void wio__children_release(struct wio__children *all)
{
	all->awaiter.task = NULL;
	let_go(all);
}
