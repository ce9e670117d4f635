// SPDX-License-Identifier: MIT
/* Programs in which much is cancelled, or fails. */
#include "sweeps.h"

/* ---- storm: a ring of tasks, each cancelled by the one before ---- */

enum { RING = 6 };

static wio_task *ring[RING];

struct place {
	int index;
	void *token;
};

static void place_free(void *place)
{
	token_release(((struct place *)place)->token);
}

static int cancels_next(void *arg)
{
	const struct place *place = arg;
	for (int round = 0; round < 2; round++) {
		int r = wio_sleep(TICKS(5 + place->index));
		if (r == WIO_ECANCELED && round == 0) {
			wio_task *next = ring[(place->index + 1) % RING];
			wio_task_uncancel(wio_current_task());
			if (next)
				wio_task_cancel(next, place->index % 2 ? "go on" : NULL);
		} else if (r < 0) {
			return r;
		}
	}
	return 1;
}

static int release_ring(void *token)
{
	for (int i = 0; i < RING; i++) {
		wio_task_release(ring[i]);
		ring[i] = NULL;
	}
	token_release(token);
	return 0;
}

static int start_ring(void)
{
	int r = 0;
	for (int i = 0; i < RING && r == 0; i++) {
		const struct place place = {i, token()};
		const wio_task_options options = {.arg_size = sizeof place,
		                                  .arg_free = place_free};
		r = wio_create_task(&ring[i], cancels_next, (void *)(uintptr_t)&place,
		                    &options);
	}
	return r;
}

static int storm(void *unused)
{
	(void)unused;
	int n = 0;
	void *arg = token();
	int r = wio_defer(release_ring, arg);
	if (r < 0) {
		token_release(arg);
		return r;
	}
	r = start_ring();
	if (r == 0)
		r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	wio_task_cancel(ring[0], "begin");
	for (int i = 0; i < RING; i++) {
		int result;
		r = wio_await(ring[i], &result);
		if (r < 0)
			return r;
		if (result < 0 && result != WIO_ECANCELED)
			return result;
		n++;
	}
	return n;
}

PROGRAM(storm)
{
	for (int i = 0; i < RING; i++)
		ring[i] = NULL;
	run_alone(storm);
}

/* ---- chain: each waits for the next; cancelled as a whole from a small
 * stack ---- */

enum { LINKS = 60, SMALL = 4096 };

static int links;

static int next_link(void *unused)
{
	(void)unused;
	wio_task *task;
	if (++links == LINKS)
		return wio_sleep(TICKS(90));
	int r = start(&task, next_link, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

static void release_task(void *task)
{
	wio_task_release(task);
}

static int cancels(void *task)
{
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : wio_task_cancel(task, "the whole of it");
}

static int chain(void *unused)
{
	(void)unused;
	wio_task *task;
	int result;
	int r = start(&task, next_link, NULL);
	if (r < 0)
		return r;
	r = wio_create_task(
		NULL, cancels, wio_task_retain(task),
		&(wio_task_options){.stack_size = SMALL, .arg_free = release_task});
	if (r == 0)
		r = wio_await(task, &result);
	wio_task_release(task);
	if (r < 0)
		return r;
	/* A result: there was no memory to cancel it. */
	return result == WIO_ECANCELED ? links : WIO_ENOMEM;
}

PROGRAM(chain)
{
	links = 0;
	run_alone(chain);
}

/* ---- knot: two tasks that wait for each other ---- */

static wio_task *knot[2];

static int ties(void *unused)
{
	(void)unused;
	wio_task *other = knot[knot[0] == wio_current_task()];
	return other ? wio_await(other, NULL) : 0;
}

static int makes_knot(void *unused)
{
	(void)unused;
	int r = start(&knot[0], ties, NULL);
	if (r == 0)
		r = start(&knot[1], ties, NULL);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	/* Done already: there was no memory to wait. */
	if (r == 0 && (r = wio_task_cancel(knot[1], NULL)) == 0)
		r = WIO_ENOMEM;
	for (int i = 0; i < 2; i++) {
		wio_task_release(knot[i]);
		knot[i] = NULL;
	}
	return r;
}

PROGRAM(knot)
{
	run_alone(makes_knot);
}

/* ---- cleanups: they wait, and get to their end ---- */

static int cleans_up(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r != WIO_ECANCELED)
		return r;
	cleanup_begins();
	int s = wio_sleep(TICKS(3));
	if (s == 0 || s == WIO_EINTERRUPTED)
		cleanup_ends();
	return s < 0 ? s : r;
}

static int body(wio_group *group)
{
	const wio_task_options options = {.arg_free = token_release};
	int r = 0;
	for (int i = 0; i < 3 && r == 0; i++)
		r = wio_group_create_task(group, NULL, cleans_up, token(), &options);
	return r < 0 ? r : wio_sleep(TICKS(20));
}

static int cleanups(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	wio_group *group;
	int r = start(NULL, cleans_up, "left");
	if (r == 0)
		r = wio_timeout_open(&timeout, TICKS(4));
	if (r < 0)
		return r;
	r = wio_group_open(&group);
	if (r == 0)
		r = wio_group_close(group, body(group));
	return wio_timeout_close(timeout, r);
}

PROGRAM(cleanups)
{
	run_alone(cleanups);
}

/* ---- shields: what a cancel does not cut short, and what is opened in it ---- */

static int rolls_back(void *unused)
{
	(void)unused;
	wio_shield_scope *shield;
	wio_timeout *timeout;
	int r = wio_sleep(TICKS(20));
	if (r >= 0 || wio_shield_open(&shield) < 0)
		return r;
	cleanup_begins();
	int s = wio_sleep(TICKS(3));
	if (s == 0 || s == WIO_EINTERRUPTED)
		cleanup_ends();
	if (s == 0 && (s = wio_timeout_open(&timeout, TICKS(2))) == 0) {
		s = wio_timeout_close(timeout, wio_sleep(TICKS(9)));
		if (s == WIO_ETIMEDOUT)
			s = 0;
	}
	return wio_shield_close(shield, s < 0 ? s : r);
}

static int shields(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	wio_group *g;
	const wio_task_options options = {.arg_free = token_release};
	int r = wio_timeout_open(&timeout, TICKS(4));
	if (r < 0)
		return r;
	r = wio_group_open(&g);
	if (r == 0) {
		for (int i = 0; i < 2 && r == 0; i++)
			r = wio_group_create_task(g, NULL, rolls_back, token(), &options);
		/* Left open when it is cut short: its end closes it. */
		r = wio_group_close(g, r < 0 ? r : rolls_back(NULL));
	}
	return wio_timeout_close(timeout, r);
}

PROGRAM(shields)
{
	run_alone(shields);
}

/* ---- kept: no cancel is lost, none is taken for something else ---- */

static int sleeper(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(9));
}

