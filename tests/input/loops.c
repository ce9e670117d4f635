// SPDX-License-Identifier: MIT
#include "input.h"

static wio_loop *new_loop(void)
{
	wio_loop *loop;
	GIVES(wio_loop_new(&loop), 0);
	return loop;
}

static void end(wio_loop *loop)
{
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
}

/* One error of all ways to queue a callback. */
static void refuses(wio_loop *loop, wio_fn *fn, const wio_call_options *options,
                    int code, const char *text)
{
	wio_handle *handle = (wio_handle *)input_junk;
	REFUSED(wio_loop_call_soon(loop, fn, NULL, options, &handle), code, text);
	GIVES(input_freed(), 1);
	CHECK(handle == NULL);
	REFUSED(wio_loop_call_later(loop, 1, fn, NULL, options, NULL), code, text);
	GIVES(input_freed(), 1);
	REFUSED(wio_loop_call_at(loop, 1, fn, NULL, options, NULL), code, text);
	GIVES(input_freed(), 1);
	REFUSED(wio_loop_call_soon_threadsafe(loop, fn, NULL, options), code, text);
	GIVES(input_freed(), 1);
}

CASE(callbacks_that_are_none)
{
	wio_loop *loop = new_loop();
	refuses(NULL, input_nothing, &input_call, WIO_EINVAL, "not a loop");
	refuses((wio_loop *)input_junk, input_nothing, &input_call, WIO_EINVAL,
	        "not a loop");
	refuses(loop, NULL, &input_call, WIO_EINVAL, "fn is NULL");
	wio_call_options options = input_call;
	options.context = (wio_context *)input_junk;
	refuses(loop, input_nothing, &options, WIO_EINVAL, "not a context");
	options = input_call;
	options.arg_size = 4;
	refuses(loop, input_nothing, &options, WIO_EINVAL, "arg is NULL, of which 4 bytes");
	options.arg_size = SIZE_MAX;
	GIVES(wio_loop_call_soon_threadsafe(loop, input_nothing, input_junk, &options),
	      WIO_ENOMEM);
	GIVES(input_freed(), 1);
	REFUSED(wio_loop_call_soon(loop, NULL, NULL, NULL, NULL), WIO_EINVAL,
	        "wio_loop_call_soon: fn is NULL");
	REFUSED(wio_loop_call_later(loop, 1, NULL, NULL, NULL, NULL), WIO_EINVAL,
	        "wio_loop_call_later: fn is NULL");
	REFUSED(wio_loop_call_at(loop, 1, NULL, NULL, NULL, NULL), WIO_EINVAL,
	        "wio_loop_call_at: fn is NULL");
	end(loop);
}

CASE(callbacks_after_close)
{
	wio_loop *loop = new_loop();
	GIVES(wio_loop_close(loop), 0);
	GIVES(wio_loop_close(loop), 0);
	refuses(loop, input_nothing, &input_call, WIO_ECLOSED, "closed");
	CHECK(wio_loop_is_closed(loop) && !wio_loop_is_running(loop));
	wio_loop_release(loop);
}

CASE(callbacks_without_memory)
{
	wio_loop *loop = new_loop();
	STARVES(wio_loop_call_soon(loop, input_nothing, NULL, &input_call, NULL));
	GIVES(input_freed(), 1);
	STARVES(wio_loop_call_later(loop, 1, input_nothing, NULL, &input_call, NULL));
	GIVES(input_freed(), 1);
	STARVES(wio_loop_call_at(loop, 1, input_nothing, NULL, &input_call, NULL));
	GIVES(input_freed(), 1);
	STARVES(
	    wio_loop_call_soon_threadsafe(loop, input_nothing, NULL, &input_call));
	GIVES(input_freed(), 1);
	/* A copy of the argument takes memory, too. */
	const wio_call_options copied = {.arg_size = sizeof(int)};
	STARVES(wio_loop_call_soon(loop, input_nothing, &(int){1}, &copied, NULL));
	end(loop);
}

CASE(run_until_what_is_no_future)
{
	wio_loop *loop = new_loop();
	REFUSED(wio_loop_run_until_complete(loop, NULL), WIO_EINVAL,
	        "not a future");
	REFUSED(wio_loop_run_until_complete(loop, (wio_future *)input_junk),
	        WIO_EINVAL, "not a future");
	REFUSED(wio_loop_run_forever(NULL), WIO_EINVAL, "not a loop");
	end(loop);
}

