// SPDX-License-Identifier: MIT
#include <string.h>

#include "core/loop.h"
#include "input.h"

static const wio_generator_options options = {.sent_size = sizeof(int),
                                              .arg_free = input_free};

static wio_generator *new_generator(wio_fn *fn, void *arg)
{
	wio_generator *generator;
	GIVES(wio_generator_new(&generator, sizeof(int), fn, arg, NULL), 0);
	return generator;
}

/* One that has given an item. */
static wio_generator *begun(wio_fn *fn, void *arg)
{
	wio_generator *generator = new_generator(fn, arg);
	GIVES(wio_generator_next(generator, NULL), 1);
	return generator;
}

/* 1, 2, 3, ... until it is told to end. */
static int counts(void *unused)
{
	(void)unused;
	int r = 0;
	for (int n = 1; r >= 0; n++)
		r = wio_generator_yield(&n, NULL);
	return r;
}

CASE(generators_that_are_none)
{
	wio_generator *none = (wio_generator *)input_junk, *made = none;
	int item = 0;
	REFUSED(wio_generator_new(&made, 1, NULL, NULL, &options), WIO_EINVAL,
	        "fn is NULL");
	GIVES(input_freed(), 1);
	CHECK(!made);
	wio_generator_options small = options;
	small.stack_size = 1;
	REFUSED(wio_generator_new(&made, 1, counts, NULL, &small), WIO_ESTACK,
	        "too small");
	GIVES(input_freed(), 1);
	STARVES(wio_generator_new(&made, 1, counts, NULL, &options));
	GIVES(input_freed(), 1);
	CHECK(!made);
	REFUSED(wio_generator_next(NULL, &item), WIO_EINVAL, "but NULL");
	REFUSED(wio_generator_next(none, &item), WIO_EINVAL, "something else");
	REFUSED(wio_generator_send(none, &item, &item), WIO_EINVAL, "something else");
	REFUSED(wio_generator_throw(none, -1, &item), WIO_EINVAL, "something else");
	REFUSED(wio_generator_close(none), WIO_EINVAL, "something else");
	CHECK(wio_generator_retain(none) == none);
	wio_generator_release(none);
	wio_generator_release(NULL);
}

static wio_generator *kept;

static int leaves_one(void *unused)
{
	(void)unused;
	kept = begun(counts, NULL);
	return 0;
}

CASE(generators_outside_of_tasks)
{
	int item = 0;
	wio_generator *generator = new_generator(counts, NULL);
	REFUSED(wio_generator_next(generator, &item), WIO_ENOSUSPEND, "only a task");
	REFUSED(wio_generator_throw(generator, -1, &item), WIO_ENOSUSPEND,
	        "only a task");
	REFUSED(wio_generator_yield(&item, NULL), WIO_ENOTRUNNING,
	        "not inside a generator");
	REFUSED(wio_shutdown_generators(), WIO_ENOSUSPEND, "not in a task");
	/* There is nothing to wait for. */
	GIVES(wio_generator_close(generator), 0);
	GIVES(wio_generator_next(generator, &item), 0);
	wio_generator_release(generator);
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, leaves_one, NULL, NULL), 0);
	REFUSED(wio_generator_close(kept), WIO_ENOSUSPEND, "only a task");
	GIVES(wio_runner_close(runner), 0);
	GIVES(wio_generator_close(kept), 0);
	wio_generator_release(kept);
	wio_runner_free(runner);
}

static int ignores(void *unused)
{
	int item = 1;
	GIVES(counts(unused), WIO_ECLOSED);
	GIVES(wio_generator_yield(&item, NULL), 0);
	return 0;
}

