// SPDX-License-Identifier: MIT
#include "core/awaited.h"
#include "core/call.h"
#include "core/canceller.h"
#include "core/cleanup.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/report.h"
#include "core/shelter.h"
#include "core/task.h"
#include "coro.h"
#include "scope/group.h"
#include "scope/scope.h"
#include "wasyncio/scope.h"

struct wio_group {
	struct wio__scope scope; /* refs: the opener's, and one of each member */
	struct wio__awaiter awaiter; /* who opened it */
	wio_loop *loop;
	struct wio__member *first;
	struct wio__member *last;
	struct wio__member *failed;
	struct wio__member **failed_end;
	size_t failures; /* tasks that failed */
	struct wio__member *base; /* the first that was interrupted or exits */
	struct wio_error *record; /* of WIO_EGROUP, made beforehand, */
	struct wio_error **room;  /* with room for an error of every task */
	size_t room_size;         /* and one of the body */
	size_t members;           /* that run, or have failed */
	struct wio_error *body_error; /* or of a cancel; kept while the close waits */
	struct wio_future completed;
	bool waiting; /* for completed */
	bool exiting;
	bool body_leaves; /* the body was interrupted or exits, before any task */
	bool aborting;
	bool parent_cancelled; /* by us */
	bool cancelled_late;   /* its opener, while it waited for what was aborted */
	bool shared_stack;
};

static void group_release(wio_group *group)
{
	if (--group->scope.object.refs)
		return;
	wio_error_release(group->record);
	wio__free(group->room, group->room_size * sizeof *group->room);
	wio_loop *loop = group->loop;
	wio__object_free(group, sizeof *group, WIO__GROUP, NULL);
	wio__loop_drop(loop);
}

/* Room for the error of one more member, so that leaving needs no memory. */
static int reserve(wio_group *group)
{
	if (group->members + 2 <= group->room_size)
		return 0;
	size_t size = group->room_size ? group->room_size * 2 : 8;
	struct wio_error **room = wio__alloc(size * sizeof *room);
	if (!room)
		return WIO_ENOMEM;
	wio__free(group->room, group->room_size * sizeof *room);
	group->room = room;
	group->room_size = size;
	return 0;
}

static void member_done(struct wio__awaited *awaited);
static int group_leave(struct wio__cleanup *cleanup, int r);

int wio_group_open_with(wio_group **out, const wio_group_options *options)
{
	wio__coro_look();
	*out = NULL;
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_group_open: not inside a task");
	wio_group *group = wio__zalloc(sizeof *group);
	if (!group)
		return WIO_ENOMEM;
	group->record = wio__error_new(WIO_EGROUP, NULL);
	if (!group->record->refs) {
		wio__free(group, sizeof *group);
		return WIO_ENOMEM;
	}
	group->scope.object.kind = WIO__GROUP;
	group->scope.object.refs = 1;
	if (reserve(group) < 0) {
		wio_error_release(group->record);
		wio__free(group, sizeof *group);
		return WIO_ENOMEM;
	}
	group->scope.task = task;
	group->awaiter.task = task;
	group->awaiter.call = "wio_group_close";
	group->awaiter.done = member_done;
	group->loop = task->future.loop;
	wio__loop_hold(group->loop);
	group->failed_end = &group->failed;
	group->scope.cleanup.call = group_leave;
	group->scope.cleanup.scope = "group";
	group->shared_stack = options && options->shared_stack;
	wio__cleanup_push(task, &group->scope.cleanup);
	*out = group;
	return 0;
}

int wio_group_open(wio_group **out)
{
	return wio_group_open_with(out, NULL);
}

/* ---- members ---- */

static wio_group *group_of(const struct wio__awaited *awaited)
{
	return wio__container(awaited->awaiter, wio_group, awaiter);
}

static void unlink_member(wio_group *group, struct wio__member *m)
{
	if (m->previous)
		m->previous->next = m->next;
	else
		group->first = m->next;
	if (m->next)
		m->next->previous = m->previous;
	else
		group->last = m->previous;
}

static void member_free(struct wio__member *m)
{
	if (m->task)
		wio__task_release(m->task);
	wio__free(m, sizeof *m);
}

/* What is done while it is open. */
static void cancel_body(wio_group *group)
{
	wio__task_cancel_within(group->scope.task, group->scope.cleanup.mark,
	                        WIO_SOURCE_GROUP);
}

static void abort_group(wio_group *group)
{
	group->aborting = true;
	for (struct wio__member *m = group->first; m; m = m->next)
		if (m->task)
			wio__task_cancel_by(m->task, WIO_SOURCE_GROUP, group->scope.task);
}

static bool ended_well(const wio_future *future)
{
	return future->state == WIO__CANCELLED || future->result >= 0;
}

