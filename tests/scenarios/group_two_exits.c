// SPDX-License-Identifier: MIT
// Scenario: a child exits, and then, while the runner closes, the body of its group does: the first of them counts.
// Clauses: C3 19, E6.4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	return wio_exit(3);
}

static int body(wio_group *group)
{
	int r = wio_group_create_task(group, NULL, child, NULL, NULL);
	if (r < 0)
		return r;
	if (wio_yield() == WIO_ECANCELED)
		trace("by the close");
	r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("by the group");
		return WIO_EINTERRUPTED;
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	return r < 0 ? r : wio_group_close(group, body(group));
}

SCENARIO(group_two_exits)
{
	wio_runner *r = runner();
	int result = wio_runner_run(r, program, NULL, NULL);
	trace("run gave", exc(result), num(wio_error_status(wio_last_error())));
	result = wio_runner_close(r);
	trace("close gave", exc(result), num(wio_error_status(wio_last_error())));
	wio_runner_free(r);
}
