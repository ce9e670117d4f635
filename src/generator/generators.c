// SPDX-License-Identifier: MIT
/* The generators of a loop: those that are dropped in the midst, and those that are
 * left when it ends. */
#include "core/closing.h"
#include "core/context.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/map.h"
#include "core/memory.h"
#include "core/outside.h"
#include "core/task.h"
#include "generator/generator.h"
#include "wasyncio/error.h"
#include "wasyncio/waiting.h"

/* A generator that yields although it is closed is told so often that its loop is
 * closed, before it is ended where it is. */
enum { MOST_YIELDS = 100 };

static int shut_down(void *arg);

/* ---- what a loop has ---- */

static void unlink_generator(wio_generator *generator)
{
	struct wio__generators *all = generator->loop;
	if (generator->previous)
		generator->previous->next = generator->next;
	else
		all->first = generator->next;
	if (generator->next)
		generator->next->previous = generator->previous;
	else
		all->last = generator->previous;
	generator->next = generator->previous = NULL;
	generator->loop = NULL;
}

/* Mostly it is the last that was made. */
static void link_generator(struct wio__generators *all, wio_generator *generator)
{
	wio_generator *before = all->last;
	while (before && before->number > generator->number)
		before = before->previous;
	generator->loop = all;
	generator->previous = before;
	generator->next = before ? before->next : all->first;
	if (generator->next)
		generator->next->previous = generator;
	else
		all->last = generator;
	if (before)
		before->next = generator;
	else
		all->first = generator;
}

/* Its code ends here, whatever it does. */
static void end(wio_generator *generator)
{
	generator->left_alone = true;
	for (int n = 0; generator->inner.coro && n < MOST_YIELDS; n++)
		wio__generator_close(generator, WIO_ECLOSED);
	generator->abandons = true;
	if (generator->inner.coro)
		wio__generator_close(generator, WIO_ECLOSED);
}

static int end_all(void *arg)
{
	struct wio__generators *all = arg;
	while (all->last) {
		wio_generator *generator = all->last;
		/* Of one that was dropped this is the loop's own. */
		if (!generator->dropped)
			generator->object.refs++;
		if (generator->inner.coro)
			end(generator);
		unlink_generator(generator);
		if (generator->map)
			wio__map_release(generator->map);
		generator->map = NULL;
		wio__generator_let_go(generator);
	}
	return 0;
}

static void loop_closed(void *arg)
{
	struct wio__generators *all = arg;
	if (all->last)
		wio__task_run_closed(all->loop, all->task);
	else
		wio__task_discard(all->task);
	wio__free(all, sizeof *all);
}

static int make(struct wio__generators **out, wio_loop *loop)
{
	struct wio__generators *all = *out = wio__zalloc(sizeof *all);
	if (!all)
		return WIO_ENOMEM;
	all->loop = loop;
	all->shut = loop->phases_over & 1U << WIO_PHASE_GENERATORS;
	int r = wio__task_prepare(loop, &all->task, end_all, all,
	                          &(wio_task_options){.name = WIO__CLOSING_NAME,
	                                              .stack_size = WIO__TASK_STACK});
	if (r < 0)
		goto free_all;
	const wio_closing closing = {.phase = WIO_PHASE_GENERATORS,
	                             .fn = shut_down,
	                             .arg = all,
	                             .closed = loop_closed};
	r = wio_loop_at_close(loop, &closing);
	if (r == 0)
		return 0;
	wio__task_discard(all->task);
free_all:
	wio__free(all, sizeof *all);
	return r;
}

int wio__generators_add(wio_generator *generator)
{
	wio_loop *loop = wio__rt.task->future.loop;
	struct wio__generators *all = wio_loop_at_close_arg(loop, shut_down);
	int r = all ? 0 : make(&all, loop);
	if (r < 0)
		return r;
	link_generator(all, generator);
	if (all->shut)
		wio_loop_call_exception_handler(
		    loop, &(wio_report){.kind = WIO_REPORT_GENERATOR_LATE,
		                        .message = "a generator was begun after the "
		                                   "shutdown of its loop's generators",
		                        .generator = generator});
	return 0;
}

/* ---- those that nobody holds any more ---- */

static int finalise(void *arg)
{
	wio_generator *generator = arg;
	const wio_task *task = wio__rt.task;
	/* Its task may be cancelled before it has begun. */
	int r = wio__generator_close(generator, task->wake == WIO_ECANCELED
	                                            ? WIO_ECANCELED
	                                            : WIO_ECLOSED);
	return r == 0 && task->future.loop->closed ? WIO_ECLOSED : r;
}

static void let_go(void *arg)
{
	wio__generator_let_go(arg);
}

static void make_task(struct wio__node *node)
{
	wio_generator *generator = wio__container(node, wio_generator, node);
	/* In a copy of the context in which it was dropped. */
	wio_context then = {.object.kind = WIO__CONTEXT, .map = generator->map};
	generator->map = NULL;
	wio_context *before = wio__context_enter(&then);
	wio_task *task;
	int r = wio__task_new(generator->loop->loop, &task, finalise, generator, NULL);
	if (r == 0) {
		task->call.arg.free = let_go;
		generator->dropped = false;
		task->finalises = true;
		wio__task_release(task);
	} else if (wio__leaves(r)) {
		/* It was eager, and has ended the run. */
		wio__loop_leave(generator->loop->loop, r, *wio__error_slot());
		generator->dropped = false;
		wio__generator_let_go(generator);
	} else {
		/* The shutdown has to do it. */
		generator->left_alone = false;
	}
	wio__context_leave(before);
	if (then.map)
		wio__map_release(then.map);
}