static void member_done(struct wio__awaited *awaited)
{
	struct wio__member *m = wio__container(awaited, struct wio__member, awaited);
	wio_group *group = group_of(awaited);
	wio_future *future = m->task ? &m->task->future : NULL;
	unlink_member(group, m);
	if (group->waiting && !group->first &&
	    group->completed.state == WIO__PENDING)
		wio__future_finish(&group->completed, WIO__FINISHED, 0, NULL);
	if (!future || m->starting || ended_well(future)) {
		if (m->starting)
			m->starting->over(m->starting);
		group->members--;
		member_free(m);
		group_release(group);
		return;
	}
	if (!group->scope.task) {
		/* The opener was torn away: nobody else would tell of it. */
		future->unretrieved = false;
		wio__report(group->loop, WIO_REPORT_ORPHAN,
		            "a task failed whose group had been left", future->result,
		            future->error, m->task, NULL);
		member_free(m);
		group_release(group);
		return;
	}
	future->unretrieved = false;
	*group->failed_end = m;
	group->failed_end = &m->failed_next;
	group->failures++;
	if (!group->base && wio__leaves(future->result))
		group->base = m;
	if (!group->aborting && !group->parent_cancelled) {
		abort_group(group);
		group->parent_cancelled = true;
		cancel_body(group);
	}
	group_release(group);
}

static void member_drop(struct wio__node *node)
{
	struct wio__awaited *awaited = wio__awaited_of(node);
	struct wio__member *m = wio__container(awaited, struct wio__member, awaited);
	wio_group *group = group_of(awaited);
	if (m->starting)
		m->starting->over(m->starting);
	unlink_member(group, m);
	member_free(m);
	group_release(group);
}

struct wio__member *wio__group_member(wio_task *task)
{
	for (struct wio__node *n = task->future.callbacks.first; n; n = n->next) {
		if (n->run != wio__awaited_run)
			continue;
		struct wio__awaited *awaited = wio__awaited_of(n);
		if (awaited->awaiter->done == member_done)
			return wio__container(awaited, struct wio__member, awaited);
	}
	return NULL;
}

int wio__group_begin(wio_group *group, struct wio__member **out, wio_fn *fn,
                     void *arg, const wio_task_options *options, const char *who)
{
	int r = 0;
	struct wio__member *m = NULL;
	*out = NULL;
	if (!wio__is(group, WIO__GROUP) || !group->scope.task)
		r = wio__misuse_raise(group, WIO__GROUP, who);
	else if ((r = wio__loop_check_thread(group->loop, who)) < 0)
		;
	else if ((group->exiting && !group->first) || group->aborting)
		r = wio_raise(WIO_ESTATE, "the group %s",
		              group->aborting ? "is shutting down" : "is finished");
	else if (!(m = wio__zalloc(sizeof *m)) || reserve(group) < 0)
		r = WIO_ENOMEM;
	if (r < 0) {
		wio__free(m, sizeof *m);
		if (options)
			wio__value_call(options->arg_free, arg);
		return r;
	}
	wio_task_options own = {0};
	if (options)
		own = *options;
	if (group->shared_stack && !own.stack_size)
		own.shared_stack = true;
	/* Counted before, since an eager one may make others here. */
	group->members++;
	r = wio__task_new(group->loop, &m->task, fn, arg, &own);
	if (r < 0) {
		group->members--;
		wio__free(m, sizeof *m);
		return r;
	}
	m->awaited.link.node.run = wio__awaited_run;
	m->awaited.link.node.drop = member_drop;
	m->awaited.awaiter = &group->awaiter;
	m->previous = group->last;
	if (group->last)
		group->last->next = m;
	else
		group->first = m;
	group->last = m;
	group->scope.object.refs++;
	/* One that was eager may have ended, or ended the group. */
	if (m->task->future.state == WIO__PENDING)
		wio__link_push(&m->task->future.callbacks, &m->awaited.link);
	else
		wio__loop_ready(group->loop, &m->awaited.link.node);
	if (group->aborting)
		wio__task_cancel_by(m->task, WIO_SOURCE_GROUP, group->scope.task);
	*out = m;
	return 0;
}

int wio_group_create_task(wio_group *group, wio_task **out, wio_fn *fn,
                          void *arg, const wio_task_options *options)
{
	struct wio__member *m;
	if (out)
		*out = NULL;
	int r = wio__group_begin(group, &m, fn, arg, options, "wio_group_create_task");
	if (r < 0)
		return r;
	if (out) {
		*out = wio__task_retain(m->task);
	} else if (m->task->future.state != WIO__PENDING &&
	           ended_well(&m->task->future)) {
		/* It was eager.  The group is told in the next iteration, by when many
		 * others may have ended like this. */
		wio__task_release(m->task);
		m->task = NULL;
	}
	return 0;
}

int wio_group_cancel(wio_group *group)
{
	wio__coro_room();
	if (!wio__is(group, WIO__GROUP) || !group->scope.task)
		return wio__misuse_raise(group, WIO__GROUP, "wio_group_cancel");
	int r = wio__loop_check_thread(group->loop, "wio_group_cancel");
	if (r < 0)
		return r;
	if (group->aborting || (group->exiting && !group->first))
		return 0;
	abort_group(group);
	group->parent_cancelled = true;
	cancel_body(group);
	return 1;
}

/* ---- leaving ---- */

