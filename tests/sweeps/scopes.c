// SPDX-License-Identifier: MIT
/* Programs of groups, timeouts and deferred calls. */
#include <string.h>

#include "sweeps.h"

static int sum;

static int adds(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	if (r < 0)
		return r;
	sum += 3;
	return 0;
}

static int add_to(wio_group *group, wio_fn *fn)
{
	return wio_group_create_task(
		group, NULL, fn, token(),
		&(wio_task_options){.arg_free = token_release});
}

/* ---- group: enough members that its room must grow ---- */

static int group(void *unused)
{
	(void)unused;
	wio_group *g;
	int r = wio_group_open(&g);
	if (r < 0)
		return r;
	for (int i = 0; i < 8 && r >= 0; i++)
		r = add_to(g, adds);
	if (r >= 0)
		r = wio_sleep(TICKS(3));
	r = wio_group_close(g, r);
	return r < 0 ? r : sum;
}

PROGRAM(group)
{
	sum = 0;
	run_alone(group);
}

/* ---- group_fails: two errors, one of them without a record ---- */

static int raises(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r < 0)
		return r;
	wio_raise(KEY_ERROR, "before");
	return wio_raise_from(VALUE_ERROR, wio_last_error(), "member %d", 1);
}

static int fails(void *unused)
{
	(void)unused;
	int r = wio_yield();
	return r < 0 ? r : OS_ERROR;
}

static int cleans_up(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(9));
	if (r != WIO_ECANCELED)
		return r;
	int s = wio_sleep(TICKS(1));
	return s < 0 ? s : r;
}

/* Read all of it: nothing in it may be gone. */
static void read_error(const wio_error *error)
{
	char text[1024];
	size_t n = wio_error_format(error, text, sizeof text);
	if (n != strlen(text) + 1 && n <= sizeof text)
		sum = -1;
}

static int group_fails(void *unused)
{
	(void)unused;
	wio_group *g;
	int r = wio_group_open(&g);
	if (r < 0)
		return r;
	r = add_to(g, cleans_up);
	if (r >= 0)
		r = add_to(g, raises);
	if (r >= 0)
		r = add_to(g, fails);
	if (r >= 0)
		r = wio_sleep(TICKS(5));
	r = wio_group_close(g, r);
	const wio_error *error = wio_last_error();
	read_error(error);
	if (r == WIO_EGROUP && wio_error_count(error) == 0)
		return VALUE_ERROR;
	return r;
}

PROGRAM(group_fails)
{
	sum = 0;
	run_alone(group_fails);
}

/* ---- nested_groups: a group that fails in a group whose body fails ---- */

static int inner(void *unused)
{
	(void)unused;
	wio_group *g;
	int r = wio_group_open(&g);
	if (r < 0)
		return r;
	r = add_to(g, raises);
	if (r >= 0)
		r = add_to(g, cleans_up);
	return wio_group_close(g, r);
}

static int nested_groups(void *unused)
{
	(void)unused;
	wio_group *g;
	int r = wio_group_open(&g);
	if (r < 0)
		return r;
	r = add_to(g, inner);
	if (r >= 0)
		r = add_to(g, adds);
	if (r >= 0)
		r = wio_sleep(TICKS(7));
	if (r == WIO_ECANCELED && wio_task_cancelling(wio_current_task()) == 1)
		r = wio_raise(RUNTIME_ERROR, "the body as well");
	r = wio_group_close(g, r);
	read_error(wio_last_error());
	return r;
}

PROGRAM(nested_groups)
{
	sum = 0;
	run_alone(nested_groups);
}

/* ---- timeouts ---- */

static int expires(int64_t delay)
{
	wio_timeout *t;
	int r = wio_timeout_open(&t, delay);
	if (r < 0)
		return r;
	r = wio_sleep(TICKS(10));
	r = wio_timeout_close(t, r);
	return r == WIO_ETIMEDOUT ? 1 : r;
}

