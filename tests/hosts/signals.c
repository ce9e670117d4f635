// SPDX-License-Identifier: MIT
/* signals NAME: who handles SIGINT, before, in and after a run. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <signal.h>

#include "say.h"

static volatile sig_atomic_t caught;

static void own(int signal)
{
	(void)signal;
	caught++;
}

static void handle(void (*handler)(int))
{
	struct sigaction action = {0};
	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
}

static void say_handler(const char *when)
{
	struct sigaction now;
	sigaction(SIGINT, NULL, &now);
	printf("%s: %s\n", when,
	       now.sa_handler == SIG_DFL   ? "default"
	       : now.sa_handler == SIG_IGN ? "ignored"
	       : now.sa_handler == own     ? "own"
	                                   : "ours");
	fflush(stdout);
}

static int raises(void *unused)
{
	(void)unused;
	say_handler("in the run");
	raise(SIGINT);
	int r = wio_sleep(WIO_MS(1));
	say_result("sleep", r);
	printf("caught %d\n", (int)caught);
	return r;
}

static int quiet(void *unused)
{
	(void)unused;
	say_handler("in the run");
	return 0;
}

static int replaces(void *unused)
{
	(void)unused;
	say_handler("in the run");
	handle(own);
	return 0;
}

static int finish(int status)
{
	say_handler("after it");
	return status;
}

static int run(wio_fn *fn)
{
	return finish(wio_run(fn, NULL));
}

/* ---- programs ---- */

static int plain(void)
{
	return run(quiet);
}

static int interrupted(void)
{
	return run(raises);
}

static int own_handler(void)
{
	handle(own);
	return run(raises);
}

static int ignored(void)
{
	handle(SIG_IGN);
	return run(raises);
}

static int replaced(void)
{
	return run(replaces);
}

static int raise_now(void *unused)
{
	(void)unused;
	raise(SIGINT);
	say("the callback goes on");
	return 0;
}

/* The callback is in the queue before main is. */
static int factory(wio_loop **out, void *unused)
{
	(void)unused;
	int r = wio_loop_new(out);
	return r < 0 ? r : wio_loop_call_soon(*out, raise_now, NULL, NULL, NULL);
}

static int before_main(void)
{
	const wio_runner_options options = {.loop_factory = factory};
	return finish(wio_run_with(raises, NULL, &options));
}

static int between_runs(void)
{
	wio_runner *runner;
	if (wio_runner_new(&runner, NULL) < 0)
		return 2;
	wio_runner_run(runner, quiet, NULL, NULL);
	say_handler("between");
	raise(SIGINT);
	say("not reached");
	return 0;
}

static void *in_thread(void *unused)
{
	(void)unused;
	wio_run(quiet, NULL);
	return NULL;
}

static int other_thread(void)
{
	pthread_t thread;
	if (pthread_create(&thread, NULL, in_thread, NULL) != 0)
		return 2;
	pthread_join(thread, NULL);
	return finish(0);
}

/* Returned 130 of its own: no signal has come. */
static int returns_130(void)
{
	return wio_run(quiet, NULL) + 130;
}

static const struct {
	const char *name;
	int (*play)(void);
} programs[] = {
    {"plain", plain},
    {"interrupted", interrupted},
    {"own_handler", own_handler},
    {"ignored", ignored},
    {"replaced", replaced},
    {"before_main", before_main},
    {"between_runs", between_runs},
    {"other_thread", other_thread},
    {"returns_130", returns_130},
};

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (argc > 1 && strcmp(programs[i].name, argv[1]) == 0)
			return programs[i].play();
	return 2;
}
