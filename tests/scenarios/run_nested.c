// SPDX-License-Identifier: MIT
// Scenario: no runner runs, and no loop runs, inside a running loop; the outer run goes on.
// Clauses: A.RUN.10, A.FN.1, B5, B24
#include "scenario.h"

static int inner(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int program(void *arg)
{
	wio_runner *own = arg;
	wio_runner *other = runner();
	int r = wio_runner_run(own, inner, NULL, NULL);
	trace("same runner", num(r == WIO_ERUNNING));
	r = wio_runner_run(other, inner, NULL, NULL);
	trace("other runner", num(r == WIO_ERUNNING));
	wio_loop *loop;
	r = wio_loop_new(&loop);
	if (r < 0)
		return r;
	r = wio_loop_run_forever(loop);
	trace("other loop", num(r == WIO_ERUNNING));
	r = wio_loop_run_forever(wio_get_running_loop());
	trace("own loop", num(r == WIO_ERUNNING));
	wio_loop_close(loop);
	wio_loop_release(loop);
	close_runner(other);
	wio_yield();
	return 4;
}

SCENARIO(run_nested)
{
	wio_runner *r = runner();
	trace("result", exc(wio_runner_run(r, program, r, NULL)));
	close_runner(r);
}
