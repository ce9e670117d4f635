// SPDX-License-Identifier: MIT
// Scenario: a future with an error is let go and nobody looked: reported; one that was looked at is not.
// Clauses: C8 never retrieved
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	wio_future *waited;
	wio_future_new(&waited, NULL);
	wio_future_set_exception(waited, VALUE_ERROR, NULL);
	trace("letting it go");
	wio_future_release(waited);
	trace("gone");
	wio_future_new(&waited, NULL);
	wio_future_set_exception(waited, VALUE_ERROR, NULL);
	trace("looked", exc(wio_future_exception(waited)));
	wio_future_release(waited);
	trace("gone too");
	return 0;
}

SCENARIO(future_never_retrieved)
{
	run(program, NULL);
}
