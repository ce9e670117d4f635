// SPDX-License-Identifier: MIT
// Scenario: what one run leaves behind moves on only while another run is active.
// Clauses: A.RUN.12
#include "scenario.h"

static int timer(void *unused)
{
	(void)unused;
	trace("timer", num(now()));
	return 0;
}

static int background(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(2));
	trace("background", num(now()));
	wio_sleep(TICKS(20));
	trace("background again", num(now()));
	return 0;
}

static int starting(void *unused)
{
	(void)unused;
	spawn(background, NULL, NULL);
	wio_loop_call_later(wio_get_running_loop(), TICKS(15), timer, NULL, NULL,
	                    NULL);
	wio_sleep(TICKS(5));
	return 1;
}

static int going_on(void *unused)
{
	(void)unused;
	wio_sleep(TICKS(30));
	return 2;
}

SCENARIO(run_twice)
{
	wio_runner *r = runner();
	trace("first", exc(wio_runner_run(r, starting, NULL, NULL)));
	trace("between", num(now()));
	trace("second", exc(wio_runner_run(r, going_on, NULL, NULL)));
	close_runner(r);
}
