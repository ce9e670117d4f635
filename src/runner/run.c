// SPDX-License-Identifier: MIT
#include "runner/run.h"

#include "core/error.h"
#include "core/report.h"
#include "host.h"
#include "runner/runner.h"
#include "runner/signals.h"

int wio__exit_status(int r)
{
	if (r >= 0)
		return r < 125 ? r : 125;
	if (r == WIO_EINTERRUPTED)
		return wio__host_interrupted_status();
	const wio_error *error = wio_last_error();
	if (wio_error_code(error) != r)
		error = wio__error_bare(r);
	if (r == WIO_EEXIT)
		return wio_error_status(error);
	const wio_report report = {
	    .message = "the run failed", .code = r, .error = error};
	wio__report_log(&report);
	return 1;
}

int wio__run(wio_runner *runner, wio_fn *fn, void *arg)
{
	if (wio_get_running_loop()) {
		wio__runner_free(runner);
		return wio__exit_status(wio_raise(
		    WIO_ERUNNING, "wio_run cannot be called from a running loop"));
	}
	/* Interrupts count without a gap until the close is done. */
	bool listening = wio__runner_initialize(runner) == 0;
	if (listening)
		wio__runner_listen(runner);
	int r = wio_runner_run(runner, fn, arg, NULL);
	struct wio_error *error = wio_error_retain(wio_last_error());
	int closed = wio_runner_close(runner);
	if (listening)
		wio__runner_ignore(runner);
	if (closed < 0)
		r = closed;
	else
		wio__error_set(wio__error_slot(), wio_error_retain(error));
	wio_error_release(error);
	bool terminated = r == WIO_EINTERRUPTED &&
	                  wio__is_linked(wio__signals_terminated) &&
	                  wio__signals_terminated(runner);
	int status = terminated ? wio__host_terminated_status() : wio__exit_status(r);
	wio__runner_free(runner);
	return status;
}

int wio_run(wio_fn *fn, void *arg)
{
	wio_runner *runner;
	int r = wio__runner_make(&runner);
	return r < 0 ? wio__exit_status(r) : wio__run(runner, fn, arg);
}
