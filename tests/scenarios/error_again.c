// SPDX-License-Identifier: MIT
// Scenario: what except* has left is raised again, and what was kept while something else failed, but not what was dealt with; a group is raised by hand, and a future has an error with its cause.
// Clauses: E6.2, C2
#include "scenario.h"

static int fails(int code, const char *text)
{
	int r = wio_yield();
	return r < 0 ? r : wio_raise(code, "%s", text);
}

static int first(void *text)
{
	return fails(VALUE_ERROR, text);
}

static int second(void *text)
{
	return fails(WIO_ELOOKUP, text);
}

static int handle(void *unused)
{
	(void)unused;
	wio_error *match, *rest;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, first, "1", NULL);
	if (r == 0)
		r = wio_group_create_task(group, NULL, second, "2", NULL);
	if (r == 0)
		r = wio_group_create_task(group, NULL, first, "3", NULL);
	r = wio_group_close(group, r);
	if (r != WIO_EGROUP)
		return r;
	r = wio_error_split(wio_last_error(), VALUE_ERROR, &match, &rest);
	if (r < 0)
		return r;
	trace("match", num(r));
	r = wio_error_raise(rest);
	wio_error_release(match);
	wio_error_release(rest);
	return r;
}

static int keep(void *unused)
{
	(void)unused;
	fails(VALUE_ERROR, "kept");
	wio_error *kept = wio_error_retain(wio_last_error());
	fails(WIO_ELOOKUP, "while it is handled");
	int r = wio_error_raise(kept);
	wio_error_release(kept);
	return r;
}

static int collect(void *unused)
{
	(void)unused;
	const wio_error *errors[2];
	fails(VALUE_ERROR, "4");
	errors[0] = wio_error_retain(wio_last_error());
	fails(WIO_ELOOKUP, "5");
	errors[1] = wio_last_error();
	int r = wio_raise_group(errors, 2, "%s of %s", "two", "two");
	wio_error_release((wio_error *)errors[0]);
	return r;
}

static const char *has_no_context(void)
{
	return num(wio_error_context(wio_last_error()) == NULL);
}

static int after(void *unused)
{
	(void)unused;
	for (int i = 6; i <= 7; i++) {
		fails(VALUE_ERROR, num(i));
		trace("context", has_no_context());
		wio_error_clear();
	}
	return fails(WIO_ELOOKUP, "8");
}

static int fail(wio_fn *fn)
{
	wio_task *task;
	int r = wio_create_task(&task, fn, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

static int set_by_last(void)
{
	wio_future *future;
	int r = wio_future_new(&future, NULL);
	if (r < 0)
		return r;
	wio_raise(WIO_ELOOKUP, "why");
	r = wio_raise_from(VALUE_ERROR, wio_last_error(), "in a future");
	wio_future_set_exception(future, r, NULL);
	r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	if (fail(handle) == WIO_EGROUP) {
		const wio_error *rest = wio_last_error(), *one = wio_error_member(rest, 0);
		trace("rest", num((long long)wio_error_count(rest)), err(one),
		      wio_error_message(one));
	}
	if (fail(keep) == VALUE_ERROR)
		trace("kept", wio_error_message(wio_last_error()));
	if (fail(collect) == WIO_EGROUP) {
		const wio_error *group = wio_last_error();
		trace("group", wio_error_message(group),
		      num((long long)wio_error_count(group)));
		trace("members", err(wio_error_member(group, 0)),
		      err(wio_error_member(group, 1)));
	}
	if (fail(after) == WIO_ELOOKUP)
		trace("after", has_no_context());
	if (set_by_last() == VALUE_ERROR) {
		const wio_error *error = wio_last_error();
		trace("future", wio_error_message(error),
		      wio_error_message(wio_error_cause(error)));
	}
	return 0;
}

SCENARIO(error_again)
{
	run(program, NULL);
}