static int misuses(void *unused)
{
	(void)unused;
	int item = 0, value = 1;
	wio_generator *generator = new_generator(counts, NULL);
	/* What this needs first is what a loop has. */
	STARVES(wio_generator_next(generator, &item));
	REFUSED(wio_generator_send(generator, &value, &item), WIO_EINVAL,
	        "waits in no yield");
	REFUSED(wio_generator_throw(generator, 1, &item), WIO_EINVAL, "not negative");
	REFUSED(wio_generator_yield(&item, NULL), WIO_ENOTRUNNING,
	        "not inside a generator");
	GIVES(wio_generator_next(generator, &item), 1);
	GIVES(item, 1);
	REFUSED(wio_generator_send(generator, &value, &item), WIO_EINVAL,
	        "no sent_size");
	REFUSED(wio_generator_send(generator, NULL, &item), WIO_EINVAL, "no value");
	/* From here on it needs no memory. */
	input_starve(true);
	GIVES(wio_generator_next(generator, &item), 1);
	GIVES(wio_generator_close(generator), 0);
	input_starve(false);
	GIVES(item, 2);
	GIVES(wio_generator_next(generator, &item), 0);
	GIVES(item, 2);
	wio_generator_release(generator);
	generator = begun(ignores, NULL);
	REFUSED(wio_generator_close(generator), WIO_ESTATE, "yields while");
	GIVES(wio_generator_close(generator), 0);
	GIVES(wio_generator_next(generator, NULL), 0);
	wio_generator_release(generator);
	/* Items that are nothing but events. */
	GIVES(wio_generator_new(&generator, 0, counts, NULL, &options), 0);
	GIVES(wio_generator_next(generator, NULL), 1);
	GIVES(input_freed(), 0);
	GIVES(wio_generator_throw(generator, WIO_EUSER, NULL), WIO_EUSER);
	/* Now, not with the last reference. */
	GIVES(input_freed(), 1);
	wio_generator_release(generator);
	GIVES(input_freed(), 0);
	return 0;
}

CASE(generators_that_are_misused)
{
	GIVES(input_run(misuses), 0);
}

static int is_interrupted(void *unused)
{
	(void)unused;
	wio_generator *generator = begun(counts, NULL);
	GIVES(wio_interrupt(NULL), 1);
	GIVES(wio_generator_next(generator, NULL), 1);
	GIVES(wio_interrupt(NULL), 2);
	REFUSED(wio_generator_next(generator, NULL), WIO_EINTERRUPTED, "interrupted");
	GIVES(wio_generator_next(generator, NULL), 1);
	GIVES(wio_generator_close(generator), 0);
	wio_generator_release(generator);
	return 3;
}

CASE(generators_and_interrupts)
{
	/* The first one has not been delivered. */
	GIVES(input_run(is_interrupted), WIO_EINTERRUPTED);
}

static int enters_itself(void *itself)
{
	wio_generator *generator = *(wio_generator **)itself;
	int item = 1;
	REFUSED(wio_generator_next(generator, &item), WIO_EBUSY, "is in the generator");
	REFUSED(wio_generator_send(generator, &item, &item), WIO_EBUSY, "Task-");
	REFUSED(wio_generator_throw(generator, -1, &item), WIO_EBUSY, "Task-");
	REFUSED(wio_generator_close(generator), WIO_EBUSY, "Task-");
	return wio_generator_yield(&item, NULL);
}

static int enters(void *unused)
{
	(void)unused;
	static wio_generator *generator;
	generator = new_generator(enters_itself, &generator);
	GIVES(wio_generator_next(generator, NULL), 1);
	GIVES(wio_generator_next(generator, NULL), 0);
	wio_generator_release(generator);
	return 0;
}

CASE(generators_that_are_entered_twice)
{
	GIVES(input_run(enters), 0);
}

/* ---- scopes ---- */

static int yields_in_context(void *unused)
{
	(void)unused;
	int item = 1;
	REFUSED(wio_generator_yield(&item, NULL), WIO_ESTATE, "wio_context_run");
	return 0;
}

static int yields_deferred(void *unused)
{
	(void)unused;
	int item = 1;
	REFUSED(wio_generator_yield(&item, NULL), WIO_ESTATE, "in a deferred call");
	return 0;
}

