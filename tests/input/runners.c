// SPDX-License-Identifier: MIT
#include <string.h>

#include "input.h"

static wio_runner *runner;
static wio_runner *other;
static wio_context *context;

static wio_runner *new_runner(const wio_runner_options *options)
{
	wio_runner *made;
	GIVES(wio_runner_new(&made, options), 0);
	return made;
}

static void end(wio_runner *made)
{
	GIVES(wio_runner_close(made), 0);
	wio_runner_free(made);
}

/* ---- inside a running loop ---- */

static int runs_inside(void *unused)
{
	(void)unused;
	const char *text = "cannot be called from a running loop";
	REFUSED(wio_runner_run(runner, input_nothing, NULL, &input_task),
	        WIO_ERUNNING, text);
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_run(other, input_nothing, NULL, &input_task),
	        WIO_ERUNNING, text);
	GIVES(input_freed(), 1);
	REFUSED(wio_loop_run_forever(wio_get_running_loop()), WIO_ERUNNING, text);
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	REFUSED(wio_loop_run_until_complete(wio_get_running_loop(), future),
	        WIO_ERUNNING, text);
	wio_future_release(future);
	return 0;
}

static int run_from_callback(void *future)
{
	runs_inside(NULL);
	return wio_future_set_result(future, 0);
}

static int by_callback(void *unused)
{
	(void)unused;
	runs_inside(NULL);
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_loop_call_soon(wio_get_running_loop(), run_from_callback, future,
	                         NULL, NULL),
	      0);
	GIVES(wio_await(future, NULL), 0);
	wio_future_release(future);
	return 0;
}

CASE(run_inside_a_running_loop)
{
	runner = new_runner(NULL);
	other = new_runner(NULL);
	GIVES(wio_runner_run(runner, by_callback, NULL, NULL), 0);
	end(runner);
	end(other);
}

static int closes(void *unused)
{
	(void)unused;
	REFUSED(wio_runner_close(runner), WIO_ERUNNING,
	        "cannot be called from its own run");
	REFUSED(wio_loop_close(wio_get_running_loop()), WIO_ERUNNING,
	        "a running loop cannot be closed");
	REFUSED(wio_runner_close(other), WIO_ERUNNING,
	        "while another loop is running");
	wio_loop *loop;
	REFUSED(wio_runner_get_loop(other, &loop), WIO_ECLOSED, "closed");
	/* One that was never used has nothing to close. */
	wio_runner *unused_one = new_runner(NULL);
	GIVES(wio_runner_close(unused_one), 0);
	wio_runner_free(unused_one);
	return 0;
}

CASE(close_inside_a_running_loop)
{
	runner = new_runner(NULL);
	other = new_runner(NULL);
	wio_loop *loop;
	GIVES(wio_runner_get_loop(other, &loop), 0);
	GIVES(wio_runner_run(runner, closes, NULL, NULL), 0);
	end(runner);
	end(other);
}

/* ---- after the end ---- */

CASE(run_after_close)
{
	runner = new_runner(NULL);
	GIVES(wio_runner_run(runner, input_nothing, NULL, NULL), 0);
	GIVES(wio_runner_close(runner), 0);
	GIVES(wio_runner_close(runner), 0);
	REFUSED(wio_runner_run(runner, input_nothing, NULL, &input_task),
	        WIO_ECLOSED, "the runner is closed");
	GIVES(input_freed(), 1);
	wio_loop *loop = (wio_loop *)input_junk;
	REFUSED(wio_runner_get_loop(runner, &loop), WIO_ECLOSED,
	        "the runner is closed");
	CHECK(loop == NULL);
	wio_runner_free(runner);
	wio_runner_free(NULL);
}

CASE(run_after_its_loop_was_closed)
{
	runner = new_runner(NULL);
	wio_loop *loop;
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	GIVES(wio_loop_close(loop), 0);
	REFUSED(wio_runner_run(runner, input_nothing, NULL, &input_task),
	        WIO_ECLOSED, "the loop is closed");
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_close(runner), WIO_ECLOSED, "the loop is closed");
	wio_runner_free(runner);
}

/* ---- arguments ---- */

CASE(run_without_a_runner)
{
	wio_loop *loop;
	REFUSED(wio_runner_run(NULL, input_nothing, NULL, &input_task), WIO_EINVAL,
	        "not a runner");
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_get_loop(NULL, &loop), WIO_EINVAL, "not a runner");
	REFUSED(wio_runner_close(NULL), WIO_EINVAL, "not a runner");
	GIVES(wio_interrupt(NULL), WIO_ENOTRUNNING);
}

CASE(run_without_a_function)
{
	runner = new_runner(NULL);
	REFUSED(wio_runner_run(runner, NULL, NULL, &input_task), WIO_EINVAL,
	        "fn is NULL");
	GIVES(input_freed(), 1);
	end(runner);
}

