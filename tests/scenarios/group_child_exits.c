// SPDX-License-Identifier: MIT
// Scenario: a child raises SystemExit: it leaves run() at once; the group ends when the loop runs again, with it bare.
// Clauses: C3 20a, E6.4, A.RUN.13
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(1));
	return r < 0 ? r : wio_exit(6);
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, child, NULL, NULL);
	r = wio_group_close(group, r);
	if (r == WIO_EEXIT) {
		trace("bare", num(wio_error_status(wio_last_error())));
		return 0;
	}
	return r;
}

static int second(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(5));
	if (r < 0)
		return r;
	trace("second main");
	return 0;
}

SCENARIO(group_child_exits)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	trace("status", num(wio_error_status(wio_last_error())));
	wio_runner_run(r, second, NULL, NULL);
	close_runner(r);
}
