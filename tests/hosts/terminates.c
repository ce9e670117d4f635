// SPDX-License-Identifier: MIT
/* terminates NAME: SIGTERM and SIGHUP, which a stream takes or a run ends by. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <signal.h>

#include "say.h"

static void say_handler(int signal)
{
	struct sigaction now;
	sigaction(signal, NULL, &now);
	say(now.sa_handler == SIG_DFL   ? "default"
	    : now.sa_handler == SIG_IGN ? "ignored"
	                                : "ours");
}

static void own(int signal)
{
	(void)signal;
	say("own");
}

static void handle(int signal, void (*handler)(int))
{
	struct sigaction action = {0};
	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

static void at_exit(void)
{
	say("atexit");
}

/* A run that cleans up. */
static int ends(void *unused)
{
	(void)unused;
	say_handler(SIGTERM);
	raise(SIGTERM);
	int r = wio_sleep(WIO_S(1000));
	say_result("sleep", r);
	say_result("cleanup", wio_sleep(WIO_MS(1)));
	return r;
}

static int gracefully(void)
{
	atexit(at_exit);
	int status = wio_run_with(ends, NULL, &(wio_runner_options){.terminate = true});
	say_handler(SIGTERM);
	return status;
}

/* By default nothing has changed. */
static int at_once(void)
{
	atexit(at_exit);
	return wio_run(ends, NULL);
}

static int is_told_itself(void *unused)
{
	(void)unused;
	raise(SIGTERM);
	say_result("sleep", wio_sleep(WIO_MS(1)));
	return 0;
}

static int own_handler(void)
{
	handle(SIGTERM, own);
	return wio_run_with(is_told_itself, NULL,
	                    &(wio_runner_options){.terminate = true});
}

static int streams(void *unused)
{
	wio_signals *signals;
	(void)unused;
	int r = wio_signals_open(&signals, WIO_SIGNAL_INTERRUPT |
	                         WIO_SIGNAL_TERMINATE | WIO_SIGNAL_HANGUP);
	say_result("open", r);
	if (r < 0)
		return 0;
	say_handler(SIGHUP);
	raise(SIGHUP);
	raise(SIGINT);
	raise(SIGTERM);
	for (int i = 0; i < 3; i++)
		say_result("next", wio_signals_next(signals));
	wio_signals_close(signals);
	say_handler(SIGHUP);
	say_handler(SIGTERM);
	return 3;
}

static int stream(void)
{
	return wio_run(streams, NULL);
}

static int stream_of_own(void)
{
	handle(SIGHUP, own);
	int status = wio_run(streams, NULL);
	say_handler(SIGTERM); /* nothing was half taken */
	return status;
}

static int hangup_ignored_by(void *unused)
{
	wio_signals *signals;
	(void)unused;
	say_result("open", wio_signals_open(&signals, WIO_SIGNAL_HANGUP));
	say_handler(SIGHUP);
	raise(SIGHUP);
	wio_signals_close(signals);
	say_handler(SIGHUP);
	return 0;
}

static int hangup_ignored(void)
{
	handle(SIGHUP, SIG_IGN);
	return wio_run(hangup_ignored_by, NULL);
}

/* Waits with nothing else that could come. */
static int from_outside_by(void *unused)
{
	wio_signals *signals;
	(void)unused;
	wio_signals_open(&signals, WIO_SIGNAL_TERMINATE);
	say("ready");
	say_result("next", wio_signals_next(signals));
	wio_signals_close(signals);
	return 0;
}

static int from_outside(void)
{
	return wio_run(from_outside_by, NULL);
}

/* A run that ends with its stream open leaves the signal alone. */
static int leaves_open_by(void *signals)
{
	return wio_signals_open(signals, WIO_SIGNAL_TERMINATE);
}

static int leaves_open(void)
{
	wio_signals *signals;
	int status = wio_run(leaves_open_by, &signals);
	say_handler(SIGTERM);
	wio_signals_close(signals);
	return status;
}

static void *in_thread(void *unused)
{
	return wio_run(streams, NULL) == 0 ? unused : NULL;
}

static int other_thread(void)
{
	pthread_t thread;
	if (pthread_create(&thread, NULL, in_thread, NULL) != 0)
		return 2;
	pthread_join(thread, NULL);
	return 0;
}

static const struct {
	const char *name;
	int (*play)(void);
} programs[] = {
    {"gracefully", gracefully},
    {"at_once", at_once},
    {"own_handler", own_handler},
    {"stream", stream},
    {"stream_of_own", stream_of_own},
    {"hangup_ignored", hangup_ignored},
    {"from_outside", from_outside},
    {"leaves_open", leaves_open},
    {"other_thread", other_thread},
};

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (argc > 1 && strcmp(programs[i].name, argv[1]) == 0)
			return programs[i].play();
	return 2;
}
