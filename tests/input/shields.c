// SPDX-License-Identifier: MIT
/* Stretches of code that cancels do not enter. */
#undef NDEBUG /* as in a build for debugging: a scope knows its place */
#include <string.h>

#include "input.h"

/* ---- misused ---- */

static int misuses(void *unused)
{
	(void)unused;
	wio_shield_scope *shield, *inner;
	STARVES(wio_shield_open(&shield));
	CHECK(shield == NULL);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_shield_open(&inner), 0);
	REFUSED(wio_shield_close(shield, 1), WIO_ESTATE,
	        "wio_shield_close: a shield that task 'Task-");
	GIVES(wio_shield_close(inner, 2), 2);
	GIVES(wio_shield_close(shield, WIO_EUSER), WIO_EUSER);
	return 0;
}

CASE(shields_misused)
{
	wio_shield_scope *shield = (wio_shield_scope *)input_junk;
	REFUSED(wio_shield_open(&shield), WIO_ENOTRUNNING, "not inside a task");
	CHECK(shield == NULL);
	REFUSED(wio_shield_close(NULL, 0), WIO_EINVAL, "not a shield, but NULL");
	REFUSED(wio_shield_close((wio_shield_scope *)input_junk, 0), WIO_EINVAL,
	        "not a shield");
	GIVES(input_run(misuses), 0);
}

/* ---- what is held ---- */

static wio_task *shielded;

static int cancels(void *message)
{
	return wio_task_cancel(shielded, message);
}

static int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(1000));
}

/* After that many seconds. */
static void cancel_in(int seconds, const char *message)
{
	GIVES(wio_loop_call_later(wio_get_running_loop(), WIO_S(seconds), cancels,
	                          (void *)(uintptr_t)message, NULL, NULL),
	      0);
}

static bool says(const char *message)
{
	return strcmp(wio_error_message(wio_last_error()), message) == 0;
}

static int holds(void *unused)
{
	(void)unused;
	wio_task *self = shielded = wio_current_task();
	wio_shield_scope *shield;
	GIVES(wio_shield_open(&shield), 0);
	cancel_in(1, "first");
	cancel_in(2, "last");
	/* They are counted, and it waits as if there were none. */
	GIVES(wio_sleep(WIO_S(5)), 0);
	CHECK(input_now() == 5);
	GIVES(wio_task_cancelling(self), 2);
	GIVES(wio_shield_close(shield, 7), 7);
	/* One arrives, with the last message, as of two that were pending. */
	GIVES(wio_sleep(WIO_S(5)), WIO_ECANCELED);
	CHECK(input_now() == 5 && says("last"));
	GIVES(wio_yield(), 0);
	GIVES(wio_task_uncancel(self), 1);
	GIVES(wio_task_uncancel(self), 0);
	/* None came. */
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_shield_close(shield, 0), 0);
	return wio_yield();
}

/* One that was pending when it was opened. */
static int holds_pending(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	wio_shield_scope *shield;
	GIVES(wio_task_cancel(self, "pending"), 1);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_cancelling(self), 1);
	GIVES(wio_shield_close(shield, 0), 0);
	GIVES(wio_yield(), WIO_ECANCELED);
	CHECK(says("pending"));
	GIVES(wio_task_uncancel(self), 0);
	/* And is taken back there. */
	GIVES(wio_task_cancel(self, NULL), 1);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_task_uncancel(self), 0);
	GIVES(wio_shield_close(shield, 0), 0);
	return wio_yield();
}

/* Of two shields the outer one holds what comes from outside. */
static int nests(void *unused)
{
	(void)unused;
	wio_task *self = shielded = wio_current_task();
	wio_shield_scope *outer, *inner;
	GIVES(wio_shield_open(&outer), 0);
	GIVES(wio_shield_open(&inner), 0);
	cancel_in(1, "outside");
	GIVES(wio_sleep(WIO_S(2)), 0);
	GIVES(wio_shield_close(inner, 0), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_shield_open(&inner), 0);
	GIVES(wio_shield_close(inner, 0), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_shield_close(outer, 0), 0);
	GIVES(wio_yield(), WIO_ECANCELED);
	GIVES(wio_task_uncancel(self), 0);
	/* Taken back in the inner one, it is gone from both. */
	GIVES(wio_shield_open(&outer), 0);
	GIVES(wio_shield_open(&inner), 0);
	GIVES(wio_task_cancel(self, NULL), 1);
	GIVES(wio_task_uncancel(self), 0);
	GIVES(wio_shield_close(inner, 0), 0);
	GIVES(wio_shield_close(outer, 0), 0);
	return wio_yield();
}