static int handler(wio_loop *loop, const wio_report *report, void *arg)
{
	(void)loop;
	(void)report;
	(void)arg;
	int item = 1;
	REFUSED(wio_generator_yield(&item, NULL), WIO_ENOSUSPEND, "frame of the host");
	return 0;
}

static int yields_in_scopes(void *outer)
{
	int item = 1;
	wio_group *group;
	wio_timeout *timeout;
	wio_shield_scope *shield;
	wio_context *context;
	GIVES(wio_group_open(&group), 0);
	REFUSED(wio_generator_yield(&item, NULL), WIO_ESTATE,
	        "a group that was opened in it is still open");
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	REFUSED(wio_generator_yield(&item, NULL), WIO_ESTATE,
	        "a timeout that was opened in it is still open");
	GIVES(wio_timeout_close(timeout, 0), 0);
	GIVES(wio_group_close(group, 0), 0);
	GIVES(wio_shield_open(&shield), 0);
	REFUSED(wio_generator_yield(&item, NULL), WIO_ESTATE,
	        "a shield that was opened in it is still open");
	GIVES(wio_shield_close(shield, 0), 0);
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_context_run(context, yields_in_context, NULL), 0);
	wio_context_release(context);
	/* What the task has open is not the generator's to close, but still there. */
	REFUSED(wio_group_close(outer, 0), WIO_ESTATE, "outside of the generator");
	GIVES(wio_group_create_task(outer, NULL, input_nothing, NULL, NULL), 0);
	wio_loop *loop = wio_get_running_loop();
	GIVES(wio_loop_set_exception_handler(loop, handler, NULL), 0);
	wio_loop_call_exception_handler(loop, &(wio_report){.code = WIO_EUSER});
	GIVES(wio_loop_set_exception_handler(loop, NULL, NULL), 0);
	CHECK(wio_defer(yields_deferred, NULL) > 0);
	return wio_generator_yield(&item, NULL);
}

static int yields(void *unused)
{
	(void)unused;
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	wio_generator *generator = begun(yields_in_scopes, group);
	GIVES(wio_generator_next(generator, NULL), 0);
	wio_generator_release(generator);
	return wio_group_close(group, 0);
}

CASE(yields_with_scopes_open)
{
	GIVES(input_run(yields), 0);
}

/* ---- what it defers, and how it is left ---- */

static int called; /* digits, in order */

static int note(void *digit)
{
	called = called * 10 + *(int *)digit;
	return wio_yield();
}

static int called_by_now(void)
{
	int was = called;
	called = 0;
	return was;
}

static int digits[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};

/* One before its first item, one after. */
static int defers(void *unused)
{
	(void)unused;
	int item = 1, mark, r;
	CHECK(wio_defer(note, &digits[1]) > 0);
	if ((r = wio_generator_yield(&item, NULL)) < 0)
		return r;
	CHECK((mark = wio_defer(note, &digits[2])) > 0);
	GIVES(wio_undefer(mark, true), 0);
	CHECK(wio_defer(note, &digits[3]) > 0);
	if ((r = wio_generator_yield(&item, NULL)) < 0)
		return r;
	return WIO_EUSER;
}

static int thrower(void *how)
{
	int r = defers(how);
	wio_throw(r < 0 ? r : WIO_EUSER - 5);
	return 0;
}

static int has_deferred(void *fn)
{
	wio_fn *const fns[] = {defers, thrower};
	wio_generator *generator = begun(fns[*(int *)fn], NULL);
	/* The task's own come between. */
	CHECK(wio_defer(note, &digits[7]) > 0);
	GIVES(wio_generator_next(generator, NULL), 1);
	GIVES(called_by_now(), 2);
	CHECK(wio_defer(note, &digits[8]) > 0);
	GIVES(wio_generator_next(generator, NULL), WIO_EUSER);
	GIVES(wio_error_code(wio_last_error()) == WIO_EUSER || !wio_last_error(), 1);
	GIVES(called_by_now(), 31);
	wio_generator_release(generator);
	generator = begun(fns[*(int *)fn], NULL);
	GIVES(wio_generator_close(generator), 0);
	GIVES(called_by_now(), 1);
	wio_generator_release(generator);
	return 0;
}

