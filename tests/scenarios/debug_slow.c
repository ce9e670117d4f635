// SPDX-License-Identifier: MIT
// Scenario: in debug mode what runs for 100 ms or longer is told, or for as long as is set; a step of a task, and a callback.
// Clauses: A.DEBUG.1, C8 slow callbacks
#include <stdint.h>

#include "scenario.h"

static int computes(void *ticks)
{
	busy((int)(intptr_t)ticks);
	return 0;
}

static int waits(void *unused)
{
	(void)unused;
	busy(40);
	int r = wio_sleep(TICKS(1));
	busy(40);
	return r;
}

static int let_run(wio_fn *fn, int ticks, const char *name)
{
	wio_task *task;
	int r = wio_create_task(&task, fn, (void *)(intptr_t)ticks,
	                        &(wio_task_options){.name = name});
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

static int done(wio_future *future, void *ticks)
{
	(void)future;
	return computes(ticks);
}

static int callbacks(wio_loop *loop)
{
	wio_loop_call_soon(loop, computes, (void *)(intptr_t)9, NULL, NULL);
	wio_loop_call_soon(loop, computes, (void *)(intptr_t)10, NULL, NULL);
	wio_yield();
	wio_future *own;
	int r = wio_future_new(&own, NULL);
	if (r < 0)
		return r;
	wio_future_add_done_callback(own, done, (void *)(intptr_t)20, NULL);
	wio_future_set_result(own, 0);
	r = wio_await(own, NULL);
	wio_future_release(own);
	wio_yield();
	return r;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	let_run(computes, 51, "for_51");
	let_run(computes, 52, "for_52");
	let_run(waits, 0, "waits");
	trace("duration", num(wio_loop_slow_callback_duration(loop) / WIO_MS(1)));
	wio_loop_set_slow_callback_duration(loop, TICKS(10));
	let_run(computes, 9, "for_9");
	let_run(computes, 10, "for_10");
	callbacks(loop);
	trace("not any more");
	wio_loop_set_debug(loop, false);
	let_run(computes, 80, "for_80");
	busy(80);
	wio_yield();
	return 0;
}

SCENARIO(debug_slow)
{
	wio_run_with(program, NULL, &(wio_runner_options){.debug = WIO_ON});
}