CASE(run_until_a_future_of_another_loop)
{
	wio_loop *loop = new_loop(), *other = new_loop();
	wio_future *future;
	GIVES(wio_future_new(&future, other), 0);
	REFUSED(wio_loop_run_until_complete(loop, future), WIO_EOTHERLOOP,
	        "belongs to another loop");
	wio_future_release(future);
	end(loop);
	end(other);
}

CASE(run_a_closed_loop)
{
	wio_loop *loop = new_loop();
	wio_future *future;
	GIVES(wio_future_new(&future, loop), 0);
	GIVES(wio_loop_close(loop), 0);
	REFUSED(wio_loop_run_until_complete(loop, future), WIO_ECLOSED,
	        "the loop is closed");
	REFUSED(wio_loop_run_forever(loop), WIO_ECLOSED, "the loop is closed");
	wio_future_release(future);
	wio_loop_release(loop);
}

static int stop(void *loop)
{
	wio_loop_stop(loop);
	return 0;
}

CASE(run_that_is_stopped_before_the_end)
{
	wio_loop *loop = new_loop();
	wio_future *future;
	GIVES(wio_future_new(&future, loop), 0);
	GIVES(wio_loop_call_soon(loop, stop, loop, NULL, NULL), 0);
	REFUSED(wio_loop_run_until_complete(loop, future), WIO_ESTOPPED,
	        "stopped before the future was done");
	wio_future_release(future);
	end(loop);
}

CASE(slow_callback_duration)
{
	wio_loop *loop = new_loop(), *junk = (wio_loop *)input_junk;
	GIVES(wio_loop_slow_callback_duration(loop), WIO_MS(100));
	REFUSED(wio_loop_set_slow_callback_duration(junk, 1), WIO_EINVAL,
	        "not a loop");
	REFUSED(wio_loop_set_slow_callback_duration(loop, 0), WIO_EINVAL,
	        "0 is no time");
	GIVES(wio_loop_set_slow_callback_duration(loop, WIO_MS(3)), 0);
	GIVES(wio_loop_slow_callback_duration(loop), WIO_MS(3));
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
}

CASE(run_that_nothing_wakes)
{
	if (input_in_page)
		return;
	wio_loop *loop = new_loop();
	REFUSED(wio_loop_run_forever(loop), WIO_EDEADLK, "waiting: nobody");
	wio_future *future;
	GIVES(wio_future_new(&future, loop), 0);
	REFUSED(wio_loop_run_until_complete(loop, future), WIO_EDEADLK,
	        "waiting: nobody");
	wio_future_release(future);
	end(loop);
}

static int interrupts(void *unused)
{
	(void)unused;
	return wio_raise(WIO_EINTERRUPTED, "from a callback");
}

static int exits(void *unused)
{
	(void)unused;
	return wio_exit(3);
}

CASE(run_that_a_callback_leaves)
{
	wio_loop *loop = new_loop();
	GIVES(wio_loop_call_soon(loop, interrupts, NULL, NULL, NULL), 0);
	REFUSED(wio_loop_run_forever(loop), WIO_EINTERRUPTED, "from a callback");
	GIVES(wio_loop_call_soon(loop, exits, NULL, NULL, NULL), 0);
	REFUSED(wio_loop_run_forever(loop), WIO_EEXIT, "3");
	GIVES(wio_error_status(wio_last_error()), 3);
	wio_future *future;
	GIVES(wio_future_new(&future, loop), 0);
	GIVES(wio_loop_call_soon(loop, interrupts, NULL, NULL, NULL), 0);
	REFUSED(wio_loop_run_until_complete(loop, future), WIO_EINTERRUPTED,
	        "from a callback");
	GIVES(wio_loop_call_soon(loop, exits, NULL, NULL, NULL), 0);
	REFUSED(wio_loop_run_until_complete(loop, future), WIO_EEXIT, "3");
	wio_future_release(future);
	end(loop);
}

/* ---- who takes part in the end of a loop ---- */

static int closed; /* how often since it was asked last, and by which argument */

static void count(void *n)
{
	closed = closed * 10 + *(int *)n;
}

static int gone_by(void)
{
	int was = closed;
	closed = 0;
	return was;
}

static int fails(void *unused)
{
	(void)unused;
	return WIO_EUSER;
}