static int has_deferred_first(void *unused)
{
	(void)unused;
	return has_deferred(&digits[0]);
}

static int has_deferred_thrown(void *unused)
{
	(void)unused;
	return has_deferred(&digits[1]);
}

CASE(generators_that_defer)
{
	GIVES(input_run(has_deferred_first), 0);
	GIVES(called_by_now(), 87);
	GIVES(input_run(has_deferred_thrown), 0);
	GIVES(called_by_now(), 87);
}

static int protected_part(void *unused)
{
	int r = counts(unused);
	wio_throw(r);
	return 0;
}

static int protects(void *unused)
{
	int item = 9;
	GIVES(wio_protect(protected_part, unused), WIO_EUSER);
	return wio_generator_yield(&item, NULL);
}

static int asks(void *generator)
{
	int item;
	GIVES(wio_generator_next(generator, &item), 1);
	GIVES(wio_generator_throw(generator, WIO_EUSER, &item), 1);
	GIVES(item, 9);
	return 0;
}

/* Below a call that throws are left, one task enters and another one throws. */
static int asks_in_context(void *generator)
{
	GIVES(asks(generator), 0);
	wio_context *context;
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_generator_close(generator), 0);
	wio_context_release(context);
	return 0;
}

static int shares_protect(void *unused)
{
	(void)unused;
	wio_generator *generator = begun(protects, NULL);
	wio_context *context;
	GIVES(wio_context_new(&context), 0);
	GIVES(wio_context_run(context, asks_in_context, generator), 0);
	CHECK(wio_context_current() == wio_task_context(wio_current_task()));
	wio_context_release(context);
	wio_generator_release(generator);
	return 0;
}

CASE(generators_that_throw)
{
	GIVES(input_run(shares_protect), 0);
}

/* ---- loops that are closed ---- */

static int never_ends(void *unused)
{
	int r;
	CHECK(wio_defer(note, &digits[5]) > 0);
	for (;;) {
		r = counts(unused);
		GIVES(r, WIO_ECLOSED);
		int item = 1;
		REFUSED(wio_generator_yield(&item, NULL), WIO_ECLOSED, "closed");
	}
	return r;
}

static int waits_when_closed(void *unused)
{
	(void)unused;
	int r = counts(NULL);
	GIVES(r, WIO_ECLOSED);
	GIVES(wio_sleep(WIO_S(1)), WIO_ECLOSED);
	called = called * 10 + 4;
	return r;
}

static int opens_three(void *unused)
{
	(void)unused;
	kept = begun(never_ends, NULL);
	wio_generator_release(begun(waits_when_closed, NULL));
	GIVES(wio_sleep(WIO_FOREVER), WIO_ECLOSED);
	GIVES(wio_generator_next(kept, NULL), WIO_ECLOSED);
	wio_generator *generator = new_generator(counts, NULL);
	REFUSED(wio_generator_next(generator, NULL), WIO_ECLOSED, "loop is closed");
	wio_generator_release(generator);
	return 0;
}

/* Nobody shuts them down: they end with the loop, also who does not want to. */
CASE(generators_of_a_loop_that_is_closed)
{
	wio_loop *loop;
	wio_task *task;
	GIVES(wio_loop_new(&loop), 0);
	GIVES(wio_loop_create_task(loop, &task, opens_three, NULL, NULL), 0);
	wio_loop_stop(loop);
	GIVES(wio_loop_run_forever(loop), 0);
	called_by_now();
	GIVES(wio_loop_close(loop), 0);
	GIVES(called_by_now(), 45);
	GIVES(wio_generator_next(kept, NULL), 0);
	wio_generator_release(kept);
	wio_task_release(task);
	wio_loop_release(loop);
}

static int asks_kept(void *unused)
{
	(void)unused;
	int item;
	REFUSED(wio_generator_next(kept, &item), WIO_EOTHERLOOP, "another loop");
	REFUSED(wio_generator_close(kept), WIO_EOTHERLOOP, "another loop");
	return 0;
}

