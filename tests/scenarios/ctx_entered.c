// SPDX-License-Identifier: MIT
// Scenario: run(context=) with a context that is entered at the moment.
// Clauses: A.CTX.5
// Deviation: P2 — run returns WIO_EENTERED at once; the runner stays usable.
#include "scenario.h"

static wio_runner *r;

static int program(void *unused)
{
	(void)unused;
	trace("runs");
	return 0;
}

static int inside(void *context)
{
	int refused = wio_runner_run(r, program, NULL,
	                             &(wio_task_options){.context = context});
	trace("refused", num(refused == WIO_EENTERED));
	wio_runner_run(r, program, NULL, NULL);
	return 0;
}

SCENARIO(ctx_entered)
{
	r = runner();
	wio_context *context;
	wio_context_copy(&context, NULL);
	wio_context_run(context, inside, context);
	close_runner(r);
	wio_context_release(context);
}
