// SPDX-License-Identifier: MIT
#undef NDEBUG /* as in a build for debugging: a scope knows its place */
#include <string.h>

#include "counting.h"
#include "input.h"

static const wio_generator_options options = {.sent_size = sizeof(int),
                                              .arg_free = input_free};

CASE(generators_that_are_none)
{
	wio_generator *none = (wio_generator *)input_junk, *made = none;
	int item = 0;
	REFUSED(wio_generator_new(&made, 1, NULL, NULL, &options), WIO_EINVAL,
	        "fn is NULL");
	GIVES(input_freed(), 1);
	CHECK(!made);
	wio_generator_options small = options;
	small.arg_size = 4;
	REFUSED(wio_generator_new(&made, 1, counts, NULL, &small), WIO_EINVAL,
	        "arg is NULL");
	GIVES(input_freed(), 1);
	small = options;
	small.stack_size = 1;
	REFUSED(wio_generator_new(&made, 1, counts, NULL, &small), WIO_ESTACK,
	        "too small");
	GIVES(input_freed(), 1);
	STARVES(wio_generator_new(&made, 1, counts, NULL, &options));
	GIVES(input_freed(), 1);
	CHECK(!made);
	REFUSED(wio_generator_next(NULL, &item), WIO_EINVAL, "but NULL");
	REFUSED(wio_generator_next(none, &item), WIO_EINVAL, "not a generator");
	REFUSED(wio_generator_send(none, &item, &item), WIO_EINVAL, "not a generator");
	REFUSED(wio_generator_throw(none, -1, &item), WIO_EINVAL, "not a generator");
	REFUSED(wio_generator_close(none), WIO_EINVAL, "not a generator");
	CHECK(wio_generator_retain(none) == NULL);
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

static int yields_nothing(void *unused)
{
	(void)unused;
	REFUSED(wio_generator_yield(NULL, NULL), WIO_EINVAL, "item is NULL, of 4 bytes");
	return 0;
}

static int misuses(void *unused)
{
	(void)unused;
	int item = 0, value = 1;
	wio_generator *generator = new_generator(counts, NULL);
	wio_generator *yielder = new_generator(yields_nothing, NULL);
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
	GIVES(wio_generator_next(yielder, &item), 0);
	wio_generator_release(yielder);
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
	GIVES(wio_interrupt(NULL), 3);
	REFUSED(wio_generator_close(generator), WIO_EINTERRUPTED, "interrupted");
	GIVES(wio_generator_close(generator), 0);
	wio_generator_release(generator);
	return 3;
}

CASE(generators_and_interrupts)
{
	/* The first one has not been delivered. */
	GIVES(input_run(is_interrupted), WIO_EINTERRUPTED);
}

static int ends_the_run(void *unused)
{
	GIVES(counts(unused), WIO_ECLOSED);
	return wio_exit(4);
}

static int is_ended(void *unused)
{
	(void)unused;
	wio_generator *generator = begun(ends_the_run, NULL);
	/* Without memory it is closed in this task. */
	input_starve(true);
	GIVES(wio_shutdown_generators(), WIO_EEXIT);
	input_starve(false);
	wio_generator_release(generator);
	return WIO_EEXIT;
}

CASE(generators_that_end_the_run)
{
	GIVES(input_run(is_ended), WIO_EEXIT);
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
	        "a group that was opened in it is still open (generators.c:");
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	REFUSED(wio_generator_yield(&item, NULL), WIO_ESTATE,
	        "a timeout that was opened in it is still open (generators.c:");
	GIVES(wio_timeout_close(timeout, 0), 0);
	GIVES(wio_group_close(group, 0), 0);
	GIVES(wio_shield_open(&shield), 0);
	REFUSED(wio_generator_yield(&item, NULL), WIO_ESTATE,
	        "a shield that was opened in it is still open (generators.c:");
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

/* Whoever is told that one is late ends it. */
static int ends_late_one(wio_loop *loop, const wio_report *report, void *how)
{
	(void)loop;
	if (report->kind != WIO_REPORT_GENERATOR_LATE)
		return 0;
	if (*(int *)how)
		GIVES(wio_generator_close(kept), 0);
	else
		wio_generator_release(kept);
	return 0;
}

static int is_late(void *unused)
{
	(void)unused;
	int item;
	wio_generator *first = begun(counts, NULL);
	GIVES(wio_shutdown_generators(), 0);
	for (int how = 0; how < 2; how++) {
		wio_loop_set_exception_handler(wio_get_running_loop(), ends_late_one, &how);
		GIVES(wio_generator_new(&kept, sizeof item, counts, NULL, NULL), 0);
		GIVES(wio_generator_next(kept, &item), 0);
	}
	wio_loop_set_exception_handler(wio_get_running_loop(), NULL, NULL);
	wio_generator_release(kept);
	wio_generator_release(first);
	return 0;
}

CASE(generators_that_are_late)
{
	GIVES(input_run(is_late), 0);
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