static void drop(wio_generator *generator)
{
	generator->object.refs = 1;
	generator->dropped = true;
	generator->left_alone = true;
	/* Tried before: its frames stay until the loop is closed. */
	if (generator->closing)
		return;
	if (wio__rt.context && wio__rt.context->map)
		generator->map = wio__map_retain(wio__rt.context->map);
	generator->node.run = make_task;
	wio__loop_ready(generator->loop->loop, &generator->node);
	wio__loop_changed(generator->loop->loop);
}

void wio_generator_release(wio_generator *generator)
{
	static const char who[] = "wio_generator_release";
	if (!generator)
		return;
	if (!wio__is_generator(generator)) {
		wio__noun_report(generator, &wio__generator_noun, who);
		return;
	}
	/* The loop's, that closes it; or of the task that is in it. */
	if (generator->object.refs == 1 && (generator->dropped || generator->inner.task)) {
		wio__noun_release(&wio__generator_noun, "is in use", who);
		return;
	}
	wio__generator_let_go(generator);
}

void wio__generator_let_go(wio_generator *generator)
{
	if (--generator->object.refs > 0)
		return;
	if (generator->begun && generator->inner.coro) {
		drop(generator);
		return;
	}
	if (generator->loop)
		unlink_generator(generator);
	wio__generator_free(generator);
}

/* ---- those that are left when the loop ends ---- */

/* [0, the error with which the handler ends the close] */
static int report(wio_generator *generator, int r, const wio_error *error)
{
	const wio_loop *loop = generator->loop->loop;
	wio_loop_call_exception_handler(
	    generator->loop->loop,
	    &(wio_report){.kind = WIO_REPORT_GENERATOR,
	                  .message = "an error occurred while a generator was closed",
	                  .code = r,
	                  .error = error,
	                  .generator = generator});
	if (loop->leave)
		wio__error_set(wio__error_slot(), wio_error_retain(loop->leave_record));
	return loop->leave;
}

static int close_one(void *arg)
{
	wio_generator *generator = arg;
	if (generator->inner.task)
		return wio_raise(WIO_EBUSY, "task '%s' is in the generator",
		                 wio__task_name(generator->inner.task));
	int r = wio__generator_end(generator);
	return r == 0 && wio__rt.task->future.loop->closed ? WIO_ECLOSED : r;
}

/* What is to be closed next: the last that was made. */
static wio_generator *last_open(const struct wio__generators *all)
{
	wio_generator *generator = all->last;
	while (generator && generator->left_alone)
		generator = generator->previous;
	return generator;
}

/* Wait for them; without the memory for that, for one after the other. */
static int wait_for_all(wio_task *const *tasks, size_t n)
{
	int r = wio_gather(tasks, n, NULL, true), result;
	if (r != WIO_ENOMEM)
		return r;
	r = 0;
	for (size_t i = 0; r == 0 && i < n; i++)
		r = wio_await_task(tasks[i], &result);
	return r;
}

/* Each in a task of its own, as asyncio has it; without memory here. */
static int begin(wio_generator *generator, wio_task **task)
{
	generator->left_alone = true;
	wio_generator_retain(generator);
	int r = wio_create_task(task, close_one, generator,
	                        &(wio_task_options){.arg_free = let_go});
	if (r == WIO_ENOMEM && (r = close_one(generator)) < 0) {
		if (wio__leaves(r))
			return r;
		r = report(generator, r, wio_last_error());
	}
	return r;
}

static int close_all(wio_generator **generators, wio_task **tasks, size_t n)
{
	size_t begun = 0;
	int r = 0;
	/* What is closed may drop others. */
	for (size_t i = 0; i < n; i++)
		wio_generator_retain(generators[i]);
	for (size_t i = 0; r >= 0 && i < n; i++) {
		wio_generator *generator = generators[i];
		r = begin(generator, &tasks[begun]);
		if (tasks[begun]) {
			generators[i] = generators[begun];
			generators[begun++] = generator;
		}
	}
	if (r >= 0 && begun > 0)
		r = wait_for_all(tasks, begun);
	for (size_t i = 0; i < begun; i++) {
		const int result = r < 0 ? 0 : wio_task_exception(tasks[i]);
		if (result < 0)
			r = report(generators[i], result, wio_task_error(tasks[i]));
		wio_task_release(tasks[i]);
	}
	for (size_t i = 0; i < n; i++)
		wio__generator_let_go(generators[i]);
	return r;
}

/* All that there are, in the order of making. */
static int close_at_once(struct wio__generators *all)
{
	size_t n = 0;
	for (const wio_generator *g = all->first; g; g = g->next)
		n += !g->left_alone;
	if (n == 0)
		return 0;
	const size_t size = n * (sizeof(wio_generator *) + sizeof(wio_task *));
	wio_generator **generators = wio__zalloc(size);
	if (!generators)
		return WIO_ENOMEM;
	size_t i = 0;
	for (wio_generator *g = all->first; g; g = g->next)
		if (!g->left_alone)
			generators[i++] = g;
	int r = close_all(generators, (wio_task **)(void *)(generators + n), n);
	wio__free(generators, size);
	return r;
}

static int shut_down(void *arg)
{
	struct wio__generators *all = arg;
	all->shut = true;
	int r = all->loop->asyncio ? close_at_once(all) : WIO_ENOMEM;
	if (r != WIO_ENOMEM)
		return r;
	r = 0;
	for (wio_generator *last; r >= 0 && (last = last_open(all)) != NULL;) {
		wio_task *task = NULL;
		r = close_all(&last, &task, 1);
	}
	return r;
}

int wio_shutdown_generators(void)
{
	const wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOSUSPEND, "wio_shutdown_generators: not in a task");
	struct wio__generators *all =
	    wio_loop_at_close_arg(task->future.loop, shut_down);
	return all ? shut_down(all) : 0;
}
