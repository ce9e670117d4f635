// SPDX-License-Identifier: MIT
// Scenario: an interrupt while close() waits for a task's cleanup ends close(); the loop is closed all the same.
// Clauses: A.INT.29, A.CLOSE.8, A.CLOSE.9
// Strict: P7 — close goes on with its steps and returns WIO_EINTERRUPTED at the end.
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("cleanup");
		int cleanup = wio_sleep(TICKS(50));
		if (cleanup < 0)
			return cleanup;
		trace("never");
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	return wio_sleep(TICKS(1));
}

SCENARIO(int_in_close)
{
	at(5, interrupt, NULL);
	run(program, NULL);
}
