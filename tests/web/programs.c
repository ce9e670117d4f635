// SPDX-License-Identifier: MIT
/* programs NAME [ARGUMENT...]: plays the small program of that name. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>

#include "wasyncio.h"

/* Call the test. */
EM_JS(int, given, (void), { return Module['given'] ? Module['given']() : -1; })

EM_JS(int, probe, (const char *what), {
	return globalThis.probe(UTF8ToString(what), Module);
})

/* What probes call back. */
EMSCRIPTEN_KEEPALIVE int try_sleep(void);
EMSCRIPTEN_KEEPALIVE int try_run(void);
EMSCRIPTEN_KEEPALIVE int try_grow(void);
EMSCRIPTEN_KEEPALIVE int try_throw(bool aborts);
EMSCRIPTEN_KEEPALIVE int complete(int result);
EMSCRIPTEN_KEEPALIVE int ticks(void);
EMSCRIPTEN_KEEPALIVE void quit(int status);
EMSCRIPTEN_KEEPALIVE void nudge(int times);

static void say(const char *text)
{
	puts(text);
	fflush(stdout);
}

/* Sleeps, says how that ended, and hands it on. */
static int nap(int64_t delay, const char *name)
{
	int r = wio_sleep(delay);
	printf("%s: %s\n", name, r < 0 ? wio_strerror_name(r) : "slept");
	fflush(stdout);
	return r;
}

/* ---- waiting ---- */

static int sleeps(void *unused)
{
	(void)unused;
	int64_t before = wio_loop_time(wio_get_running_loop());
	say("sleeping");
	int r = nap(WIO_MS(20), "main");
	int64_t took = wio_loop_time(wio_get_running_loop()) - before;
	return r < 0 ? r : took >= WIO_MS(20) ? 7 : 8;
}

static int child(void *unused)
{
	(void)unused;
	return nap(WIO_S(1000), "child");
}

static int cancels(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = wio_create_task(&task, child, NULL, NULL);
	if (r < 0)
		return r;
	wio_yield();
	wio_task_cancel(task, NULL);
	int result;
	r = wio_await_task(task, &result);
	printf("awaited: %d %s\n", r, wio_strerror_name(result));
	wio_task_release(task);
	return r;
}

/* Two interrupts: one for the work, one for its cleanup. */
static int stubborn(void *unused)
{
	(void)unused;
	say("working");
	int r = nap(WIO_S(1000), "work");
	if (r == WIO_ECANCELED)
		r = nap(WIO_S(1000), "cleanup");
	return r;
}

/* One interrupt cancels what would go on for ever otherwise. */
static int sleeps_long(void *unused)
{
	(void)unused;
	say("working");
	return nap(WIO_S(1000), "work");
}

/* ---- a loop without waits ---- */

static int beats;

static int heart(void *unused)
{
	(void)unused;
	for (int r = 0; r == 0; beats++)
		r = wio_sleep(WIO_MS(1));
	return 0;
}

static int computes(void *unused)
{
	(void)unused;
	int r = wio_create_task(NULL, heart, NULL, NULL);
	if (r < 0)
		return r;
	wio_sleep(WIO_MS(5));
	int before = beats;
	say("computing");
	double x = 1;
	while ((r = wio_check_interrupt()) == 0)
		x = x / 2 + 1;
	printf("%s, beats: %d\n", wio_strerror_name(r), beats - before);
	return x > 0 ? r : 0;
}

static int computes_alone(void *unused)
{
	(void)unused;
	say("computing");
	volatile double x = 1;
	while (wio_check_interrupt() == 0)
		x = x / 2 + 1;
	return 0;
}

/* First as fast as can be, then a millisecond in each iteration. */
static int slows_down(void *unused)
{
	(void)unused;
	int r = 0;
	for (int i = 0; r == 0 && i < 300000; i++)
		r = wio_yield();
	say("slow");
	while (r == 0) {
		int64_t end = wio_loop_time(wio_get_running_loop()) + WIO_MS(1);
		while (wio_loop_time(wio_get_running_loop()) < end)
			;
		r = wio_yield();
	}
	return r;
}

static int spins(void *unused)
{
	(void)unused;
	say("spinning");
	int r = 0;
	while (r == 0)
		r = wio_yield();
	printf("%s\n", wio_strerror_name(r));
	return r;
}

/* ---- interrupts of special moments ---- */

static int interrupts(void *unused)
{
	(void)unused;
	return probe("interrupt");
}

static int never_starts(void *unused)
{
	(void)unused;
	say("started");
	return 0;
}

static int listens(void *unused)
{
	(void)unused;
	printf("%d\n", probe("listeners"));
	return 0;
}

static int run_between_listeners(void)
{
	listens(NULL);
	wio_run(listens, NULL);
	listens(NULL);
	wio_run(listens, NULL);
	return listens(NULL);
}

