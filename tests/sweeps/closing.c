// SPDX-License-Identifier: MIT
/* Programs that leave something for the close, and several runs. */
#include "replay.h"
#include "sweeps.h"

static const wio_call_options counted = {.arg_free = token_release};
static const wio_task_options counted_task = {.arg_free = token_release};

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

static int defer(wio_fn *fn)
{
	void *arg = token();
	int r = wio_defer(fn, arg);
	if (r < 0)
		token_release(arg);
	return r;
}

/* ---- leftovers: of every sort ---- */

static int cleans_up(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r != WIO_ECANCELED)
		return r;
	int s = wio_sleep(TICKS(1));
	return s < 0 ? s : r;
}

static int swallows_once(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	return r == WIO_ECANCELED ? wio_yield() : r;
}

static int spawns_late(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		int s = start(NULL, cleans_up, NULL);
		if (s < 0)
			return s;
	}
	return r;
}

static int has_defers(void *unused)
{
	(void)unused;
	int r = defer(token_defer);
	if (r >= 0)
		r = defer(token_defer);
	return r < 0 ? r : wio_sleep(TICKS(50));
}

static int fails_then(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	return r == WIO_ECANCELED ? wio_raise(VALUE_ERROR, "in its cleanup") : r;
}

static int future_done(wio_future *future, void *unused)
{
	(void)future;
	(void)unused;
	return 0;
}

/* It is dropped while something waits for it. */
static int leave_future(void)
{
	wio_future *future;
	uint64_t ticket;
	int r = wio_future_new(&future, NULL);
	if (r < 0)
		return r;
	r = wio_future_add_done_callback(future, future_done, token(), &counted);
	if (r == 0)
		r = wio_future_ticket(future, &ticket);
	wio_future_release(future);
	return r;
}

static int leftovers(void *unused)
{
	(void)unused;
	wio_fn *const fns[] = {cleans_up, swallows_once, spawns_late, has_defers,
	                       fails_then};
	wio_loop *loop = wio_get_running_loop();
	int r = leave_future();
	for (size_t i = 0; i < sizeof fns / sizeof *fns && r == 0; i++)
		r = start(NULL, fns[i], NULL);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	if (r == 0)
		r = start(NULL, cleans_up, "not started");
	if (r == 0)
		r = wio_loop_call_later(loop, TICKS(99), nothing, token(), &counted,
		                        NULL);
	if (r == 0)
		r = wio_loop_call_soon_threadsafe(loop, nothing, token(), &counted);
	return r < 0 ? r : 1;
}

PROGRAM(leftovers)
{
	run_alone(leftovers);
}

/* ---- refuses: tasks that never end, and a runner that is only freed ---- */

static int slow_defer(void *arg)
{
	token_release(arg);
	return wio_sleep(TICKS(1));
}

/* A closed loop refuses so many waits; the last may be any. */
static int waits_left;

static int never_ends(void *unused)
{
	(void)unused;
	const int waits = waits_left++;
	wio_group *group;
	int r = defer(slow_defer);
	if (r >= 0)
		r = wio_group_open(&group);
	if (r >= 0)
		r = wio_group_create_task(group, NULL, cleans_up, token(),
		                          &counted_task);
	if (r < 0)
		return r;
	for (int i = 0; i < waits; i++)
		wio_sleep(TICKS(50));
	return wio_group_close(group, wio_raise(KEY_ERROR, "the body"));
}

static int endless_defer(void *arg)
{
	token_release(arg);
	for (int i = 0; i < 1000; i++)
		wio_sleep(TICKS(50));
	return 0;
}

static int ends_badly(void *unused)
{
	(void)unused;
	int r = defer(token_defer);
	if (r >= 0)
		r = defer(endless_defer);
	return r < 0 ? r : wio_sleep(TICKS(50));
}

static int drop_context(void *context)
{
	wio_context_release(context);
	return 0;
}

static int waits_when_closed(void *unused)
{
	(void)unused;
	int r;
	do
		r = wio_sleep(TICKS(50));
	while (r == WIO_ECLOSED);
	return r;
}

/* Run in a context of its own, which is given back though it never returns. */
static int in_context(wio_fn *fn)
{
	wio_context *context;
	int r = wio_context_copy(&context, NULL);
	if (r < 0)
		return r;
	r = wio_defer(drop_context, context);
	if (r < 0) {
		wio_context_release(context);
		return r;
	}
	return wio_context_run(context, fn, NULL);
}

static int in_two_contexts(void *unused)
{
	(void)unused;
	return in_context(waits_when_closed);
}

static int torn_out_of_contexts(void *unused)
{
	(void)unused;
	return in_context(in_two_contexts);
}

static int refuses(void *unused)
{
	(void)unused;
	int r = 0;
	for (int i = 0; i < 6 && r == 0; i++)
		r = start(NULL, never_ends, NULL);
	if (r == 0)
		r = start(NULL, ends_badly, NULL);
	if (r == 0)
		r = start(NULL, torn_out_of_contexts, NULL);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	return r < 0 ? r : 2;
}

