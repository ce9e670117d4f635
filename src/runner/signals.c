// SPDX-License-Identifier: MIT
#include "runner/signals.h"

#include "core/error.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/runtime.h"
#include "host.h"
#include "runner/check.h"
#include "runner/interrupt.h"
#include "runner/runner.h"
#include "wasyncio/waiters.h"

enum { ALL = WIO_SIGNAL_INTERRUPT | WIO_SIGNAL_TERMINATE | WIO_SIGNAL_HANGUP };

struct wio_signals {
	struct wio__object object;
	wio_runner *runner; /* NULL: its run is over, or it is closed */
	bool closed;        /* who waits in it is still to go on */
	int which;
	unsigned pending[WIO__SIGNALS];
	wio_waiters waiters;
};

static int bit(int i)
{
	return 1 << i;
}

/* ---- sending ---- */

int wio_signal(wio_runner *runner, int signal)
{
	if (!runner)
		runner = wio__rt.running;
	if (signal == WIO_SIGNAL_INTERRUPT)
		return wio_interrupt(runner);
	if (signal != WIO_SIGNAL_TERMINATE && signal != WIO_SIGNAL_HANGUP)
		return WIO_EINVAL;
	if (!wio__is(runner, WIO__RUNNER) || !atomic_load(&runner->running))
		return WIO_ENOTRUNNING;
	const int i = signal == WIO_SIGNAL_TERMINATE ? 1 : 2;
	if (!atomic_load(&runner->streams[i])) {
		if (i != 1 || !runner->options.terminate)
			return WIO_ENOTRUNNING;
		atomic_store(&runner->terminated, true);
		return wio_interrupt(runner) > 0 ? 1 : WIO_ENOTRUNNING;
	}
	atomic_fetch_add(&runner->raised[i], 1);
	wio__loop_attend(runner->loop);
	wio__check_soon();
	wio__host_wake(runner->loop);
	return 1;
}

/* ---- arriving ---- */

static void arrive(wio_signals *signals, int i)
{
	signals->pending[i]++;
	wio_waiters_wake(&signals->waiters);
}

static void hand_over(wio_runner *runner)
{
	for (int i = 1; i < WIO__SIGNALS; i++) {
		wio_signals *signals = atomic_load(&runner->streams[i]);
		while (signals && runner->taken[i] != atomic_load(&runner->raised[i])) {
			runner->taken[i]++;
			arrive(signals, i);
		}
	}
}

/* At a safe point, in front of what takes interrupts. */
static void take(wio_loop *loop)
{
	wio_runner *runner = loop->runner;
	hand_over(runner);
	wio_signals *signals = atomic_load(&runner->streams[0]);
	while (signals && loop->interrupts_seen != atomic_load(&loop->interrupts)) {
		loop->interrupts_seen++;
		arrive(signals, 0);
	}
	wio__interrupts_take(loop);
}

/* ---- streams ---- */

static void detach(wio_signals *signals)
{
	wio_runner *runner = signals->runner;
	if (!runner)
		return;
	signals->runner = NULL;
	wio__host_leave_signals(signals->which & ~WIO_SIGNAL_INTERRUPT);
	hand_over(runner);
	for (int i = 0; i < WIO__SIGNALS; i++)
		if (signals->which & bit(i))
			atomic_store(&runner->streams[i], NULL);
	wio__loop_release(runner->loop);
}

void wio__signals_listen(wio_runner *runner)
{
	atomic_store(&runner->terminated, false);
	/* Where somebody else handles it, that stays so. */
	runner->takes_terminate = runner->options.terminate &&
	                          wio__host_take_signals(runner, WIO_SIGNAL_TERMINATE) == 0;
}

void wio__signals_ignore(wio_runner *runner)
{
	for (int i = 0; i < WIO__SIGNALS; i++) {
		wio_signals *signals = atomic_load(&runner->streams[i]);
		if (!signals)
			continue;
		detach(signals);
		wio_waiters_wake_all(&signals->waiters);
	}
	if (runner->takes_terminate)
		wio__host_leave_signals(WIO_SIGNAL_TERMINATE);
	runner->takes_terminate = false;
}