static void wait_over(wio_group *group)
{
	if (group->waiting)
		wio__future_fini(&group->completed);
	group->waiting = false;
}

/* What the group may be left with, whatever else comes meanwhile. */
static void keep_error(wio_group *group, int r)
{
	struct wio_error *error = group->scope.task->error;
	if (!error || error->code != r)
		error = wio__error_bare(r);
	wio__error_set(&group->body_error, wio_error_retain(error));
}

/* Wait until no task is left.  [0, WIO_ECANCELED that is to be passed on, or
 * what tore the wait off] */
static int wait_for_members(wio_group *group, int body)
{
	int cancelled = body == WIO_ECANCELED ? body : 0;
	/* The task may have been abandoned in here. */
	wait_over(group);
	while (group->first) {
		group->completed = (struct wio_future){0};
		wio__future_init(&group->completed, WIO__FUTURE, group->loop);
		group->completed.object.refs = 2; /* ours; never freed by itself */
		group->completed.marks = WIO__OF_GROUP;
		group->waiting = true;
		int r = wio_await_future(&group->completed, NULL);
		wait_over(group);
		if (r == WIO_ECANCELED) {
			if (!group->aborting) {
				cancelled = r;
				keep_error(group, r);
				abort_group(group);
			} else if (body >= 0 && !cancelled) {
				group->cancelled_late = true;
				keep_error(group, r);
			}
		} else if (r < 0) {
			return r;
		}
	}
	return cancelled;
}

static void add_failure(wio_group *group, int code, struct wio_error *error)
{
	if (error)
		wio_error_retain(error);
	else if (!(error = wio__error_plain(code)))
		error = wio__error_bare(WIO_ENOMEM);
	group->room[group->record->count++] = error;
}

/* The record of WIO_EGROUP, with every error in it. */
static int raise_group(wio_group *group, int body)
{
	struct wio_error *record = group->record;
	for (struct wio__member *m = group->failed; m; m = m->failed_next)
		add_failure(group, m->task->future.result, m->task->future.error);
	if (body < 0 && body != WIO_ECANCELED)
		add_failure(group, body, group->body_error);
	record->members = group->room;
	record->room = group->room_size;
	group->room = NULL;
	group->room_size = 0;
	group->record = NULL;
	wio__error_set(wio__error_slot(), record);
	return WIO_EGROUP;
}

static int outcome(wio_group *group, int body, int cancelled)
{
	wio_task *parent = group->scope.task;
	if (group->body_leaves) {
		wio__error_set(&parent->error, wio_error_retain(group->body_error));
		return body;
	}
	if (group->base)
		return wio__future_outcome(&group->base->task->future);
	if (group->parent_cancelled) {
		wio__task_uncancel(parent);
		if (wio__task_cancels_inside(parent) == 0)
			cancelled = 0;
		else if (group->cancelled_late)
			cancelled = WIO_ECANCELED; /* not ours alone */
	}
	if (cancelled && !group->failed) {
		wio__error_set(&parent->error, wio_error_retain(group->body_error));
		return cancelled;
	}
	if (!group->failed && (body >= 0 || body == WIO_ECANCELED))
		return body >= 0 ? body : 0;
	if (wio__task_cancels_inside(parent)) {
		/* Cancelled from outside as well: the next wait says so again. */
		wio__task_uncancel(parent);
		cancel_body(group);
	}
	return raise_group(group, body);
}

static void leave(wio_group *group)
{
	wio__error_set(&group->body_error, NULL);
	wio__cleanup_remove(group->scope.task, &group->scope.cleanup);
	group->scope.task = NULL;
	group->awaiter.task = NULL;
	while (group->failed) {
		struct wio__member *m = group->failed;
		group->failed = m->failed_next;
		member_free(m);
	}
	group_release(group);
}

/* Nothing could be waited for: it is still open, and may be left again. */
static bool is_open_still(int r)
{
	return r == WIO_ENOMEM || r == WIO_ENOSUSPEND;
}

static int end(wio_group *group, int body)
{
	if (body < 0)
		keep_error(group, body);
	if (!group->exiting)
		group->body_leaves = wio__leaves(body) && !group->base;
	group->exiting = true;
	if (body < 0 && !group->aborting)
		abort_group(group);
	int r = wait_for_members(group, body);
	if (is_open_still(r))
		return r;
	if (r >= 0 || r == WIO_ECANCELED)
		r = outcome(group, body, r);
	leave(group);
	return r;
}

int wio_group_close(wio_group *group, int body)
{
	wio__coro_look();
	int r = group ? wio__scope_check(&group->scope, WIO__GROUP, "wio_group_close")
	              : wio__misuse_raise(NULL, WIO__GROUP, "wio_group_close");
	return r < 0 ? r : end(group, body);
}

/* Its task has ended without closing it. */
static int group_leave(struct wio__cleanup *cleanup, int r)
{
	wio_group *group = wio__container(cleanup, wio_group, scope.cleanup);
	r = end(group, r);
	/* There is no other time for it: its tasks end by themselves. */
	if (is_open_still(r))
		leave(group);
	return r;
}
