// SPDX-License-Identifier: MIT
#include "runner/strict.h"

#include "core/canceller.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/object.h"
#include "core/task.h"
#include "core/timer.h"
#include "runner/runner.h"
#include "runner/shutdown.h"

/* ---- no interrupt is lost ---- */

int wio__strict_settle(wio_runner *runner, int r)
{
	if (runner->interrupts == 0 || r >= 0 || wio__leaves(r) ||
	    runner->main->cancels == 0)
		return r;
	/* The error goes along as its context. */
	if (wio_error_code(wio_last_error()) != r)
		wio__error_set(wio__error_slot(), wio__error_new(r, NULL));
	return wio_raise(WIO_EINTERRUPTED, "interrupted");
}

int wio__strict_closed(const wio_runner *runner, int r)
{
	const wio_loop *loop = runner->loop;
	bool told = !loop->kills &&
	            loop->interrupts_seen == atomic_load(&loop->interrupts);
	return told || wio__leaves(r) ? r
	                              : wio_raise(WIO_EINTERRUPTED, "interrupted");
}

/* ---- close repeats until nothing is left, up to a deadline ---- */

static void too_late(struct wio__node *node)
{
	struct wio__timer *timer = wio__container(node, struct wio__timer, node);
	wio_runner *runner = wio__container(timer, struct wio_runner, deadline);
	runner->late = true;
	if (runner->steps)
		runner->loop->stopping = true;
	else if (runner->phase.state == WIO__PENDING)
		wio__future_finish(&runner->phase, WIO__FINISHED, 0, NULL);
}

/* How long close waits in all, and how often it cancels again meanwhile: a
 * cleanup may well take a while. */
enum { ROUNDS = 5 };

static int64_t patience(const wio_runner *runner)
{
	int64_t timeout = runner->options.close_timeout;
	return timeout > 0 ? timeout : WIO_S(5);
}

static void cancel_again(struct wio__node *node)
{
	struct wio__timer *timer = wio__container(node, struct wio__timer, node);
	wio_runner *runner = wio__container(timer, struct wio_runner, again);
	for (wio_task *task = runner->loop->tasks; task; task = task->next)
		if (!task->finalises)
			wio__task_cancel_by(task, WIO_SOURCE_CLOSE, NULL);
	timer->when = wio__time_after(timer->when, patience(runner) / ROUNDS);
	wio__loop_set_timer(runner->loop, timer);
}

static void disarm(wio_loop *loop, struct wio__timer *timer)
{
	wio__timers_remove(&loop->timers, timer);
	wio__queue_remove(&loop->ready, &timer->node);
}

/* A step left its stop behind, in the ready queue: it comes again. */
static void withdraw(wio_loop *loop, struct wio__stop *stop)
{
	if (stop->queued)
		wio__queue_remove(&loop->ready, &stop->link.node);
}

/* What close is to return: the first error of a step, with its record. */
struct outcome {
	int code;
	struct wio_error *record;
};

static void keep(struct outcome *outcome, int r)
{
	if (r >= 0 || outcome->code < 0)
		return;
	outcome->code = r;
	outcome->record = wio_error_retain(wio_last_error());
}

/* The loop cannot be driven, so that no step is worth trying. */
static bool hopeless(int r)
{
	return r < 0 && !wio__leaves(r) && r != WIO_ESTOPPED;
}

static int cancel_strictly(wio_runner *runner, struct outcome *outcome)
{
	wio_loop *loop = runner->loop;
	int r = 0;
	runner->again.when = wio__time_after(wio__loop_now(loop), patience(runner) / ROUNDS);
	wio__loop_set_timer(loop, &runner->again);
	while (loop->tasks && !runner->late && !hopeless(r)) {
		struct wio__stop *stop = &runner->phase_stop[0];
		r = wio__shutdown_cancel(runner, stop);
		withdraw(loop, stop);
		keep(outcome, r);
		for (int left; (left = wio__shutdown_report(runner, true)) < 0;)
			keep(outcome, left);
	}
	disarm(loop, &runner->again);
	return r;
}

static int take_steps(wio_runner *runner, int r, struct outcome *outcome)
{
	struct wio__closing *next = NULL;
	bool ended = false;
	for (int i = WIO_PHASE_GENERATORS; i <= WIO_PHASE_EXECUTOR; i++) {
		do {
			if (hopeless(r) && !ended)
				return r;
			r = wio__shutdown_step(runner, (enum wio_phase)i, &next, &ended);
			withdraw(runner->loop, &runner->phase_stop[i + 1]);
			/* That it was late is said in the end. */
			if (!(runner->late && r == WIO_ESTOPPED))
				keep(outcome, r);
		} while (next);
	}
	return ended ? 0 : r;
}

int wio__strict_steps(wio_runner *runner)
{
	wio_loop *loop = runner->loop;
	struct outcome outcome = {0};
	int r;
	runner->deadline.when = wio__time_after(wio__loop_now(loop), patience(runner));
	/* Without memory for the timers close waits as asyncio does. */
	wio__loop_set_timer(loop, &runner->deadline);
	do {
		r = cancel_strictly(runner, &outcome);
		r = take_steps(runner, r, &outcome);
		/* A step may have left tasks that were made in it. */
	} while (loop->tasks && !runner->late && !hopeless(r));
	disarm(loop, &runner->deadline);
	if (!outcome.code && loop->tasks)
		return wio_raise(WIO_ETIMEDOUT,
		                 "tasks did not end before the runner's close_timeout");
	if (outcome.code < 0)
		wio__error_set(wio__error_slot(), outcome.record);
	return outcome.code;
}

void wio__strict_init(wio_runner *runner)
{
	runner->deadline.node.run = too_late;
	runner->again.node.run = cancel_again;
}
