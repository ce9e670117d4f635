// SPDX-License-Identifier: MIT
/* How a runner closes. */
#include "internal.h"

/* Give a future that close waits for its next life. */
static void begin_phase(wio_runner *runner)
{
	runner->phase.state = WIO__PENDING;
	runner->phase.result = 0;
}

static void phase_over(struct wio__node *node)
{
	wio_runner *runner = wio__container(node, struct wio_runner, phase_node);
	wio__future_finish(&runner->phase, WIO__FINISHED, 0, NULL);
}

/* ---- the tasks ---- */

static void task_over(struct wio__node *node)
{
	wio_task *task = wio__container(node, wio_task, shutdown);
	wio_runner *runner = task->future.loop->runner;
	if (--runner->shutdown_left == 0 &&
	    runner->phase.state == WIO__PENDING)
		wio__future_finish(&runner->phase, WIO__FINISHED, 0, NULL);
}

/* Cancel all tasks there are and wait until they are done. */
static int cancel_tasks(wio_runner *runner, struct wio__stop *stop)
{
	wio_loop *loop = runner->loop;
	if (!loop->tasks)
		return 0;
	begin_phase(runner);
	wio_task **end = &runner->shutdown_first;
	for (wio_task *task = loop->tasks; task; task = task->next) {
		wio_task_cancel(task, NULL);
		task->shutdown.run = task_over;
		task->shutdown.drop = NULL;
		wio__queue_push(&task->future.callbacks, &task->shutdown);
		runner->shutdown_left++;
		*end = wio_task_retain(task);
		end = &task->shutdown_next;
		*end = NULL;
	}
	return wio__loop_run(loop, &runner->phase, stop);
}

static void report_tasks(wio_runner *runner, bool report)
{
	while (runner->shutdown_first) {
		wio_task *task = runner->shutdown_first;
		runner->shutdown_first = task->shutdown_next;
		task->shutdown_next = NULL;
		int r = task->future.result;
		/* Left before it was told: its node may still be queued. */
		if (task->future.state == WIO__PENDING)
			wio__queue_remove(&task->future.callbacks, &task->shutdown);
		else if (runner->shutdown_left)
			wio__queue_remove(&runner->loop->ready, &task->shutdown);
		if (report && task->future.state == WIO__FINISHED && r < 0) {
			task->future.unretrieved = false;
			wio__report(runner->loop, WIO_REPORT_SHUTDOWN,
			            "a task failed while the runner closed", r,
			            task->future.error, task, NULL);
		}
		wio_task_release(task);
	}
	runner->shutdown_left = 0;
}

/* The places of the steps that asyncio takes here: the generators, then the
 * executor.  Each is awaited, so each takes its two iterations. */
static int empty_step(wio_runner *runner, struct wio__stop *stop)
{
	begin_phase(runner);
	runner->phase_node.run = phase_over;
	runner->phase_node.drop = NULL;
	wio__loop_ready(runner->loop, &runner->phase_node);
	int r = wio__loop_run(runner->loop, &runner->phase, stop);
	if (r < 0) {
		/* Left in its middle: nothing of it may reach into the next one. */
		wio__queue_remove(&runner->loop->ready, &runner->phase_node);
		wio__queue_remove(&runner->loop->ready, &stop->node);
	}
	return r;
}

/* ---- strict: repeat until nothing is left, up to a deadline ---- */

static void too_late(struct wio__node *node)
{
	struct wio__timer *timer = wio__container(node, struct wio__timer, node);
	wio_runner *runner = wio__container(timer, struct wio_runner, deadline);
	runner->late = true;
	if (runner->phase.state == WIO__PENDING)
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
		wio_task_cancel(task, NULL);
	timer->when += patience(runner) / ROUNDS;
	wio__timers_add(&runner->loop->timers, timer);
}

static void disarm(wio_loop *loop, struct wio__timer *timer)
{
	wio__timers_remove(&loop->timers, timer);
	wio__queue_remove(&loop->ready, &timer->node);
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
	runner->again.when = wio__loop_now(loop) + patience(runner) / ROUNDS;
	wio__timers_add(&loop->timers, &runner->again);
	while (loop->tasks && !runner->late && !hopeless(r)) {
		struct wio__stop *stop = &runner->phase_stop[0];
		r = cancel_tasks(runner, stop);
		if (stop->queued)
			wio__queue_remove(&loop->ready, &stop->node);
		keep(outcome, r);
		report_tasks(runner, true);
	}
	disarm(loop, &runner->again);
	return r;
}

