// SPDX-License-Identifier: MIT
// Scenario: a group that is shutting down takes no more children.
// Clauses: C3 misuse, E6.6
#include "scenario.h"

static int failing(void *unused)
{
	(void)unused;
	return VALUE_ERROR;
}

static int late(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int stubborn(void *arg)
{
	wio_group *group = arg;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		int refused = wio_group_create_task(group, NULL, late, NULL, NULL);
		trace("refused", num(refused == WIO_ESTATE));
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	wio_group_create_task(group, NULL, stubborn, group, NULL);
	wio_group_create_task(group, NULL, failing, NULL, NULL);
	r = wio_group_close(group, 0);
	if (r == WIO_EGROUP)
		trace("members", num((long long)wio_error_count(wio_last_error())));
	return 0;
}

SCENARIO(group_shutting_down)
{
	run(program, NULL);
}
