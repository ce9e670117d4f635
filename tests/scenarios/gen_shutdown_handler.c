// SPDX-License-Identifier: MIT
// Scenario: two generators fail while a runner closes; the exception handler interrupts, and is told of no more.
// Clauses: A.AGEN.6, A.RUN.13
#include "scenario.h"

static wio_generator *kept[2];

static int numbers(void *unused)
{
	(void)unused;
	int r = give(1);
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	return r < 0 ? VALUE_ERROR : 0;
}

static int handler(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	trace("handler", exc(report->code));
	return WIO_EINTERRUPTED;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), handler, NULL);
	kept[0] = begun(numbers, NULL);
	kept[1] = begun(numbers, NULL);
	return 0;
}

SCENARIO(gen_shutdown_handler)
{
	wio_runner *r;
	if (wio_runner_new(&r, &(wio_runner_options){.asyncio = true}) < 0)
		return;
	wio_runner_run(r, program, NULL, NULL);
	trace("closed", exc(close_runner(r)));
	for (int i = 0; i < 2; i++) {
		wio_generator_release(kept[i]);
		kept[i] = NULL;
	}
}