static int close_strictly(wio_runner *runner)
{
	wio_loop *loop = runner->loop;
	struct outcome outcome = {0};
	int r;
	runner->deadline.when = wio__loop_now(loop) + patience(runner);
	runner->deadline.node.run = too_late;
	runner->again.node.run = cancel_again;
	/* Without memory for the timers close waits as asyncio does. */
	wio__timers_add(&loop->timers, &runner->deadline);
	do {
		r = cancel_strictly(runner, &outcome);
		for (int i = 1; i <= 2 && !hopeless(r); i++) {
			r = empty_step(runner, &runner->phase_stop[i]);
			keep(&outcome, r);
		}
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

/* ---- close ---- */

static int steps(wio_runner *runner)
{
	if (runner->options.strict)
		return close_strictly(runner);
	int r = cancel_tasks(runner, &runner->phase_stop[0]);
	report_tasks(runner, r >= 0);
	for (int i = 1; i <= 2 && r >= 0; i++)
		r = empty_step(runner, &runner->phase_stop[i]);
	return r < 0 ? r : 0;
}

void wio__runner_end(wio_runner *runner)
{
	wio_loop *loop = runner->loop;
	wio_loop_close(loop);
	/* wio_run may still listen, but there is nothing left to interrupt. */
	atomic_store(&runner->running, false);
	loop->runner = NULL;
	runner->loop = NULL;
	runner->state = WIO__ENDED;
	wio_context_release(runner->context);
	runner->context = NULL;
	wio_loop_release(loop);
}

/* Strict: one that came too late for every step is not lost either. */
static int tell_interrupt(const wio_runner *runner, int r)
{
	const wio_loop *loop = runner->loop;
	bool told = !loop->kills &&
	            loop->interrupts_seen == atomic_load(&loop->interrupts);
	if (told || !runner->options.strict || wio__leaves(r))
		return r;
	return wio_raise(WIO_EINTERRUPTED, "interrupted");
}

int wio_runner_close(wio_runner *runner)
{
	if (!runner || runner->object.kind != WIO__RUNNER)
		return wio_raise(WIO_EINVAL, "wio_runner_close: not a runner");
	if (runner->state != WIO__INITIALIZED)
		return 0;
	wio_loop *loop = runner->loop;
	int r = 0;
	wio__trace(WIO__EVENT_CLOSE, NULL, 0);
	if (wio__rt.stepping == loop || loop->active) {
		r = wio_raise(WIO_ERUNNING,
		              "wio_runner_close cannot be called from its own run");
		wio__trace(WIO__EVENT_CLOSED, NULL, r);
		return r;
	}
	if (loop->closed) {
		r = wio_raise(WIO_ECLOSED, "the loop is closed");
	} else if (wio__rt.stepping) {
		/* Its loop cannot run inside another one, but it is closed. */
		for (wio_task *task = loop->tasks; task; task = task->next)
			wio_task_cancel(task, NULL);
		r = wio_raise(WIO_ERUNNING, "wio_runner_close: the tasks cannot clean "
		                            "up while another loop is running");
	} else if ((r = wio__loop_check_drive("wio_runner_close")) < 0) {
		wio__trace(WIO__EVENT_CLOSED, NULL, r);
		return r;
	} else {
		wio__runner_listen(runner);
		runner->closing = true;
		wio__future_init(&runner->phase, WIO__FUTURE, loop);
		r = steps(runner);
		/* Of what goes wrong from here on, nothing takes its place. */
		struct wio_error *record =
		    r < 0 ? wio_error_retain(wio_last_error()) : NULL;
		wio_loop_close(loop);
		if (record)
			wio__error_set(wio__error_slot(), record);
		r = tell_interrupt(runner, r);
		wio__future_fini(&runner->phase);
		runner->closing = false;
		wio__runner_ignore(runner);
	}
	wio__runner_end(runner);
	wio__trace(WIO__EVENT_CLOSED, NULL, r);
	return r;
}
