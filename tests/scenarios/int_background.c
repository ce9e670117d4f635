// SPDX-License-Identifier: MIT
// Scenario: an interrupt cancels only main; main may await a background task in its cleanup.
// Clauses: A.INT.7
#include "scenario.h"

static int background(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(6));
	if (r < 0)
		return r;
	trace("background ends in peace");
	return 4;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, background, NULL, NULL);
	int r = wio_sleep(TICKS(20));
	if (r == WIO_ECANCELED) {
		trace("cleanup awaits it");
		trace("result", exc(wio_await(task, NULL)));
	}
	wio_task_release(task);
	return r;
}

SCENARIO(int_background)
{
	at(3, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