static int waits_for_shielded(void *task)
{
	return wio_await_task(task, NULL);
}

static int holds_to_its_end(void *left_open)
{
	wio_shield_scope *shield;
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_sleep(WIO_S(2)), 0);
	return left_open ? 3 : wio_shield_close(shield, 3);
}

/* A task that ends with none left: it is cancelled then, and so is who waits. */
static int ends_cancelled(void *unused)
{
	static int yes = 1;
	(void)unused;
	for (int i = 0; i < 2; i++) {
		wio_task *task, *waiter;
		GIVES(wio_create_task(&task, holds_to_its_end, i ? &yes : NULL, NULL), 0);
		GIVES(wio_create_task(&waiter, waits_for_shielded, task, NULL), 0);
		GIVES(wio_yield(), 0);
		GIVES(wio_task_cancel(waiter, "through"), 1);
		GIVES(wio_sleep(WIO_S(1)), 0);
		CHECK(!wio_task_done(task) && !wio_task_done(waiter));
		GIVES(wio_await(waiter, NULL), WIO_ECANCELED);
		CHECK(says("through") && wio_task_cancelled(task));
		wio_task_release(waiter);
		wio_task_release(task);
	}
	CHECK(input_now() == 4);
	return 0;
}

CASE(shields_hold_cancels)
{
	GIVES(input_run_virtually(holds), 0);
	GIVES(input_run_virtually(holds_pending), 0);
	GIVES(input_run_virtually(nests), 0);
	GIVES(input_run_virtually(ends_cancelled), 0);
}

/* ---- scopes outside and inside of it ---- */

/* A timeout that fires meanwhile is one still. */
static int times_out_around(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	wio_timeout *timeout;
	wio_shield_scope *shield;
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_sleep(WIO_S(3)), 0);
	CHECK(wio_timeout_expired(timeout));
	GIVES(wio_shield_close(shield, 0), 0);
	int r = wio_sleep(WIO_S(9));
	GIVES(r, WIO_ECANCELED);
	GIVES(wio_timeout_close(timeout, r), WIO_ETIMEDOUT);
	CHECK(input_now() == 3);
	GIVES(wio_task_cancelling(self), 0);
	/* With no wait left it does nothing. */
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_sleep(WIO_S(3)), 0);
	GIVES(wio_shield_close(shield, 4), 4);
	GIVES(wio_timeout_close(timeout, 4), 4);
	return wio_yield();
}

/* One inside of it fires, whatever is held meanwhile. */
static int times_out_inside(void *unused)
{
	(void)unused;
	wio_task *self = shielded = wio_current_task();
	wio_timeout *outer, *inner;
	wio_shield_scope *shield;
	GIVES(wio_timeout_open(&outer, WIO_S(1)), 0);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_timeout_open(&inner, WIO_S(3)), 0);
	cancel_in(2, "held");
	int r = wio_sleep(WIO_S(9));
	GIVES(r, WIO_ECANCELED);
	CHECK(input_now() == 3);
	GIVES(wio_timeout_close(inner, r), WIO_ETIMEDOUT);
	GIVES(wio_task_cancelling(self), 2);
	GIVES(wio_yield(), 0);
	GIVES(wio_shield_close(shield, 0), 0);
	r = wio_yield();
	GIVES(r, WIO_ECANCELED);
	/* Somebody else wants it cancelled as well. */
	GIVES(wio_timeout_close(outer, r), WIO_ECANCELED);
	return wio_task_uncancel(self);
}

static int fails(void *seconds)
{
	int r = wio_sleep(WIO_S(*(int *)seconds));
	return r < 0 ? r : WIO_EUSER;
}

/* Between two shields a scope goes past the inner one alone. */
static int times_out_between(void *unused)
{
	(void)unused;
	wio_task *self = shielded = wio_current_task();
	wio_timeout *timeout;
	wio_shield_scope *outer, *inner;
	GIVES(wio_shield_open(&outer), 0);
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	GIVES(wio_shield_open(&inner), 0);
	cancel_in(2, "outside");
	GIVES(wio_sleep(WIO_S(3)), 0);
	GIVES(wio_task_cancelling(self), 2);
	GIVES(wio_shield_close(inner, 0), 0);
	int r = wio_yield();
	GIVES(r, WIO_ECANCELED);
	GIVES(wio_timeout_close(timeout, r), WIO_ETIMEDOUT);
	GIVES(wio_yield(), 0);
	GIVES(wio_shield_close(outer, 0), 0);
	GIVES(wio_yield(), WIO_ECANCELED);
	CHECK(says("outside"));
	return wio_task_uncancel(self);
}

