// SPDX-License-Identifier: MIT
/* embedded NAME: under a host of its own, which embedder.py is. */
#include "../points/unaware.h"
#include "say.h"

/* Has the host do something. */
__attribute__((import_module("embedder"), import_name("call"))) int
embedder_call(const char *what, size_t size);

static int call(const char *what)
{
	int r = embedder_call(what, strlen(what));
	say_result(what, r);
	return r;
}

/* The host's function calls wio_interrupt while the program waits for it. */
static int inside(void *unused)
{
	(void)unused;
	call("interrupt");
	say_result("check", wio_check_interrupt());
	nap("sleep");
	call("interrupt");
	int r = wio_check_interrupt();
	say_result("check", r);
	return r;
}

/* And wio_signal. */
static int signals(void *unused)
{
	(void)unused;
	wio_signals *stream;
	say_result("open", wio_signals_open(&stream, WIO_SIGNAL_TERMINATE));
	call("terminate");
	say_result("next", wio_signals_next(stream));
	wio_signals_close(stream);
	call("terminate");
	call("interrupt");
	return nap("sleep");
}

/* Another thread of the host sets the flag word. */
static int flag(void *unused)
{
	(void)unused;
	call("flag later");
	nap("sleep");
	call("flag later");
	int r;
	while ((r = wio_check_interrupt()) == 0)
		continue;
	say_result("check", r);
	return r;
}

/* What the host calls back. */
__attribute__((export_name("below"))) int below(void);

uint32_t *wio__wasi_interrupt_flag(void);

static bool waits_below;

int below(void)
{
	if (waits_below)
		return wio_sleep(WIO_MS(1));
	spin((const volatile int *)wio__wasi_interrupt_flag());
	return 7;
}

static int waits_below_host(void *unused)
{
	(void)unused;
	waits_below = true;
	call("call back");
	say_result("sleep", wio_sleep(WIO_MS(1)));
	return call("call back");
}

static int cleanup(void *name)
{
	say_result(name, 0);
	return 0;
}

static int computes_below_host(void *unused)
{
	(void)unused;
	char name[] = "cleanup";
	int r = wio_defer(cleanup, name);
	if (r < 0)
		return r;
	call("flag twice later");
	/* It is not torn out of the host's function. */
	call("call back");
	search(1);
	say("never");
	return 0;
}

/* Another thread sets it while this computes and never asks. */
static int computes(void *unused)
{
	(void)unused;
	char name[] = "cleanup";
	int r = wio_defer(cleanup, name);
	if (r < 0)
		return r;
	call("flag twice later");
	search(1);
	say("never");
	return 0;
}

/* Two at once: the second one ends what runs. */
static int twice(void *unused)
{
	(void)unused;
	call("flag twice");
	int r = nap("sleep");
	say_result("cancelling", wio_task_cancelling(wio_current_task()));
	return r;
}

/* ---- what the host calls while it polls for the program ---- */

__attribute__((export_name("event"))) int event(void);

static wio_loop *loop;
static wio_task *waiter;
static wio_future *future;
static const char *act;

static int complete(void *unused)
{
	(void)unused;
	return wio_future_set_result(future, 7);
}

int event(void)
{
	if (strcmp(act, "set_result") == 0)
		return complete(NULL);
	if (strcmp(act, "call_later") == 0)
		return wio_loop_call_later(loop, WIO_MS(20), complete, NULL, NULL, NULL);
	if (strcmp(act, "create_task") == 0)
		return wio_loop_create_task(loop, NULL, complete, NULL, NULL);
	if (strcmp(act, "stop") == 0)
		return wio_loop_stop(loop), 0;
	if (strcmp(act, "interrupt") == 0)
		return wio_interrupt(NULL);
	return wio_task_cancel(waiter, NULL);
}

static int polls(const char *what)
{
	wio_timeout *timeout;
	act = what;
	loop = wio_get_running_loop();
	waiter = wio_current_task();
	int r = wio_future_new(&future, NULL);
	if (r == 0)
		r = wio_timeout_open(&timeout, WIO_S(1000));
	if (r < 0)
		return r;
	call("event in poll");
	r = wio_timeout_close(timeout, wio_await_future(future, NULL));
	say_result(what, r);
	wio_future_release(future);
	return r < 0 ? r : 0;
}

#define POLLS(name) \
	static int polls_##name(void *unused) \
	{ \
		(void)unused; \
		return polls(#name); \
	}

POLLS(set_result)
POLLS(call_later)
POLLS(create_task)
POLLS(stop)
POLLS(interrupt)
POLLS(cancel)

static const struct program programs[] = {
    {"inside", inside},
    {"signals", signals},
    {"flag", flag},
    {"twice", twice},
    {"computes", computes},
    {"computes_below_host", computes_below_host},
    {"waits_below_host", waits_below_host},
    {"polls_set_result", polls_set_result},
    {"polls_call_later", polls_call_later},
    {"polls_create_task", polls_create_task},
    {"polls_stop", polls_stop},
    {"polls_interrupt", polls_interrupt},
    {"polls_cancel", polls_cancel},
};

int main(int argc, char **argv)
{
	call("interrupt");
	return wio_run(choose(programs, sizeof programs / sizeof *programs,
	                      argc > 1 ? argv[1] : NULL),
	               NULL);
}