CASE(run_in_what_is_no_context)
{
	runner = new_runner(NULL);
	wio_task_options options = input_task;
	options.context = (wio_context *)input_junk;
	REFUSED(wio_runner_run(runner, input_nothing, NULL, &options), WIO_EINVAL,
	        "not a context");
	GIVES(input_freed(), 1);
	end(runner);
}

static int runs_in_it(void *unused)
{
	(void)unused;
	wio_task_options options = input_task;
	options.context = context;
	REFUSED(wio_runner_run(runner, input_nothing, NULL, &options), WIO_EENTERED,
	        "entered already");
	return 0;
}

CASE(run_in_a_context_that_is_entered)
{
	runner = new_runner(NULL);
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_context_run(context, runs_in_it, NULL), 0);
	GIVES(input_freed(), 1);
	end(runner);
	wio_context_release(context);
}

CASE(run_on_a_stack_that_is_too_small)
{
	runner = new_runner(NULL);
	wio_task_options options = input_task;
	options.stack_size = 16;
	REFUSED(wio_runner_run(runner, input_nothing, NULL, &options), WIO_ESTACK,
	        "16 bytes is too small");
	GIVES(input_freed(), 1);
	/* The runner is none the worse for it. */
	GIVES(wio_runner_run(runner, input_nothing, NULL, NULL), 0);
	end(runner);
}

static int gives_an_error(wio_loop **out, void *unused)
{
	(void)out;
	(void)unused;
	return wio_raise(WIO_EUSER, "no loop today");
}

static int gives_no_loop(wio_loop **out, void *unused)
{
	(void)out;
	(void)unused;
	return 0;
}

CASE(factory_without_a_loop)
{
	runner = new_runner(&(wio_runner_options){.loop_factory = gives_an_error});
	wio_loop *loop;
	REFUSED(wio_runner_run(runner, input_nothing, NULL, &input_task), WIO_EUSER,
	        "no loop today");
	GIVES(input_freed(), 1);
	REFUSED(wio_runner_get_loop(runner, &loop), WIO_EUSER, "no loop today");
	end(runner);
	runner = new_runner(&(wio_runner_options){.loop_factory = gives_no_loop});
	REFUSED(wio_runner_get_loop(runner, &loop), WIO_EINVAL,
	        "the loop factory gave no loop");
	end(runner);
}

/* ---- runs that end otherwise ---- */

static int stops(void *unused)
{
	(void)unused;
	wio_loop_stop(wio_get_running_loop());
	return wio_sleep(WIO_S(1000));
}

CASE(run_that_is_stopped)
{
	runner = new_runner(NULL);
	REFUSED(wio_runner_run(runner, stops, NULL, NULL), WIO_ESTOPPED,
	        "stopped before");
	end(runner);
}

static int exits(void *unused)
{
	(void)unused;
	return wio_exit(4);
}

static int interrupted(void *unused)
{
	(void)unused;
	return wio_raise(WIO_EINTERRUPTED, "by itself");
}

CASE(run_that_main_leaves)
{
	runner = new_runner(NULL);
	REFUSED(wio_runner_run(runner, exits, NULL, NULL), WIO_EEXIT, "4");
	GIVES(wio_error_status(wio_last_error()), 4);
	REFUSED(wio_runner_run(runner, interrupted, NULL, NULL), WIO_EINTERRUPTED,
	        "by itself");
	end(runner);
}

static int waits_in_vain(void *unused)
{
	(void)unused;
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	int r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

static int two_wait(void *unused)
{
	GIVES(wio_create_task(NULL, waits_in_vain, NULL,
	                      &(wio_task_options){.name = "the other"}),
	      0);
	return waits_in_vain(unused);
}

CASE(run_that_nothing_can_wake)
{
	if (input_in_page)
		return;
	runner = new_runner(NULL);
	REFUSED(wio_runner_run(runner, two_wait, NULL, NULL), WIO_EDEADLK,
	        "nothing is left that could wake the loop");
	const char *text = wio_error_message(wio_last_error());
	CHECK(strstr(text, "waiting: Task-") && strstr(text, ", the other"));
	end(runner);
}

static int idle(void *unused)
{
	(void)unused;
	/* The run of this one is under way, the other's is not. */
	GIVES(wio_interrupt(other), WIO_ENOTRUNNING);
	return 0;
}

CASE(interrupt_without_a_run)
{
	runner = new_runner(NULL);
	other = new_runner(NULL);
	GIVES(wio_interrupt(runner), WIO_ENOTRUNNING);
	GIVES(wio_runner_run(runner, idle, NULL, NULL), 0);
	GIVES(wio_interrupt(runner), WIO_ENOTRUNNING);
	GIVES(wio_check_interrupt(), 0);
	end(runner);
	end(other);
}

/* ---- closes that go wrong ---- */

static int interrupts(void *unused)
{
	(void)unused;
	GIVES(wio_yield(), 0);
	GIVES(wio_interrupt(runner), 1);
	return 0;
}

static int stops_and_starts(void *unused)
{
	(void)unused;
	wio_loop_stop(wio_get_running_loop());
	return wio_create_task(NULL, interrupts, NULL, NULL);
}

/* Its steps end early and are taken again for the task, which breaks one off:
 * what each has in the queue goes with it. */
CASE(close_that_is_stopped_and_interrupted)
{
	runner = new_runner(&(wio_runner_options){.strict = true});
	wio_loop *loop;
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	GIVES(wio_loop_call_soon(loop, stops_and_starts, NULL, NULL, NULL), 0);
	REFUSED(wio_runner_close(runner), WIO_EINTERRUPTED, "interrupted");
	end(runner);
}

static int ignore_report(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)report;
	(void)unused;
	return 0;
}

