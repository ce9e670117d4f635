// SPDX-License-Identifier: MIT
/* Time that goes by at once, by the test kit. */
#include "input.h"
#include "wasyncio_test.h"

int input_run_virtually(wio_fn *fn)
{
	wio_test_clock_start();
	int r = input_run(fn);
	wio_test_clock_stop();
	return r;
}

int input_now(void)
{
	return (int)(wio_test_clock_now() / WIO_S(1));
}

CASE(event_that_is_none)
{
	REFUSED(wio_test_at(0, NULL, NULL), WIO_EINVAL, "event is NULL");
	STARVES(wio_test_at(0, input_nothing, NULL));
}