/* A callback that comes before the first step of the main task. */
static int run_before_first_step(void)
{
	wio_runner *runner;
	wio_loop *loop;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0 || (r = wio_runner_get_loop(runner, &loop)) < 0)
		return 2;
	wio_loop_call_soon(loop, interrupts, NULL, NULL, NULL);
	r = wio_runner_run(runner, never_starts, NULL, NULL);
	printf("run: %s\n", wio_strerror_name(r));
	wio_runner_close(runner);
	wio_runner_free(runner);
	return 0;
}

static int ends_without_close(void)
{
	wio_runner *runner;
	if (wio_runner_new(&runner, NULL) < 0)
		return 2;
	wio_loop *loop;
	wio_runner_get_loop(runner, &loop);
	wio_loop_create_task(loop, NULL, child, NULL, NULL);
	printf("run: %d\n", wio_runner_run(runner, sleeps, NULL, NULL));
	return 4;
}

/* ---- below a host frame ---- */

static int sleeps_below(void *unused)
{
	(void)unused;
	printf("below: %s\n", wio_strerror_name(probe("below")));
	int r = nap(WIO_MS(1), "above");
	printf("below: %s\n", wio_strerror_name(probe("below")));
	return r;
}

int try_sleep(void)
{
	return wio_sleep(WIO_MS(1));
}

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

int try_run(void)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0)
		return r;
	r = wio_runner_run(runner, nothing, NULL, NULL);
	wio_runner_free(runner);
	return r;
}

/* More than what is left of the memory, and of what one growth adds. */
int try_grow(void)
{
	size_t before = __builtin_wasm_memory_size(0);
	char *volatile block = malloc(48 << 20);
	if (!block)
		return -1;
	bool grown = __builtin_wasm_memory_size(0) > before;
	free(block);
	return grown;
}

static int grows(void *unused)
{
	(void)unused;
	printf("grew below: %d\n", probe("grow"));
	int r = nap(WIO_MS(1), "main");
	printf("below: %s\n", wio_strerror_name(probe("below")));
	return r;
}

/* ---- ends ---- */

static void at_exit(void)
{
	printf("at exit, no newline");
}

static int exits(void *unused)
{
	(void)unused;
	atexit(at_exit);
	wio_create_task(NULL, child, NULL, NULL);
	wio_yield();
	exit(5);
}

static int asks_to_exit(void *unused)
{
	(void)unused;
	atexit(at_exit);
	return wio_exit(6);
}

static int traps(void *unused)
{
	(void)unused;
	say("trapping");
	wio_yield();
	__builtin_trap();
}

static int throws(void *unused)
{
	(void)unused;
	return probe("throw");
}

int try_throw(bool aborts)
{
	if (aborts)
		abort();
	return wio_throw(WIO_EUSER);
}

/* The test catches it, or does not; other tasks run before this ends. */
static int throws_below(void *what)
{
	int r = probe(what);
	return wio_yield() < 0 ? -1 : r;
}

static int returns_four(void *unused)
{
	(void)unused;
	return wio_yield() < 0 ? -1 : 4;
}

static const struct thrower {
	const char *what;
	wio_fn *fn;
	bool protect;
} throwers[] = {
    {"catch", throws_below, false}, {"catch", throws_below, true},
    {"", returns_four, true},       {"", returns_four, false},
    {"pass", throws_below, true},   {"pass", throws_below, false},
    {"", returns_four, true},       {"catch", throws_below, true},
};

static int thrower(void *arg)
{
	const struct thrower *t = arg;
	void *what = (void *)(uintptr_t)t->what;
	return t->protect ? wio_protect(t->fn, what) : t->fn(what);
}

static int throws_held(void *unused)
{
	enum { N = sizeof throwers / sizeof *throwers };
	(void)unused;
	wio_task *tasks[N];
	for (int i = 0; i < N; i++)
		if (wio_create_task(&tasks[i], thrower, (void *)(uintptr_t)&throwers[i],
		                    NULL) < 0)
			return 1;
	for (int i = 0; i < N; i++) {
		int result = 0;
		wio_await(tasks[i], &result);
		wio_task_release(tasks[i]);
		printf("%s\n", result == WIO_EUSER ? "thrown"
		               : result < 0        ? wio_strerror_name(result)
		               : result == 4       ? "returned"
		                                   : "caught");
	}
	return 0;
}

/* Touch all that lies above a place. */
static int recurse(const char *end)
{
	volatile char room[128];
	for (size_t i = 0; i < sizeof room; i++)
		room[i] = 1;
	if ((const char *)room > end)
		return recurse(end) + room[0];
	return room[1];
}

static int overflows_main(void)
{
	/* Into the red zone, and hardly over it. */
	char here;
	recurse(&here - 65536 + 160);
	return wio_run(nothing, NULL);
}

/* ---- tickets ---- */

static uint64_t ticket;
static wio_future *awaited;

int complete(int result)
{
	return wio_ticket_complete(ticket, result);
}

static int sleeps_months(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(100) * 86400);
}

