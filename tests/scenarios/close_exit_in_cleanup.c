// SPDX-License-Identifier: MIT
// Scenario: a leftover task raises SystemExit in its cleanup: it comes out of close().
// Clauses: A.CLOSE.9
// Strict: P7 — close goes on with its steps and returns WIO_EEXIT at the end.
#include "scenario.h"

static int leftover(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	if (r == WIO_ECANCELED)
		return wio_exit(5);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(leftover, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_exit_in_cleanup)
{
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	if (wio_runner_close(r) == WIO_EEXIT)
		trace("status", num(wio_error_status(wio_last_error())));
	wio_runner_free(r);
}
