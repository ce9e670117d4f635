// SPDX-License-Identifier: MIT
// Scenario: two children fail in one iteration: both are members, in order of completion.
// Clauses: E6.2, C3 04
#include "scenario.h"

static int first(void *unused)
{
	(void)unused;
	int r = wio_yield();
	return r < 0 ? r : WIO_ELOOKUP;
}

static int second(void *unused)
{
	(void)unused;
	return VALUE_ERROR;
}

static int third(void *unused)
{
	(void)unused;
	int r = wio_yield();
	return r < 0 ? r : ZERO_DIVISION_ERROR;
}

static int body(wio_group *group)
{
	wio_group_create_task(group, NULL, first, NULL, NULL);
	wio_group_create_task(group, NULL, third, NULL, NULL);
	int r = wio_yield();
	if (r < 0)
		return r;
	return wio_group_create_task(group, NULL, second, NULL, NULL);
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_close(group, body(group));
	if (r == WIO_EGROUP) {
		const wio_error *error = wio_last_error();
		for (size_t i = 0; i < wio_error_count(error); i++)
			trace("member", err(wio_error_member(error, i)));
	}
	return 0;
}

SCENARIO(group_two_fail)
{
	run(program, NULL);
}