CASE(steps_that_are_none)
{
	wio_loop *loop = new_loop();
	static int one = 1;
	wio_closing closing = {.fn = input_nothing, .arg = &one, .closed = count};
	REFUSED(wio_loop_at_close(NULL, &closing), WIO_EINVAL, "not a loop");
	REFUSED(wio_loop_at_close((wio_loop *)input_junk, &closing), WIO_EINVAL,
	        "not a loop");
	REFUSED(wio_loop_at_close(loop, NULL), WIO_EINVAL, "no fn");
	closing.fn = NULL;
	REFUSED(wio_loop_at_close(loop, &closing), WIO_EINVAL, "no fn");
	closing.fn = input_nothing;
	closing.phase = (enum wio_phase)7;
	REFUSED(wio_loop_at_close(loop, &closing), WIO_EINVAL, "no phase 7");
	closing.phase = WIO_PHASE_EXECUTOR;
	closing.stack_size = 1;
	REFUSED(wio_loop_at_close(loop, &closing), WIO_ESTACK, "too small");
	closing.stack_size = 0;
	STARVES(wio_loop_at_close(loop, &closing));
	CHECK(!wio_loop_at_close_arg(loop, input_nothing));
	CHECK(!wio_loop_at_close_arg(NULL, input_nothing));
	GIVES(wio_loop_close(loop), 0);
	REFUSED(wio_loop_at_close(loop, &closing), WIO_ECLOSED, "the loop is closed");
	wio_loop_release(loop);
	GIVES(gone_by(), 0);
}

/* Without a runner there are no steps, but each is told that the loop is closed. */
CASE(steps_of_a_loop_alone)
{
	wio_loop *loop = new_loop();
	static int one = 1, two = 2, three = 3;
	GIVES(wio_loop_at_close(loop, &(wio_closing){WIO_PHASE_EXECUTOR, fails, &one, count, 0}), 0);
	GIVES(wio_loop_at_close(loop, &(wio_closing){WIO_PHASE_GENERATORS, fails, &two, count, 0}), 0);
	GIVES(wio_loop_at_close(loop, &(wio_closing){WIO_PHASE_EXECUTOR, input_nothing, &three, count, 0}), 0);
	CHECK(wio_loop_at_close_arg(loop, input_nothing) == &three);
	CHECK(wio_loop_at_close_arg(loop, fails) == &two);
	GIVES(wio_loop_close(loop), 0);
	GIVES(gone_by(), 321);
	CHECK(!wio_loop_at_close_arg(loop, fails));
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
	GIVES(gone_by(), 0);
	/* Dropped unclosed. */
	loop = new_loop();
	GIVES(wio_loop_at_close(loop, &(wio_closing){WIO_PHASE_EXECUTOR, fails, &one, count, 0}), 0);
	wio_loop_release(loop);
	GIVES(gone_by(), 1);
}

static int steps; /* taken */

static int take(void *n)
{
	steps = steps * 10 + *(int *)n;
	return *(int *)n == 3 ? WIO_EUSER : 5;
}

static int with_steps(void *unused)
{
	static int numbers[] = {1, 2, 3, 4};
	static const int order[] = {1, 0, 3, 2};
	(void)unused;
	for (int i = 0; i < 4; i++) {
		const wio_closing closing = {
		    .phase = order[i] < 2 ? WIO_PHASE_GENERATORS : WIO_PHASE_EXECUTOR,
		    .fn = take, .arg = &numbers[order[i]], .closed = count};
		GIVES(wio_loop_at_close(wio_get_running_loop(), &closing), 0);
	}
	return 0;
}

/* Several in a phase: the last comes first, and an error ends the close, but a
 * strict one, which wants no memory either. */
CASE(steps_of_a_runner)
{
	for (int strict = 0; strict < 2; strict++) {
		wio_runner *runner;
		const wio_runner_options options = {.strict = strict};
		GIVES(wio_runner_new(&runner, &options), 0);
		GIVES(wio_runner_run(runner, with_steps, NULL, NULL), 0);
		input_starve(true);
		GIVES(wio_runner_close(runner), WIO_EUSER);
		input_starve(false);
		GIVES(steps, strict ? 1234 : 123);
		GIVES(gone_by(), 3412);
		steps = 0;
		wio_runner_free(runner);
	}
}
