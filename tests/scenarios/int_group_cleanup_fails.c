// SPDX-License-Identifier: MIT
// Scenario: an interrupt of a group whose child fails in its cleanup gives ExceptionGroup, not KeyboardInterrupt.
// Clauses: A.INT.19, C3
// Strict: P3 — run returns WIO_EINTERRUPTED with the group's error as its context.
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED) {
		trace("child's cleanup fails");
		return VALUE_ERROR;
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
	r = wio_group_create_task(group, NULL, child, NULL, NULL);
	return wio_group_close(group, r);
}

SCENARIO(int_group_cleanup_fails)
{
	at(2, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