static int awaits_only_ticket(void *unused)
{
	(void)unused;
	wio_future *future;
	int r = wio_future_new(&future, NULL);
	if (r < 0)
		return r;
	r = wio_future_ticket(future, &ticket);
	awaited = future;
	say("waiting");
	if (r == 0)
		r = wio_await_future(future, NULL);
	printf("result: %d\n", r);
	wio_future_release(future);
	return r;
}

static int awaits_ticket(void *unused)
{
	wio_create_task(NULL, sleeps_months, NULL, NULL);
	return awaits_only_ticket(unused);
}

static int awaits_nothing(void *unused)
{
	(void)unused;
	wio_future *future;
	int r = wio_future_new(&future, NULL);
	if (r < 0)
		return r;
	say("waiting");
	r = wio_await_future(future, NULL);
	wio_future_release(future);
	return r;
}

int ticks(void)
{
	return beats;
}

/* Posts, each of which wakes the host. */
void nudge(int times)
{
	while (times-- > 0)
		wio_loop_call_soon_threadsafe(wio_future_get_loop(awaited), nothing,
		                              NULL, NULL);
}

void quit(int status)
{
	exit(status);
}

/* ---- standard input ---- */

static int reads(void *unused)
{
	(void)unused;
	printf("name? ");
	fflush(stdout);
	char text[8];
	for (;;) {
		int n = wio_stdin_read(text, sizeof text);
		if (n <= 0) {
			printf("end: %d\n", n);
			return n;
		}
		printf("%d: %.*s\n", n, n, text);
	}
}

static int second_reader(void *unused)
{
	(void)unused;
	char c;
	int r = wio_stdin_read(&c, 1);
	printf("second: %s\n", r < 0 ? wio_strerror_name(r) : "read");
	fflush(stdout);
	return 0;
}

/* After one that gave up, which keeps nobody from reading. */
static int reads_twice(void *unused)
{
	char c;
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, WIO_MS(1));
	if (r == 0)
		r = wio_timeout_close(timeout, wio_stdin_read(&c, 1));
	printf("first: %s\n", wio_strerror_name(r));
	wio_create_task(NULL, second_reader, NULL, NULL);
	return reads(unused);
}

static int watches(void *unused)
{
	(void)unused;
	printf("%s\n", wio_strerror_name(wio_wait_fd(0, WIO_READABLE)));
	printf("%s\n", wio_strerror_name(wio_wait_fd(1, WIO_WRITABLE)));
	return 0;
}

/* ---- output ---- */

static int writes_parts(void)
{
	write(1, "\xc3", 1);
	write(2, "\xc3", 1);
	write(2, "\xbc", 1);
	write(1, "\xbc", 1);
	return write(7, "no", 2) != -1;
}

/* Before main and all else. */
static int given_at_start;

__attribute__((constructor)) static void look_for_what_is_given(void)
{
	given_at_start = given();
}

static int prints_given(void)
{
	printf("given %d, now %d\n", given_at_start, given());
	return 0;
}

static int prints_terminals(void)
{
	printf("%d %d %d %d\n", isatty(0), isatty(1), isatty(2), isatty(3));
	return 0;
}

/* ---- all ---- */

static const struct program {
	const char *name;
	wio_fn *fn;
	int (*main)(void);
} programs[] = {
    {"sleeps", sleeps, NULL},
    {"cancels", cancels, NULL},
    {"stubborn", stubborn, NULL},
    {"sleeps_long", sleeps_long, NULL},
    {"computes", computes, NULL},
    {"computes_alone", computes_alone, NULL},
    {"slows_down", slows_down, NULL},
    {"spins", spins, NULL},
    {"before_first_step", NULL, run_before_first_step},
    {"listeners", NULL, run_between_listeners},
    {"ends_without_close", NULL, ends_without_close},
    {"sleeps_below", sleeps_below, NULL},
    {"grows", grows, NULL},
    {"exits", exits, NULL},
    {"asks_to_exit", asks_to_exit, NULL},
    {"traps", traps, NULL},
    {"throws", throws, NULL},
    {"throws_held", throws_held, NULL},
    {"overflows_main", NULL, overflows_main},
    {"awaits_ticket", awaits_ticket, NULL},
    {"awaits_only_ticket", awaits_only_ticket, NULL},
    {"awaits_nothing", awaits_nothing, NULL},
    {"reads", reads, NULL},
    {"reads_twice", reads_twice, NULL},
    {"watches", watches, NULL},
    {"writes_parts", NULL, writes_parts},
    {"given", NULL, prints_given},
    {"terminals", NULL, prints_terminals},
};

static int prints_arguments(int argc, char **argv)
{
	for (int i = 0; i < argc; i++)
		printf("%d: %s\n", i, argv[i]);
	const char *value = getenv("COLOUR");
	printf("%s, %s\n", value ? value : "none",
	       getenv("USER") ? "a user" : "no user");
	return argv[argc] != NULL;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "arguments") == 0)
		return prints_arguments(argc, argv);
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		const struct program *p = &programs[i];
		if (argc > 1 && strcmp(argv[1], p->name) == 0)
			return p->main ? p->main() : wio_run(p->fn, NULL);
	}
	return 99;
}