/* What the task that is left does when it is cancelled. */
static wio_fn *at_close;

static int left_over(void *unused)
{
	GIVES(wio_sleep(WIO_S(1000)), WIO_ECANCELED);
	return at_close(unused);
}

static int leaves_it(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), ignore_report, NULL);
	GIVES(wio_create_task(NULL, left_over, NULL, NULL), 0);
	return wio_yield();
}

static int waits_on(void *unused)
{
	for (int refused = 0; refused < 3;) {
		int r = waits_in_vain(unused);
		refused += r != WIO_ECANCELED;
	}
	return 0;
}

static void leave(wio_fn *fn, const wio_runner_options *options)
{
	at_close = fn;
	runner = new_runner(options);
	GIVES(wio_runner_run(runner, leaves_it, NULL, NULL), 0);
}

CASE(close_that_a_task_leaves)
{
	leave(exits, NULL);
	REFUSED(wio_runner_close(runner), WIO_EEXIT, "4");
	end(runner);
	leave(interrupted, NULL);
	REFUSED(wio_runner_close(runner), WIO_EINTERRUPTED, "by itself");
	end(runner);
}

CASE(close_that_never_ends)
{
	if (!input_in_page) {
		leave(waits_on, NULL);
		REFUSED(wio_runner_close(runner), WIO_EDEADLK, "waiting: Task-");
		end(runner);
	}
	const wio_runner_options strict = {.strict = true,
	                                   .close_timeout = WIO_MS(2)};
	leave(waits_on, &strict);
	REFUSED(wio_runner_close(runner), WIO_ETIMEDOUT,
	        "before the runner's close_timeout");
	end(runner);
}

static int takes_its_time(void *unused)
{
	(void)unused;
	for (int i = 0; i < 9; i++)
		GIVES(wio_yield(), 0);
	return 0;
}

CASE(close_that_has_for_ever)
{
	leave(takes_its_time, &(wio_runner_options){.strict = true,
	                                            .close_timeout = WIO_FOREVER});
	GIVES(wio_runner_close(runner), 0);
	end(runner);
}

/* ---- two at once ---- */

static int counts(void *arg)
{
	int *n = arg;
	GIVES(wio_yield(), 0);
	return ++*n;
}

CASE(two_runners_in_turn)
{
	int n = 0;
	runner = new_runner(NULL);
	other = new_runner(NULL);
	GIVES(wio_runner_run(runner, counts, &n, NULL), 1);
	GIVES(wio_runner_run(other, counts, &n, NULL), 2);
	GIVES(wio_runner_run(runner, counts, &n, NULL), 3);
	end(other);
	GIVES(wio_runner_run(runner, counts, &n, NULL), 4);
	end(runner);
}

/* ---- left unclosed ---- */

static enum wio_report_kind reported;
static int reports;

static int note_report(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	reported = report->kind;
	reports++;
	return 0;
}

CASE(runner_left_unclosed)
{
	runner = new_runner(NULL);
	wio_loop *loop;
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	wio_loop_set_exception_handler(loop, note_report, NULL);
	reports = 0;
	wio_runner_free(runner);
	GIVES(reports, 1);
	GIVES(reported, WIO_REPORT_UNCLOSED);
}

CASE(loop_left_unclosed)
{
	wio_loop *loop;
	GIVES(wio_loop_new(&loop), 0);
	wio_loop_set_exception_handler(loop, note_report, NULL);
	reports = 0;
	wio_loop_release(loop);
	GIVES(reports, 1);
	GIVES(reported, WIO_REPORT_UNCLOSED);
}

/* ---- without memory ---- */

CASE(runner_without_memory)
{
	STARVES(wio_runner_new(&runner, NULL));
	CHECK(runner == NULL);
	runner = new_runner(NULL);
	wio_loop *loop;
	STARVES(wio_runner_get_loop(runner, &loop));
	STARVES(wio_runner_run(runner, input_nothing, NULL, &input_task));
	GIVES(input_freed(), 1);
	/* Once more, when the loop is there. */
	GIVES(wio_runner_get_loop(runner, &loop), 0);
	STARVES(wio_runner_run(runner, input_nothing, NULL, &input_task));
	GIVES(input_freed(), 1);
	GIVES(wio_runner_run(runner, input_nothing, NULL, NULL), 0);
	end(runner);
	STARVES(wio_loop_new(&loop));
	CHECK(loop == NULL);
}
