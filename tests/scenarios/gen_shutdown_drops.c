// SPDX-License-Identifier: MIT
// Scenario: tasks start eagerly while a runner with the option asyncio closes: the first generator that is closed drops the second, which is closed as well.
// Clauses: C7, A.AGEN.5
#include "scenario.h"

static wio_generator *kept[2];

static void drop_all(void)
{
	for (int i = 0; i < 2; i++) {
		wio_generator *generator = kept[i];
		kept[i] = NULL;
		wio_generator_release(generator);
	}
}

static int first(void *unused)
{
	(void)unused;
	int r = give(1);
	drop_all();
	trace("first dropped the other");
	return r;
}

static int second(void *unused)
{
	(void)unused;
	int r = give(2);
	trace("closing");
	int slept = wio_sleep(TICKS(1));
	if (slept < 0)
		return slept;
	trace("closed");
	return r;
}

static int program(void *unused)
{
	(void)unused;
	kept[0] = begun(first, NULL);
	kept[1] = begun(second, NULL);
	wio_loop_set_eager_start(wio_get_running_loop(), WIO_START_EAGER);
	return 0;
}

SCENARIO(gen_shutdown_drops)
{
	wio_runner *r;
	if (wio_runner_new(&r, &(wio_runner_options){.asyncio = true}) < 0)
		return;
	wio_runner_run(r, program, NULL, NULL);
	close_runner(r);
	drop_all();
	trace("over");
}
