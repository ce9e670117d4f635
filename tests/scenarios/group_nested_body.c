// SPDX-License-Identifier: MIT
// Scenario: groups nested in one task: the outer one's child fails, both are taken down.
// Clauses: C3 14
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : VALUE_ERROR;
}

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("inner group's child is cancelled");
	return r;
}

static int body(wio_group *outer)
{
	wio_group_create_task(outer, NULL, failing, NULL, NULL);
	wio_group *inner;
	int r = wio_group_open(&inner);
	if (r < 0)
		return r;
	wio_group_create_task(inner, NULL, child, NULL, NULL);
	r = wio_group_close(inner, 0);
	if (r < 0)
		return r;
	trace("never");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *outer;
	int r = wio_group_open(&outer);
	if (r < 0)
		return r;
	r = wio_group_close(outer, body(outer));
	if (r == WIO_EGROUP) {
		const wio_error *error = wio_last_error();
		trace("members", num((long long)wio_error_count(error)),
		      err(wio_error_member(error, 0)));
	}
	trace("requests", num(wio_task_cancelling(wio_current_task())));
	return 0;
}

SCENARIO(group_nested_body)
{
	run(program, NULL);
}