CASE(generators_of_another_loop)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, leaves_one, NULL, NULL), 0);
	GIVES(input_run(asks_kept), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_generator_release(kept);
	wio_runner_free(runner);
}

/* Without memory a close has no tasks for them, but closes them. */
static int leaves_two(void *unused)
{
	(void)unused;
	kept = begun(defers, NULL);
	wio_generator_release(begun(defers, NULL));
	return 0;
}

CASE(generators_that_are_closed_without_memory)
{
	wio_runner *runner;
	for (int asyncio = 0; asyncio < 2; asyncio++) {
		const wio_runner_options how = {.asyncio = asyncio};
		GIVES(wio_runner_new(&runner, &how), 0);
		GIVES(wio_runner_run(runner, leaves_two, NULL, NULL), 0);
		input_starve(true);
		GIVES(wio_runner_close(runner), 0);
		input_starve(false);
		GIVES(called_by_now(), 11);
		wio_generator_release(kept);
		wio_runner_free(runner);
	}
}

/* ---- who does not want to end ---- */

static int ignores_all(void *unused)
{
	(void)unused;
	CHECK(wio_defer(note, &digits[6]) > 0);
	for (;;)
		wio_sleep(WIO_S(1));
	return 0;
}

static int asks_for_ever(void *generator)
{
	CHECK(wio_defer(note, &digits[7]) > 0);
	for (;;) {
		wio_generator_next(generator, NULL);
		wio_yield();
	}
	return 0;
}

static int stops(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_generator *generator = new_generator(ignores_all, NULL);
	GIVES(wio_create_task(&task, asks_for_ever, generator, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_stop(task, WIO_S(1)), 1);
	CHECK(wio_task_cancelled(task));
	GIVES(called_by_now(), 67);
	GIVES(wio_generator_next(generator, NULL), 0);
	wio_task_release(task);
	wio_generator_release(generator);
	return 0;
}

CASE(generators_of_a_task_that_is_stopped)
{
	GIVES(input_run(stops), 0);
}

static int leaves_both(void *generator)
{
	GIVES(wio_create_task(NULL, asks_for_ever, generator, NULL), 0);
	return wio_yield();
}

/* Each comes to its end, the one inside first. */
CASE(generators_that_a_closing_loop_ends)
{
	wio_loop *loop;
	wio_task *task;
	wio_generator *generator = new_generator(ignores_all, NULL);
	GIVES(wio_loop_new(&loop), 0);
	GIVES(wio_loop_create_task(loop, &task, leaves_both, generator, NULL), 0);
	GIVES(wio_loop_run_until_complete(loop, wio_task_future(task)), 0);
	GIVES(wio_loop_close(loop), 0);
	GIVES(called_by_now(), 67);
	GIVES(wio_generator_close(generator), 0);
	wio_generator_release(generator);
	wio_task_release(task);
	wio_loop_release(loop);
}

/* ---- what is seen of it from outside ---- */

static int waits_in_timeout(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	GIVES(wio_timeout_open(&timeout, WIO_S(9)), 0);
	return wio_timeout_close(timeout, wio_sleep(WIO_FOREVER));
}

static int asks_in_group(void *generator)
{
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	return wio_group_close(group, wio_generator_next(generator, NULL));
}

static int looks_on(void *unused)
{
	(void)unused;
	static char text[512];
	wio_task *task;
	wio_generator *generator = new_generator(waits_in_timeout, NULL);
	GIVES(wio_create_task(&task, asks_in_group, generator, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_format_call_graph(wio_task_future(task), text, sizeof text);
	const char *inside = strstr(text, "open: timeout");
	CHECK(inside && strstr(inside, " in group"));
	wio_task_cancel(task, NULL);
	GIVES(wio_await(task, NULL), WIO_ECANCELED);
	wio_task_release(task);
	wio_generator_release(generator);
	return 0;
}

CASE(generators_in_a_call_graph)
{
	GIVES(input_run(looks_on), 0);
}
