// SPDX-License-Identifier: MIT
/* How a runner closes. */
#include "core/canceller.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/misuse.h"
#include "core/runtime.h"
#include "core/task.h"
#include "core/trace.h"
#include "runner/runner.h"
#include "runner/shutdown.h"
#include "runner/strict.h"

static int steps(wio_runner *runner)
{
	if (runner->options.strict)
		return wio__strict_steps(runner);
	int r = wio__shutdown_cancel(runner, &runner->phase_stop[0]);
	int left = wio__shutdown_report(runner, r >= 0);
	if (left < 0) {
		r = left;
		wio__shutdown_report(runner, false);
	}
	struct wio__closing *next = NULL;
	bool ended;
	for (int i = WIO_PHASE_GENERATORS; i <= WIO_PHASE_EXECUTOR && r >= 0; i++) {
		do
			r = wio__shutdown_step(runner, (enum wio_phase)i, &next, &ended);
		while (r >= 0 && next);
	}
	return r < 0 ? r : 0;
}

int wio_runner_close(wio_runner *runner)
{
	if (!wio__is(runner, WIO__RUNNER))
		return wio__misuse_refuse(runner, WIO__RUNNER, "wio_runner_close", "runner");
	if (runner->state != WIO__INITIALIZED)
		return 0;
	wio_loop *loop = runner->loop;
	int r = 0;
	wio__trace(WIO__EVENT_CLOSE, NULL, 0);
	if (wio__rt.stepping == loop || (loop->active && !loop->pumped)) {
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
			wio__task_cancel_by(task, WIO_SOURCE_CLOSE, NULL);
		r = wio_raise(WIO_ERUNNING, "wio_runner_close: the tasks cannot clean "
		                            "up while another loop is running");
	} else if ((r = wio__loop_check_drive("wio_runner_close")) < 0) {
		wio__trace(WIO__EVENT_CLOSED, NULL, r);
		return r;
	} else {
		loop->active = loop->pumped = false;
		wio__runner_listen(runner);
		runner->closing = true;
		wio__future_init(&runner->phase, WIO__FUTURE, loop);
		r = steps(runner);
		/* Of what goes wrong from here on, nothing takes its place. */
		struct wio_error *record =
		    r < 0 ? wio_error_retain(wio_last_error()) : NULL;
		wio__loop_close(loop);
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
