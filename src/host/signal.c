// SPDX-License-Identifier: MIT
/* Signals other than SIGINT, which a stream takes or a run ends by. */
#define _XOPEN_SOURCE 700
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>

#include "host.h"
#include "host/process.h"
#include "wasyncio/error.h"
#include "wasyncio/signals.h"

static struct {
	int which;
	int number;
	int users; /* only the main thread counts */
	bool ours;
} all[] = {
    {WIO_SIGNAL_TERMINATE, SIGTERM, 0, false},
    {WIO_SIGNAL_HANGUP, SIGHUP, 0, false},
};

enum { SIGNALS = sizeof all / sizeof *all };

static _Atomic(wio_runner *) taker;

static void on_signal(int number)
{
	wio_runner *runner = atomic_load(&taker);
	for (int i = 0; runner && i < SIGNALS; i++)
		if (all[i].number == number)
			wio_signal(runner, all[i].which);
}

/* [0, WIO_EBUSY the program has a handler] */
static int take(int i)
{
	struct sigaction old, ours = {0};
	if (all[i].users++ > 0)
		return 0;
	if (sigaction(all[i].number, NULL, &old) < 0 || (old.sa_flags & SA_SIGINFO) ||
	    (old.sa_handler != SIG_DFL && old.sa_handler != SIG_IGN)) {
		all[i].users--;
		return WIO_EBUSY;
	}
	ours.sa_handler = on_signal;
	ours.sa_flags = SA_ONSTACK;
	sigemptyset(&ours.sa_mask);
	all[i].ours = old.sa_handler == SIG_DFL &&
	              sigaction(all[i].number, &ours, NULL) == 0;
	return 0;
}

static void leave(int i)
{
	struct sigaction now;
	if (--all[i].users > 0)
		return;
	if (all[i].ours && sigaction(all[i].number, NULL, &now) == 0 &&
	    !(now.sa_flags & SA_SIGINFO) && now.sa_handler == on_signal) {
		now.sa_handler = SIG_DFL;
		sigaction(all[i].number, &now, NULL);
	}
	all[i].ours = false;
}

int wio__host_take_signals(wio_runner *runner, int which)
{
	int r = 0, taken = 0;
	if (!which)
		return 0;
	if (!wio__process_main_thread())
		return WIO_ENOTSUP;
	atomic_store(&taker, runner);
	for (int i = 0; i < SIGNALS && r == 0; i++)
		if (which & all[i].which && (r = take(i)) == 0)
			taken |= all[i].which;
	if (r < 0)
		wio__host_leave_signals(taken);
	return r;
}

void wio__host_leave_signals(int which)
{
	for (int i = 0; i < SIGNALS; i++)
		if (which & all[i].which)
			leave(i);
}

int wio__host_terminated_status(void)
{
	if (wio__process_main_thread())
		wio__process_end_by(SIGTERM, WIO__TERMINATED);
	return WIO__TERMINATED;
}