bool wio__signals_terminated(const wio_runner *runner)
{
	return atomic_load(&runner->terminated);
}

int wio_signals_open(wio_signals **out, int which)
{
	wio_loop *loop = wio__rt.stepping;
	wio_runner *runner = loop ? loop->runner : NULL;
	*out = NULL;
	if (!which || which & ~ALL)
		return wio_raise(WIO_EINVAL, "wio_signals_open: %d is no set of signals",
		                 which);
	if (!runner || !atomic_load(&runner->running))
		return wio_raise(WIO_ENOTRUNNING, "wio_signals_open: not inside a run");
	for (int i = 0; i < WIO__SIGNALS; i++)
		if (which & bit(i) && atomic_load(&runner->streams[i]))
			return wio_raise(WIO_EBUSY,
			                 "wio_signals_open: another stream takes one of them");
	wio_signals *signals = wio__zalloc(sizeof *signals);
	if (!signals)
		return WIO_ENOMEM;
	wio__loop_look(loop);
	int r = wio__host_take_signals(runner, which & ~WIO_SIGNAL_INTERRUPT);
	if (r < 0) {
		wio__free(signals, sizeof *signals);
		return r == WIO_EBUSY
		           ? wio_raise(r, "wio_signals_open: the program handles one of "
		                          "them itself")
		           : wio_raise(r, "wio_signals_open: only the thread of main is sent "
		                          "signals");
	}
	signals->object.kind = WIO__STREAM;
	signals->runner = runner;
	signals->which = which;
	signals->waiters.call = "wio_signals_next";
	for (int i = 0; i < WIO__SIGNALS; i++)
		if (which & bit(i))
			atomic_store(&runner->streams[i], signals);
	loop->take_interrupts = take;
	/* Something from outside can still come. */
	wio__loop_retain(loop);
	*out = signals;
	return 0;
}

static int first_of(wio_signals *signals)
{
	for (int i = 0; i < WIO__SIGNALS; i++) {
		if (signals->pending[i] == 0)
			continue;
		signals->pending[i]--;
		return bit(i);
	}
	return 0;
}

/* The last one who waited lets go of one that is closed. */
static int leave(wio_signals *signals, int r)
{
	if (signals->closed && !signals->waiters.first)
		wio__object_free(signals, sizeof *signals, WIO__STREAM, NULL);
	return r;
}

int wio_signals_next(wio_signals *signals)
{
	if (!wio__is(signals, WIO__STREAM))
		return wio__misuse_raise(signals, WIO__STREAM, "wio_signals_next");
	int r = 0;
	bool woken = false;
	if (signals->runner)
		wio__loop_look(signals->runner->loop);
	while (r == 0) {
		/* Nobody overtakes those who wait. */
		if ((woken || !signals->waiters.first) && (r = first_of(signals)) > 0)
			return r;
		if (!signals->runner)
			return leave(signals, wio_raise(WIO_ECLOSED, "wio_signals_next: %s",
			                                signals->closed ? "it is closed"
			                                                : "its run is over"));
		r = wio_waiters_wait(&signals->waiters, &woken);
	}
	if (woken)
		wio_waiters_wake(&signals->waiters);
	return leave(signals, r);
}

void wio_signals_close(wio_signals *signals)
{
	if (!signals)
		return;
	if (!wio__is(signals, WIO__STREAM)) {
		wio__misuse_report(signals, WIO__STREAM, "wio_signals_close");
		return;
	}
	wio_runner *runner = signals->runner;
	if (runner && runner->loop->home != &wio__rt) {
		wio__misuse_thread("wio_signals_close");
		return;
	}
	detach(signals);
	for (; runner && signals->pending[0] > 0; signals->pending[0]--)
		wio_interrupt(runner);
	if (signals->waiters.first) {
		signals->closed = true;
		wio_waiters_wake_all(&signals->waiters);
		return;
	}
	wio__object_free(signals, sizeof *signals, WIO__STREAM, NULL);
}
