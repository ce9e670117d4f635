// SPDX-License-Identifier: MIT
// Scenario: a leftover task raises KeyboardInterrupt in its cleanup: it comes out of close(), the loop is closed.
// Clauses: A.CLOSE.9, A.CLOSE.8
// Strict: P7 — close goes on with its steps and returns WIO_EINTERRUPTED at the end.
#include "scenario.h"

static int raising(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	return r == WIO_ECANCELED ? WIO_EINTERRUPTED : r;
}

static int other(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(60));
	if (r == WIO_ECANCELED) {
		trace("other cleans up");
		int slept = wio_sleep(TICKS(1));
		if (slept < 0)
			return slept;
		trace("other has cleaned up");
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	spawn(raising, NULL, NULL);
	spawn(other, NULL, NULL);
	wio_sleep(TICKS(1));
	return 0;
}

SCENARIO(close_interrupted_cleanup)
{
	wio_runner *r = runner();
	wio_loop *loop;
	wio_runner_get_loop(r, &loop);
	wio_loop_retain(loop);
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
	trace("loop closed", num(wio_loop_is_closed(loop)));
	wio_loop_release(loop);
}
