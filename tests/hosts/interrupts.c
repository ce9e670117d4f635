// SPDX-License-Identifier: MIT
/* interrupts NAME [plain]: a small program for each place where an interrupt may
 * find it; and one after it that none may find. */
#include "host.h"
#include "say.h"

static int sleeps(void *unused)
{
	(void)unused;
	say("ready");
	return nap("sleep");
}

static int sleeps_for_ever(void *unused)
{
	(void)unused;
	say("ready");
	int r = wio_sleep(WIO_FOREVER);
	say_result("sleep", r);
	return r;
}

static int forgives(void *unused)
{
	sleeps(unused);
	return 7;
}

static int say_waiting(void *unused)
{
	(void)unused;
	say("waiting");
	return 0;
}

/* One that says that it waits, in the next iteration, when it does. */
static int cleanup(void)
{
	wio_loop_call_soon(wio_get_running_loop(), say_waiting, NULL, NULL, NULL);
	return nap("cleanup");
}

static int stubborn(void *unused)
{
	sleeps(unused);
	return cleanup();
}

static int computes(void *unused)
{
	(void)unused;
	int r;
	bool first = false;
	say("ready");
	while ((r = wio_check_interrupt()) == 0) {
		if (!first && wio_task_cancelling(wio_current_task())) {
			first = true;
			say("first");
		}
	}
	say_result("check", r);
	return r;
}

static int slow_cleanup(void *unused)
{
	(void)unused;
	nap("child");
	return cleanup();
}

/* Returns at once; what it leaves takes its time when the runner closes. */
static int leaves_a_task(void *unused)
{
	(void)unused;
	int r = wio_create_task(NULL, slow_cleanup, NULL, NULL);
	if (r < 0)
		return r;
	r = wio_yield();
	say("ready");
	return r;
}

/* Says what comes in until the end; an interrupt takes nothing of it away. */
static int reads(void *unused)
{
	(void)unused;
	char text[64];
	say("ready");
	for (;;) {
		int n = wio_stdin_read(text, sizeof text - 1);
		if (n <= 0)
			say_result("read", n);
		if (n == WIO_ECANCELED)
			continue;
		if (n <= 0)
			return n;
		text[n] = '\0';
		for (char *c = text; *c; c++)
			if (*c == 0x03)
				*c = '#';
		printf("read '%s'\n", text);
		fflush(stdout);
	}
}

/* A run that takes no interrupts from standard input, after one that did. */
static void read_plainly(void)
{
	wio_runner *runner;
	say("plain");
	int r = wio_runner_new(
	    &runner, &(wio_runner_options){.stdin_interrupt = WIO_OFF});
	if (r == 0) {
		r = wio_runner_run(runner, reads, NULL, NULL);
		wio_runner_close(runner);
		wio_runner_free(runner);
	}
	say_result("run", r);
}

/* While this sleeps nothing may keep the loop busy. */
static int idles(void *unused)
{
	(void)unused;
	unsigned before = wio__host_hops;
	int r = wio_sleep(WIO_MS(100));
	say_result("sleep", r);
	say(wio__host_hops - before < 50 ? "idle" : "busy");
	return r;
}

static const struct program programs[] = {
    {"sleeps", sleeps},     {"sleeps_for_ever", sleeps_for_ever},
    {"forgives", forgives},
    {"stubborn", stubborn}, {"computes", computes},
    {"leaves_a_task", leaves_a_task},
    {"reads", reads},       {"idles", idles},
};

static void at_exit(void)
{
	puts("atexit");
}

int main(int argc, char **argv)
{
	wio_fn *fn = choose(programs, sizeof programs / sizeof *programs,
	                    argc > 1 ? argv[1] : NULL);
	atexit(at_exit);
	int status = wio_run(fn, NULL);
	if (argc > 2 && strcmp(argv[2], "plain") == 0)
		read_plainly();
	/* Stays in stdio's buffer until the end. */
	printf("status %d\n", status);
	return status;
}
