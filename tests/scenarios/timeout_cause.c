// SPDX-License-Identifier: MIT
// Scenario: the TimeoutError names the CancelledError as its cause.
// Clauses: C4
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_timeout *limit;
	int r = wio_timeout_open(&limit, TICKS(2));
	if (r < 0)
		return r;
	r = wio_timeout_close(limit, wio_sleep(TICKS(50)));
	if (r != WIO_ETIMEDOUT)
		return r;
	const wio_error *error = wio_last_error();
	trace("cause", exc(wio_error_code(wio_error_cause(error))));
	trace("context", exc(wio_error_code(wio_error_context(error))));
	return 0;
}

SCENARIO(timeout_cause)
{
	run(program, NULL);
}
