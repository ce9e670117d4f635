// SPDX-License-Identifier: MIT
/*
 * points NAME: check points that the compiler inserted, on hosts that have
 * turns of their own and frames of their own.
 */
#include <stdio.h>
#include <string.h>

#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>

#include "../points/unaware.h"
#include "core/loop.h"
#include "core/trace.h"
#include "wasyncio.h"

/* Call the test. */
EM_JS(int, probe, (const char *what), {
	return globalThis.probe(UTF8ToString(what), Module);
})

/* What tests call. */
EMSCRIPTEN_KEEPALIVE unsigned long compute(void);
EMSCRIPTEN_KEEPALIVE int try_sleep(void);
EMSCRIPTEN_KEEPALIVE int from_outside(void);
EMSCRIPTEN_KEEPALIVE int events(void);
EMSCRIPTEN_KEEPALIVE void stop(void);

unsigned long compute(void)
{
	return (unsigned long)search(1);
}

int try_sleep(void)
{
	return wio_sleep(WIO_MS(1));
}

/* ---- the host's turn ---- */

static int64_t first; /* iteration */
static bool counting;
static int count;     /* of what the loop has done, but for cancelling */
static volatile int stopped;

static void say(const char *what)
{
	const wio_loop *loop = wio_get_running_loop();
	printf("%lld %s\n", (long long)(int64_t)loop->iteration - first, what);
	fflush(stdout);
}

void wio__trace_call(enum wio__event event, wio_task *task, int64_t value)
{
	(void)task;
	(void)value;
	count += counting && event != WIO__EVENT_CANCEL;
}

int events(void)
{
	return count;
}

void stop(void)
{
	stopped = 1;
}

static int call(void *what)
{
	count++;
	say(what);
	return 0;
}

static wio_loop *loop;
static uint64_t ticket;

int from_outside(void)
{
	int r = wio_loop_call_soon_threadsafe(loop, call, "posted", NULL);
	return r < 0 ? r : wio_ticket_complete(ticket, 0);
}

static int computes(void *unused)
{
	(void)unused;
	first = (int64_t)loop->iteration;
	say("computing");
	spin(&stopped);
	say("goes on");
	return 0;
}

static int waits(void *future)
{
	int r = wio_await((wio_future *)future, NULL);
	say("completed");
	return r;
}

/* Of the timers: due while it computes, and not before, on a slow machine either. */
#define UNTIL_DUE WIO_MS(20)

static int sleeps(void *unused)
{
	(void)unused;
	int r = wio_sleep(UNTIL_DUE);
	say(r < 0 ? wio_strerror_name(r) : "slept");
	return r;
}

static int main_of_turns(void *unused)
{
	(void)unused;
	wio_future *future;
	wio_task *task;
	loop = wio_get_running_loop();
	counting = true;
	if (wio_future_new(&future, NULL) < 0 ||
	    wio_future_ticket(future, &ticket) < 0 ||
	    wio_create_task(NULL, waits, future, NULL) < 0 ||
	    wio_create_task(NULL, sleeps, NULL, NULL) < 0 ||
	    wio_create_task(&task, computes, NULL, NULL) < 0 ||
	    wio_loop_call_soon(loop, call, "called soon", NULL, NULL) < 0 ||
	    wio_loop_call_later(loop, UNTIL_DUE, call, "called later", NULL,
	                        NULL) < 0)
		return 1;
	int r = wio_await(task, NULL);
	say(r < 0 ? wio_strerror_name(r) : "awaited");
	for (int i = 0; i < 3; i++)
		wio_yield();
	wio_task_release(task);
	wio_future_release(future);
	counting = false;
	return r;
}

static int turns(void)
{
	return wio_run(main_of_turns, NULL);
}

/* ---- below a frame of the host ---- */

static const char *name(int r)
{
	return r < 0 ? wio_strerror_name(r) : "fine";
}

/* The first interrupt has cancelled its task: the second wait is a wait. */
static int cleans(void *arg)
{
	wio_sleep(WIO_MS(1));
	printf("cleanup of %s: %s\n", (const char *)arg, name(wio_sleep(WIO_MS(1))));
	return 0;
}

static int calls_back(void *how)
{
	char local[8];
	strcpy(local, "a local");
	int r = wio_defer(cleans, local);
	if (r < 0)
		return r;
	probe("call back");
	printf("caught\n");
	if (strcmp(how, "computes") == 0)
		compute();
	r = strcmp(how, "checks") == 0 ? wio_check_interrupt() : wio_yield();
	printf("%s: %s\n", (const char *)how, name(r));
	return r;
}

static int ticks;
static bool main_is_done;

static int ticking(void *unused)
{
	(void)unused;
	int r = 0;
	for (; r == 0; ticks++)
		r = wio_sleep(WIO_MS(1));
	return r;
}

static int main_of_below(void *how)
{
	wio_task *task;
	if (wio_create_task(NULL, ticking, NULL, NULL) < 0 ||
	    wio_create_task(&task, calls_back, how, NULL) < 0)
		return 1;
	int result;
	int r = wio_await(task, &result);
	printf("main: %s, %s\n", name(r), name(result));
	for (const int before = ticks; r == 0 && ticks < before + 3;)
		r = wio_sleep(WIO_MS(1));
	printf("the other goes on\n");
	wio_task_release(task);
	main_is_done = true;
	return r;
}

/* What the run before has left is done in it, too. */
static int again(void *unused)
{
	(void)unused;
	int r = 0;
	while (r == 0 && !main_is_done)
		r = wio_sleep(WIO_MS(1));
	printf("again: %s, below: %s\n", name(r), name(probe("wait")));
	return r;
}

static int below(char *how)
{
	wio_runner *runner;
	if (wio_runner_new(&runner, NULL) < 0)
		return 1;
	int r = wio_runner_run(runner, main_of_below, how, NULL);
	printf("run: %s\n", name(r));
	wio_runner_run(runner, again, NULL, NULL);
	r = wio_runner_close(runner);
	wio_runner_free(runner);
	return r;
}

int main(int argc, char **argv)
{
	return argc < 2 ? 1 : strcmp(argv[1], "turns") == 0 ? turns() : below(argv[1]);
}
