// SPDX-License-Identifier: MIT
// Scenario: a failure in an inner group's child: its group becomes a member of the outer group's error.
// Clauses: C3 13, C3 nested
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : VALUE_ERROR;
}

static int body(wio_group *group)
{
	wio_group_create_task(group, NULL, failing, NULL, NULL);
	return wio_sleep(TICKS(50));
}

static int inner(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	return wio_group_close(group, body(group));
}

static int sibling(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		trace("sibling is cancelled");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_group_create_task(group, NULL, inner, NULL, NULL);
	wio_group_create_task(group, NULL, sibling, NULL, NULL);
	r = wio_group_close(group, 0);
	if (r == WIO_EGROUP) {
		const wio_error *error = wio_last_error();
		const wio_error *member = wio_error_member(error, 0);
		trace("outer members", num((long long)wio_error_count(error)),
		      err(member));
		trace("inner member", err(wio_error_member(member, 0)));
	}
	return 0;
}

SCENARIO(group_nested)
{
	run(program, NULL);
}
