// SPDX-License-Identifier: MIT
// Scenario: a task made while close() cancels is neither cancelled nor awaited: dropped pending, and reported.
// Clauses: A.CLOSE.5
// Strict: P8 — close cancels again until no task is left: the new one cleans up too.
#include "scenario.h"

static int spawned(void *unused)
{
	(void)unused;
	trace("spawned starts");
	int r = wio_sleep(TICKS(50));
	trace("spawned ends");
	return r;
}

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		spawn(spawned, NULL, NULL);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_spawned)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
