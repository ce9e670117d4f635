// SPDX-License-Identifier: MIT
// Scenario: an interrupt while main waits in a group: the child is cancelled and awaited, then KeyboardInterrupt.
// Clauses: A.INT.23, E4
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED) {
		int cleanup = wio_sleep(TICKS(2));
		if (cleanup < 0)
			return cleanup;
		trace("child has cleaned up");
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
	r = wio_group_close(group, r);
	if (r < 0)
		return r;
	trace("never");
	return 0;
}

SCENARIO(int_group)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
