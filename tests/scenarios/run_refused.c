// SPDX-License-Identifier: MIT
// Scenario: a refused run: when what was handed in is given back.
// Clauses: A.RUN.4, A.STATE.5
// Deviation: P10 — the argument of a refused run is given back at once (its arg_free is called), nothing is reported.
#include "scenario.h"

static void give_back(void *unused)
{
	(void)unused;
	trace("argument given back");
}

static int program(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

SCENARIO(run_refused)
{
	wio_runner *r = runner();
	wio_loop *loop;
	wio_runner_get_loop(r, &loop);
	wio_runner_close(r);
	int refused = wio_runner_run(r, program, NULL,
	                             &(wio_task_options){.arg_free = give_back});
	trace("refused", num(refused == WIO_ECLOSED));
	trace("after it");
	wio_runner_free(r);
}
