// SPDX-License-Identifier: MIT
/* How a runner closes. */
#include "runner/runner.h"

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

int wio__shutdown_cancel(wio_runner *runner, struct wio__stop *stop)
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

void wio__shutdown_report(wio_runner *runner, bool report)
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

int wio__shutdown_step(wio_runner *runner, struct wio__stop *stop)
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

/* ---- close ---- */

static int steps(wio_runner *runner)
{
	if (runner->options.strict)
		return wio__strict_steps(runner);
	int r = wio__shutdown_cancel(runner, &runner->phase_stop[0]);
	wio__shutdown_report(runner, r >= 0);
	for (int i = 1; i <= 2 && r >= 0; i++)
		r = wio__shutdown_step(runner, &runner->phase_stop[i]);
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
		if (runner->options.strict)
			r = wio__strict_closed(runner, r);
		wio__future_fini(&runner->phase);
		runner->closing = false;
		wio__runner_ignore(runner);
	}
	wio__runner_end(runner);
	wio__trace(WIO__EVENT_CLOSED, NULL, r);
	return r;
}