static int moved(void)
{
	wio_timeout *outer;
	wio_timeout *t;
	int r = wio_timeout_open(&outer, WIO_FOREVER);
	if (r < 0)
		return r;
	r = wio_timeout_open(&t, TICKS(3));
	if (r == 0) {
		r = wio_timeout_reschedule(t, wio_timeout_when(t) + TICKS(2));
		if (r == 0)
			r = wio_sleep(TICKS(4));
		r = wio_timeout_close(t, r);
	}
	r = wio_timeout_close(outer, r);
	return r < 0 ? r : 1;
}

static int around_group(void)
{
	wio_timeout *t;
	wio_group *g;
	int r = wio_timeout_open(&t, TICKS(2));
	if (r < 0)
		return r;
	r = wio_group_open(&g);
	if (r == 0)
		r = wio_group_close(g, add_to(g, cleans_up));
	r = wio_timeout_close(t, r);
	return r == WIO_ETIMEDOUT ? 1 : r;
}

static int timeouts(void *unused)
{
	(void)unused;
	int n = 0;
	for (int i = 0; i < 5; i++) {
		int r = i == 0   ? expires(TICKS(2))
		        : i == 1 ? expires(0)
		        : i == 2 ? expires(-TICKS(1))
		        : i == 3 ? moved()
		                 : around_group();
		if (r < 0)
			return r;
		n += r;
	}
	return n;
}

PROGRAM(timeouts)
{
	run_alone(timeouts);
}

/* ---- defers ---- */

static int defer(wio_fn *fn)
{
	void *arg = token();
	int r = wio_defer(fn, arg);
	if (r < 0)
		token_release(arg);
	return r;
}

/* Waits before it gives back. */
static int slowly(void *arg)
{
	int r = wio_sleep(TICKS(1));
	token_release(arg);
	return r;
}

static int replaces(void *arg)
{
	token_release(arg);
	return wio_raise(KEY_ERROR, "instead");
}

static int defers_and_fails(void *unused)
{
	(void)unused;
	int r = defer(replaces);
	if (r >= 0)
		r = defer(slowly);
	return r < 0 ? r : VALUE_ERROR;
}

static int undefers(void)
{
	int mark = defer(token_defer);
	if (mark < 0)
		return mark;
	int r = defer(slowly);
	if (r >= 0)
		r = wio_undefer(mark, true);
	if (r < 0)
		return r;
	void *arg = token();
	r = wio_defer(token_defer, arg);
	if (r >= 0)
		r = wio_undefer(r, false);
	token_release(arg);
	return r;
}

static int defers(void *unused)
{
	(void)unused;
	wio_task *task;
	int result;
	int r = defer(slowly);
	if (r >= 0)
		r = defer(token_defer);
	if (r >= 0)
		r = undefers();
	if (r >= 0)
		r = start(&task, defers_and_fails, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, &result);
	wio_task_release(task);
	if (r < 0)
		return r;
	return result == KEY_ERROR ? 4 : result;
}

PROGRAM(defers)
{
	run_alone(defers);
}

/* ---- left_open: the runtime closes what its task did not ---- */

static int leaves_open(void *unused)
{
	(void)unused;
	wio_group *g;
	wio_timeout *t;
	int r = defer(slowly);
	if (r >= 0)
		r = wio_timeout_open(&t, TICKS(30));
	if (r >= 0)
		r = defer(slowly);
	if (r >= 0)
		r = wio_group_open(&g);
	if (r >= 0)
		r = add_to(g, adds);
	return r < 0 ? r : 11;
}

static int left_open(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = start(&task, leaves_open, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	return r < 0 ? r : sum == 3 ? r : VALUE_ERROR;
}

PROGRAM(left_open)
{
	sum = 0;
	run_alone(left_open);
}

/* ---- throws: up to the end of a task, and up to wio_protect ---- */

static int throws_below(void *unused)
{
	int r = leaves_open(unused);
	return wio_throw(r < 0 ? r : KEY_ERROR);
}

static int throws(void *unused)
{
	(void)unused;
	wio_task *task;
	int result;
	int r = start(&task, throws_below, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, &result);
	wio_task_release(task);
	return r < 0 ? r : wio_protect(throws_below, NULL);
}

PROGRAM(throws)
{
	run_alone(throws);
}
