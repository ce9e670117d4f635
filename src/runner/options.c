// SPDX-License-Identifier: MIT
/* Runners with options.  A program that only calls wio_run is linked without this
 * file, and without strict.c. */
#include "core/misuse.h"
#include "core/slow.h"
#include "core/task.h"
#include "runner/run.h"
#include "runner/runner.h"
#include "runner/signals.h"
#include "runner/strict.h"

int wio_runner_new(wio_runner **out, const wio_runner_options *options)
{
	*out = NULL;
	if (options) {
		int r = wio__keep_check(options->loop_factory_arg,
		                        "loop_factory_arg");
		if (r < 0)
			return r;
	}
	int r = wio__runner_make(out);
	if (r < 0 || !options)
		return r;
	(*out)->options = *options;
	wio__slow_link();
	if (options->strict)
		wio__strict_init(*out);
	/* So that what takes the signal is there. */
	if (options->terminate)
		atomic_store(&(*out)->terminated, wio__signals_terminated(*out));
	return 0;
}

void wio_runner_free(wio_runner *runner)
{
	if (runner && !wio__is(runner, WIO__RUNNER))
		wio__misuse_report(runner, WIO__RUNNER, "wio_runner_free");
	else if (runner && runner->listeners)
		wio__misuse_release(runner, WIO__RUNNER, "is running",
		                    "wio_runner_free");
	else
		wio__runner_free(runner);
}

int wio_runner_get_loop(wio_runner *runner, wio_loop **out)
{
	*out = NULL;
	if (!wio__is(runner, WIO__RUNNER))
		return wio__misuse_raise(runner, WIO__RUNNER, "wio_runner_get_loop");
	int r = wio__runner_initialize(runner);
	if (r == 0)
		*out = runner->loop;
	return r;
}

int wio_run_with(wio_fn *fn, void *arg, const wio_runner_options *options)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, options);
	return r < 0 ? wio__exit_status(r) : wio__run(runner, fn, arg);
}
