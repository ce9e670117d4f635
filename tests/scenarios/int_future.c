// SPDX-License-Identifier: MIT
// Scenario: an interrupt while main awaits a future cancels the future too; main's own CancelledError ends the run.
// Clauses: A.INT.8, A.INT.15, B26
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	int r = wio_await(waited, NULL);
	if (r == WIO_ECANCELED)
		trace("future cancelled", num(wio_future_cancelled(waited)));
	wio_future_release(waited);
	return WIO_ECANCELED;
}

SCENARIO(int_future)
{
	at(51, interrupt, NULL);
	wio_runner *r = runner();
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
