// SPDX-License-Identifier: MIT
// Scenario: an interrupt in the code of a task's cleanup during close() ends that task and close().
// Clauses: A.INT.29, A.CLOSE.9
// Strict: P7 — close goes on with its steps and returns WIO_EINTERRUPTED at the end.
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED) {
		trace("cleanup");
		int interrupted = interrupt(NULL);
		if (interrupted < 0)
			return interrupted;
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

SCENARIO(int_in_close_task)
{
	run(program, NULL);
}