/* A group around it, of which a task fails. */
static int group_around(void *unused)
{
	static int one = 1;
	(void)unused;
	wio_task *sibling;
	wio_group *group;
	wio_shield_scope *shield;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, fails, &one, NULL), 0);
	GIVES(wio_group_create_task(group, &sibling, sleeps, NULL, NULL), 0);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_sleep(WIO_S(3)), 0);
	CHECK(wio_task_cancelled(sibling));
	wio_task_release(sibling);
	GIVES(wio_shield_close(shield, 0), 0);
	int r = wio_sleep(WIO_S(9));
	GIVES(r, WIO_ECANCELED);
	GIVES(wio_group_close(group, r), WIO_EGROUP);
	GIVES(wio_task_cancelling(wio_current_task()), 0);
	CHECK(input_now() == 3);
	return wio_yield();
}

/* A group inside of it, in a cleanup after a cancel that has arrived: what fails in
 * it brings back no cancel from outside. */
static int group_inside(void *unused)
{
	static int two = 2;
	(void)unused;
	wio_task *self = shielded = wio_current_task();
	wio_group *group;
	wio_shield_scope *shield;
	GIVES(wio_task_cancel(self, "arrives"), 1);
	GIVES(wio_yield(), WIO_ECANCELED);
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, fails, &two, NULL), 0);
	cancel_in(1, "held");
	int r = wio_sleep(WIO_S(9));
	GIVES(r, WIO_ECANCELED);
	CHECK(input_now() == 2);
	GIVES(wio_group_close(group, r), WIO_EGROUP);
	GIVES(wio_yield(), 0);
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_cancel(group), 1);
	r = wio_yield();
	GIVES(r, WIO_ECANCELED);
	GIVES(wio_group_close(group, r), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_shield_close(shield, 0), 0);
	GIVES(wio_yield(), WIO_ECANCELED);
	GIVES(wio_task_cancelling(self), 2);
	GIVES(wio_task_uncancel(self), 1);
	return wio_task_uncancel(self);
}

CASE(shields_among_scopes)
{
	GIVES(input_run_virtually(times_out_around), 0);
	GIVES(input_run_virtually(times_out_inside), 0);
	GIVES(input_run_virtually(times_out_between), 0);
	GIVES(input_run_virtually(group_around), 0);
	GIVES(input_run_virtually(group_inside), 0);
}

/* ---- interrupts ---- */

static int interrupts(void *unused)
{
	(void)unused;
	return wio_interrupt(NULL);
}

static int interrupt_in(int seconds)
{
	return wio_loop_call_later(wio_get_running_loop(), WIO_S(seconds), interrupts,
	                           NULL, NULL, NULL);
}

static int interrupted_once(void *unused)
{
	(void)unused;
	wio_shield_scope *shield;
	GIVES(wio_shield_open(&shield), 0);
	GIVES(interrupt_in(1), 0);
	GIVES(wio_sleep(WIO_S(3)), 0);
	GIVES(wio_shield_close(shield, 0), 0);
	CHECK(input_now() == 3);
	return wio_yield();
}

static int closed_once;

/* The second ends what runs: the run is left, and its close lets this end. */
static int interrupted_twice(void *unused)
{
	(void)unused;
	wio_shield_scope *shield;
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_interrupt(NULL), 1);
	GIVES(wio_yield(), 0);
	GIVES(wio_interrupt(NULL), 2);
	int r = wio_yield();
	GIVES(r, WIO_EINTERRUPTED);
	GIVES(wio_check_interrupt(), 0);
	closed_once++;
	return wio_shield_close(shield, r);
}

CASE(shields_and_interrupts)
{
	GIVES(input_run_virtually(interrupted_once), WIO_EINTERRUPTED);
	closed_once = 0;
	GIVES(input_run_virtually(interrupted_twice), WIO_EINTERRUPTED);
	CHECK(closed_once == 1);
}
