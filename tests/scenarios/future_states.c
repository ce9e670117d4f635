// SPDX-License-Identifier: MIT
// Scenario: a future's states: pending, with a result, with an error, cancelled; it ends once.
// Clauses: C8 futures
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	trace("done", num(wio_future_done(waited)));
	trace("no result yet", num(wio_future_result(waited) == WIO_ESTATE));
	trace("no error yet", num(wio_future_exception(waited) == WIO_ESTATE));
	wio_future_set_result(waited, 3);
	trace("done", num(wio_future_done(waited)));
	trace("result", num(wio_future_result(waited)));
	trace("error", err(wio_future_error(waited)));
	trace("twice", num(wio_future_set_result(waited, 4) == WIO_ESTATE));
	trace("cancel", num(wio_future_cancel(waited, NULL)));
	wio_future_release(waited);
	wio_future *failed;
	wio_future_new(&failed, NULL);
	wio_future_set_exception(failed, VALUE_ERROR, NULL);
	trace("failed result", exc(wio_future_result(failed)));
	trace("failed error", exc(wio_future_exception(failed)));
	trace("failed cancelled", num(wio_future_cancelled(failed)));
	wio_future_release(failed);
	wio_future *stopped;
	wio_future_new(&stopped, NULL);
	trace("cancel", num(wio_future_cancel(stopped, "no more")));
	trace("cancelled", num(wio_future_cancelled(stopped)));
	int r = wio_future_result(stopped);
	trace("stopped result", exc(r), wio_error_message(wio_last_error()));
	trace("stopped error", exc(wio_future_exception(stopped)));
	trace("again", num(wio_future_cancel(stopped, NULL)));
	wio_future_release(stopped);
	return 0;
}

SCENARIO(future_states)
{
	run(program, NULL);
}