/* A wait that could not begin has taken nothing: the next one is told. */
static int told(int first)
{
	int r = first == WIO_ENOMEM ? wio_yield() : first;
	if (r != WIO_ECANCELED)
		return r == WIO_ENOMEM ? r : VALUE_ERROR;
	return wio_task_uncancel(wio_current_task()) > 0 ? r : 1;
}

static int kept_sleep(void *unused)
{
	(void)unused;
	wio_task_cancel(wio_current_task(), "before a sleep");
	return told(wio_sleep(TICKS(2)));
}

static int kept_await(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = start(&task, sleeper, NULL);
	if (r < 0)
		return r;
	wio_task_cancel(wio_current_task(), "before an await");
	r = told(wio_await(task, NULL));
	wio_task_release(task);
	return r;
}

/* That the other one was cancelled is our own cancel, not its result. */
static int kept_apart(void *unused)
{
	(void)unused;
	wio_task *task;
	int result;
	int r = start(&task, sleeper, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, &result);
	wio_task_release(task);
	if (r == 0 && result == WIO_ENOMEM)
		return result;
	if (r != WIO_ECANCELED)
		return r < 0 ? r : VALUE_ERROR;
	return wio_task_uncancel(wio_current_task()) > 0 ? r : 1;
}

static int kept(void *unused)
{
	(void)unused;
	wio_fn *const all[] = {kept_sleep, kept_await, kept_apart};
	int sum = 0;
	for (int i = 0; i < 3; i++) {
		wio_task *task;
		int r = start(&task, all[i], NULL);
		if (r < 0)
			return r;
		if (all[i] == kept_apart && (r = wio_sleep(TICKS(1))) == 0)
			wio_task_cancel(task, NULL);
		if (r == 0)
			r = wio_await(task, NULL);
		wio_task_release(task);
		if (r < 0)
			return r;
		sum += r;
	}
	return sum;
}

PROGRAM(kept)
{
	run_alone(kept);
}

/* ---- errors: records that hold each other ---- */

static int errors(void *unused)
{
	(void)unused;
	char text[64];
	wio_error *kept = NULL;
	for (int i = 0; i < 12; i++) {
		wio_raise(KEY_ERROR, "number %d of a long chain", i);
		if (i == 9)
			kept = wio_error_retain(wio_last_error());
		int r = wio_yield();
		if (r < 0) {
			wio_error_release(kept);
			return r;
		}
	}
	wio_raise_from(VALUE_ERROR, kept, "%s: %x", "its cause", 255);
	wio_error_release(kept);
	wio_error_format(wio_last_error(), text, sizeof text);
	return VALUE_ERROR;
}

PROGRAM(errors)
{
	run_alone(errors);
}

/* ---- exits: a child ends the run, others clean up ---- */

static int exit_now(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(2));
	return r < 0 ? r : wio_exit(3);
}

static int exits(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = start(NULL, cleans_up, NULL);
	if (r == 0)
		r = start(&task, exit_now, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

PROGRAM(exits)
{
	run_alone(exits);
}