PROGRAM(refuses)
{
	wio_runner *r = new_runner();
	if (!r)
		return;
	waits_left = 98;
	wio_runner_run(r, refuses, token(), &counted_task);
	wio_runner_free(r);
}

/* ---- runs: three of one runner; what is left goes on in the next ---- */

static int finished; /* or WIO_ENOMEM, if one could not wait */

static int goes_on(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(3));
	if (r == WIO_ENOMEM)
		finished = r;
	if (r < 0)
		return r;
	finished += finished >= 0;
	return 0;
}

static int short_run(void *unused)
{
	(void)unused;
	int r = start(NULL, goes_on, NULL);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	return r < 0 ? r : 1;
}

static int last_run(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(5));
	return r < 0 ? r : finished < 0 ? finished : finished + 1;
}

PROGRAM(runs)
{
	wio_runner *runner = new_runner();
	if (!runner)
		return;
	finished = 0;
	int r = wio_runner_run(runner, short_run, token(), &counted_task);
	if (r >= 0)
		r = wio_runner_run(runner, short_run, token(), &counted_task);
	if (r >= 0)
		wio_runner_run(runner, last_run, token(), &counted_task);
	close_runner(runner);
}

/* ---- own_loop: without a runner ---- */

static int stop(void *loop)
{
	wio_loop_stop(loop);
	return 0;
}

static int use_loop(wio_loop *loop)
{
	wio_task *task;
	int n = 0;
	int r = wio_loop_call_soon(loop, nothing, token(), &counted, NULL);
	if (r == 0)
		r = wio_loop_create_task(loop, &task, goes_on, token(), &counted_task);
	if (r < 0)
		return r;
	r = wio_loop_run_until_complete(loop, wio_task_future(task));
	n = r == 0 ? 3 : 0;
	wio_task_release(task);
	if (r == 0)
		r = wio_loop_call_later(loop, TICKS(1), stop, loop, NULL, NULL);
	if (r == 0)
		r = wio_loop_run_forever(loop);
	/* They are left: one has begun, one has not. */
	if (r == 0)
		r = wio_loop_create_task(loop, NULL, has_defers, token(),
		                         &counted_task);
	if (r == 0)
		r = wio_loop_call_soon(loop, stop, loop, NULL, NULL);
	if (r == 0)
		r = wio_loop_run_forever(loop);
	if (r == 0)
		r = wio_loop_create_task(loop, NULL, cleans_up, token(), &counted_task);
	return r < 0 ? r : n + finished;
}

PROGRAM(own_loop)
{
	wio_loop *loop;
	finished = 0;
	if (wio_loop_new(&loop) < 0)
		return;
	program_result(use_loop(loop));
	wio_loop_close(loop);
	wio_loop_release(loop);
}

/* ---- factory: a loop that comes with something in it ---- */

static int make_loop(wio_loop **out, void *unused)
{
	(void)unused;
	int r = wio_loop_new(out);
	if (r == 0)
		r = wio_loop_call_later(*out, TICKS(1), nothing, token(), &counted,
		                        NULL);
	if (r == 0)
		r = wio_loop_create_task(*out, NULL, cleans_up, token(), &counted_task);
	if (r < 0 && *out) {
		wio_loop_close(*out);
		wio_loop_release(*out);
		*out = NULL;
	}
	return r;
}

static int factory(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(2));
	return r < 0 ? r : 7;
}

PROGRAM(factory)
{
	wio_runner *runner;
	wio_loop *loop;
	const wio_runner_options options = {
		.strict = strict(), .loop_factory = make_loop, .debug = WIO_ON};
	if (wio_runner_new(&runner, &options) < 0)
		return;
	if (wio_runner_get_loop(runner, &loop) == 0)
		wio_runner_run(runner, factory, token(), &counted_task);
	close_runner(runner);
}

/* ---- reports: a handler that works, and one that fails ---- */

static int reports_seen;

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	reports_seen++;
	return report->kind == WIO_REPORT_CALLBACK ? VALUE_ERROR : 0;
}

static int fails(void *unused)
{
	(void)unused;
	return wio_raise(KEY_ERROR, "by a callback");
}

static int reports(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	const wio_report own = {.kind = WIO_REPORT_USER,
	                        .message = "by the program"};
	wio_loop_set_exception_handler(loop, handler, NULL);
	wio_loop_call_exception_handler(loop, &own);
	int r = wio_loop_call_soon(loop, fails, token(), &counted, NULL);
	if (r == 0)
		r = start(NULL, fails, "unseen");
	if (r == 0)
		r = wio_sleep(TICKS(1));
	/* The next goes to the log. */
	wio_loop_set_exception_handler(loop, NULL, NULL);
	wio_loop_call_exception_handler(loop, &own);
	return r < 0 ? r : reports_seen;
}

PROGRAM(reports)
{
	reports_seen = 0;
	run_alone(reports);
}
