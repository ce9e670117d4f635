// SPDX-License-Identifier: MIT
/*
 * runs WHAT...: one run after the other.  alone: for what nobody completes; loop:
 * for nothing, without a runner; sleep; outside: for what JavaScript completes by
 * act; call: JavaScript's.
 */
#include <stdio.h>
#include <string.h>

#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>

#include "wasyncio.h"

EMSCRIPTEN_KEEPALIVE int act(void);
EM_JS(void, probe, (void), { globalThis.probe(); })

static wio_future *future;

int act(void)
{
	return future ? wio_future_set_result(future, 7) : WIO_ESTALE;
}

static int waits(void *unused)
{
	(void)unused;
	int r = wio_future_new(&future, NULL);
	if (r < 0)
		return r;
	r = wio_await_future(future, NULL);
	wio_future_release(future);
	future = NULL;
	return r;
}

static int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_MS(2));
}

static int calls(void *unused)
{
	(void)unused;
	probe();
	return 0;
}

static int run(wio_fn *fn)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0)
		return r;
	r = wio_runner_run(runner, fn, NULL, NULL);
	wio_runner_close(runner);
	wio_runner_free(runner);
	return r;
}

static int run_loop(void)
{
	wio_loop *loop;
	int r = wio_loop_new(&loop);
	if (r < 0)
		return r;
	r = wio_loop_run_forever(loop);
	wio_loop_close(loop);
	wio_loop_release(loop);
	return r;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char *what = argv[i];
		int r = strcmp(what, "loop") == 0    ? run_loop()
		        : strcmp(what, "sleep") == 0 ? run(sleeps)
		        : strcmp(what, "call") == 0  ? run(calls)
		                                     : run(waits);
		printf("%s: %s\n", what,
		       r == WIO_EDEADLK ? "WIO_EDEADLK" : r < 0 ? "fails" : "fine");
	}
	return 3;
}
