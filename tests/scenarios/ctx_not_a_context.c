// SPDX-License-Identifier: MIT
// Scenario: run(context=) with something that is no context.
// Clauses: A.CTX.5
// Deviation: P1 — run returns WIO_EINVAL at once; the runner stays usable.
#include "scenario.h"

static int program(void *unused)
{
	(void)unused;
	trace("runs");
	return 0;
}

SCENARIO(ctx_not_a_context)
{
	wio_runner *r = runner();
	/* The wrong handle, as only a cast lets it through. */
	int refused = wio_runner_run(
		r, program, NULL, &(wio_task_options){.context = (wio_context *)r});
	trace("refused", num(refused == WIO_EINVAL));
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
}
