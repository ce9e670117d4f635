// SPDX-License-Identifier: MIT
// Scenario: a task awaits a future of another loop: it is told so in its next step; one that is done it may look at.
// Clauses: C2, E2.2
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop;
	wio_future *waited;
	wio_loop_new(&loop);
	wio_future_new(&waited, loop);
	if (wio_await(waited, NULL) == WIO_EOTHERLOOP)
		trace("refused");
	wio_future_set_result(waited, 3);
	trace("result", num(wio_await(waited, NULL)));
	wio_future_release(waited);
	wio_future_new(&waited, loop);
	wio_task_cancel(wio_current_task(), "early");
	if (wio_await(waited, NULL) == WIO_ECANCELED)
		trace("cancelled", why(wio_last_error()));
	trace("untouched", num(wio_future_cancelled(waited)));
	wio_future_cancel(waited, "theirs");
	if (wio_await(waited, NULL) == WIO_ECANCELED)
		trace("theirs", why(wio_last_error()));
	wio_future_release(waited);
	wio_loop_close(loop);
	wio_loop_release(loop);
	return 0;
}

SCENARIO(await_other_loop)
{
	run(program, NULL);
}
