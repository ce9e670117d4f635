// SPDX-License-Identifier: MIT
/* The steps of a close. */
#include "runner/shutdown.h"

#include "core/canceller.h"
#include "core/closing.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/object.h"
#include "core/report.h"
#include "core/task.h"
#include "runner/runner.h"

/* Give a future that close waits for its next life. */
static void begin_phase(wio_runner *runner)
{
	runner->phase.state = WIO__PENDING;
	runner->phase.result = 0;
}

static struct wio__closing *first(const wio_runner *runner, enum wio_phase phase)
{
	return wio__is_linked(wio__closing_first) && !runner->late
	           ? wio__closing_first(runner->loop, phase)
	           : NULL;
}

static void phase_over(struct wio__node *node)
{
	wio_runner *runner = wio__container(node, struct wio_runner, phase_node);
	struct wio__closing *came = runner->came = first(runner, runner->empty_phase);
	if (came) {
		runner->steps = true;
		wio__closing_begin(runner->loop, came,
		                   &runner->phase_stop[runner->empty_phase + 1]);
		return;
	}
	runner->loop->phases_over |= 1U << runner->empty_phase;
	wio__future_finish(&runner->phase, WIO__FINISHED, 0, NULL);
}

/* ---- the tasks ---- */

static void task_over(struct wio__node *node)
{
	wio_task *task = wio__container(node, wio_task, shutdown.node);
	wio_runner *runner = task->future.loop->runner;
	if (--runner->shutdown_left == 0 &&
	    runner->phase.state == WIO__PENDING)
		wio__future_finish(&runner->phase, WIO__FINISHED, 0, NULL);
}

int wio__shutdown_cancel(wio_runner *runner, struct wio__stop *stop)
{
	wio_loop *loop = runner->loop;
	if (!loop->tasks)
		return 0;
	begin_phase(runner);
	wio_task **end = &runner->shutdown_first;
	for (wio_task *task = loop->tasks; task; task = task->next) {
		/* A strict close lets it come to its end. */
		if (!runner->options.strict || !task->finalises)
			wio__task_cancel_by(task, WIO_SOURCE_CLOSE, NULL);
		task->shutdown.node.run = task_over;
		task->shutdown.node.drop = NULL;
		wio__link_push(&task->future.callbacks, &task->shutdown);
		runner->shutdown_left++;
		*end = wio__task_retain(task);
		end = &task->shutdown_next;
		*end = NULL;
	}
	int r = wio__loop_run(loop, &runner->phase, stop);
	if (r < 0)
		return r;
	/* All are looked at, whether or not it comes to a report of each. */
	for (wio_task *task = runner->shutdown_first; task; task = task->shutdown_next)
		task->future.unretrieved = false;
	return r;
}

int wio__shutdown_report(wio_runner *runner, bool report)
{
	int left = 0;
	while (runner->shutdown_first && left == 0) {
		wio_task *task = runner->shutdown_first;
		runner->shutdown_first = task->shutdown_next;
		task->shutdown_next = NULL;
		int r = task->future.result;
		/* Left before it was told: its node may still be queued. */
		if (task->future.state == WIO__PENDING)
			wio__link_remove(&task->future.callbacks, &task->shutdown);
		else if (runner->shutdown_left)
			wio__queue_remove(&runner->loop->ready, &task->shutdown.node);
		if (report && task->future.state == WIO__FINISHED && r < 0) {
			task->future.unretrieved = false;
			wio__report(runner->loop, WIO_REPORT_SHUTDOWN,
			            "a task failed while the runner closed", r,
			            task->future.error, task, NULL);
			left = wio__loop_left(runner->loop);
		}
		wio__task_release(task);
	}
	if (!runner->shutdown_first)
		runner->shutdown_left = 0;
	return left;
}

/* The empty one is awaited as well, and takes its two iterations. */
static int run_nothing(wio_runner *runner, enum wio_phase phase)
{
	struct wio__stop *stop = &runner->phase_stop[phase + 1];
	begin_phase(runner);
	runner->empty_phase = phase;
	runner->came = NULL;
	runner->phase_node.run = phase_over;
	runner->phase_node.drop = NULL;
	wio__loop_ready(runner->loop, &runner->phase_node);
	int r = wio__loop_run(runner->loop, &runner->phase, stop);
	runner->steps = false;
	if (r < 0) {
		/* Left in its middle: nothing of it may reach into the next one. */
		wio__queue_remove(&runner->loop->ready, &runner->phase_node);
		wio__queue_remove(&runner->loop->ready, &stop->link.node);
	}
	return r;
}

int wio__shutdown_step(wio_runner *runner, enum wio_phase phase,
                       struct wio__closing **next, bool *ended)
{
	wio_loop *loop = runner->loop;
	struct wio__closing *closing = *next;
	int r;
	if (!closing || runner->late)
		closing = first(runner, phase);
	*ended = false;
	if (closing) {
		runner->steps = true;
		r = wio__closing_run(loop, closing, !runner->options.strict, ended);
		runner->steps = false;
	} else {
		r = run_nothing(runner, phase);
		closing = runner->came;
		*ended = closing && wio__closing_ended(closing);
	}
	*next = closing ? wio__closing_next(closing) : NULL;
	return r;
}
