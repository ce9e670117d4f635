// SPDX-License-Identifier: MIT
/* Signals as a stream, and runs that are to end. */
#include "input.h"

static int send(int signal)
{
	return wio_signal(NULL, signal);
}

static int takes(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	wio_signals *signals, *other = (wio_signals *)input_junk;
	GIVES(send(WIO_SIGNAL_TERMINATE), WIO_ENOTRUNNING); /* nobody takes it */
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_INTERRUPT | WIO_SIGNAL_TERMINATE),
	      0);
	REFUSED(wio_signals_open(&other, WIO_SIGNAL_TERMINATE | WIO_SIGNAL_HANGUP),
	        WIO_EBUSY, "another stream");
	CHECK(other == NULL);
	/* Each that was sent comes, and interrupts cancel nothing. */
	GIVES(send(WIO_SIGNAL_TERMINATE), 1);
	GIVES(send(WIO_SIGNAL_TERMINATE), 1);
	CHECK(send(WIO_SIGNAL_INTERRUPT) > 0 && wio_interrupt(NULL) > 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_cancelling(self), 0);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_INTERRUPT);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_INTERRUPT);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_TERMINATE);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_TERMINATE);
	GIVES(wio_check_interrupt(), 0);
	GIVES(send(WIO_SIGNAL_HANGUP), WIO_ENOTRUNNING);
	/* Two streams for different ones. */
	GIVES(wio_signals_open(&other, WIO_SIGNAL_HANGUP), 0);
	GIVES(send(WIO_SIGNAL_HANGUP), 1);
	GIVES(wio_signals_next(other), WIO_SIGNAL_HANGUP);
	wio_signals_close(other);
	GIVES(send(WIO_SIGNAL_HANGUP), WIO_ENOTRUNNING);
	wio_signals_close(signals);
	wio_signals_close(NULL);
	GIVES(send(WIO_SIGNAL_TERMINATE), WIO_ENOTRUNNING);
	return 0;
}

static int sends_later(void *signal)
{
	GIVES(wio_sleep(WIO_S(2)), 0);
	GIVES(send(*(int *)signal), 1);
	return 0;
}

static int waits_for_one(void *signals)
{
	return wio_signals_next(signals);
}

/* A wait for it, and one that is cancelled: another one gets what it was to. */
static int waits(void *unused)
{
	static int terminate = WIO_SIGNAL_TERMINATE;
	(void)unused;
	wio_signals *signals;
	wio_task *first, *second;
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_TERMINATE), 0);
	GIVES(wio_create_task(NULL, sends_later, &terminate, NULL), 0);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_TERMINATE);
	CHECK(input_now() == 2);
	GIVES(wio_create_task(&first, waits_for_one, signals, NULL), 0);
	GIVES(wio_create_task(&second, waits_for_one, signals, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(send(WIO_SIGNAL_TERMINATE), 1);
	GIVES(wio_task_cancel(first, NULL), 1); /* it was called just before */
	GIVES(wio_await(second, NULL), WIO_SIGNAL_TERMINATE);
	CHECK(wio_task_cancelled(first));
	wio_task_release(first);
	wio_task_release(second);
	/* Who comes now does not take that of who has waited. */
	GIVES(wio_create_task(&first, waits_for_one, signals, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(send(WIO_SIGNAL_TERMINATE), 1);
	GIVES(wio_create_task(NULL, sends_later, &terminate, NULL), 0);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_TERMINATE);
	CHECK(input_now() == 4 && wio_task_done(first));
	wio_task_release(first);
	wio_signals_close(signals);
	return 0;
}

/* What was not looked at is an interrupt after all. */
static int closes_early(void *unused)
{
	(void)unused;
	wio_signals *signals;
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_INTERRUPT), 0);
	CHECK(wio_interrupt(NULL) > 0);
	GIVES(wio_yield(), 0);
	wio_signals_close(signals);
	return wio_sleep(WIO_S(1000));
}

/* Two wait in it. */
static int waits_in_it(void *signals)
{
	REFUSED(wio_signals_next(signals), WIO_ECLOSED, "it is closed");
	return 0;
}

static int closes_on_others(void *unused)
{
	(void)unused;
	wio_signals *signals;
	wio_task *tasks[2];
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_HANGUP), 0);
	for (int i = 0; i < 2; i++)
		GIVES(wio_create_task(&tasks[i], waits_in_it, signals, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_signals_close(signals);
	for (int i = 0; i < 2; i++) {
		GIVES(wio_await(tasks[i], NULL), 0);
		wio_task_release(tasks[i]);
	}
	return 0;
}

static wio_signals *left_open;

static int leaves_open(void *unused)
{
	(void)unused;
	GIVES(wio_signals_open(&left_open, WIO_SIGNAL_HANGUP), 0);
	return 0;
}

static int asks_it(void *unused)
{
	(void)unused;
	REFUSED(wio_signals_next(left_open), WIO_ECLOSED, "its run is over");
	return 0;
}

static int misuses(void *unused)
{
	(void)unused;
	wio_signals *signals = (wio_signals *)input_junk;
	REFUSED(wio_signals_open(&signals, 0), WIO_EINVAL, "0 is no set");
	CHECK(signals == NULL);
	REFUSED(wio_signals_open(&signals, 9), WIO_EINVAL, "9 is no set");
	STARVES(wio_signals_open(&signals, WIO_SIGNAL_HANGUP));
	GIVES(wio_signal(NULL, 3), WIO_EINVAL);
	GIVES(wio_signal((wio_runner *)input_junk, WIO_SIGNAL_TERMINATE), WIO_ENOTRUNNING);
	GIVES(wio_interrupt((wio_runner *)input_junk), WIO_ENOTRUNNING);
	return 0;
}

CASE(signals_as_a_stream)
{
	wio_signals *signals;
	REFUSED(wio_signals_open(&signals, WIO_SIGNAL_HANGUP), WIO_ENOTRUNNING,
	        "not inside a run");
	REFUSED(wio_signals_next(NULL), WIO_EINVAL,
	        "wio_signals_next: not a stream of signals, but NULL");
	REFUSED(wio_signals_next((wio_signals *)input_junk), WIO_EINVAL,
	        "not a stream of signals");
	GIVES(wio_signal(NULL, WIO_SIGNAL_TERMINATE), WIO_ENOTRUNNING);
	GIVES(input_run_virtually(takes), 0);
	GIVES(input_run_virtually(waits), 0);
	GIVES(input_run_virtually(closes_early), WIO_EINTERRUPTED);
	GIVES(input_run(misuses), 0);
	GIVES(input_run(closes_on_others), 0);
	GIVES(input_run(leaves_open), 0);
	GIVES(input_run(asks_it), 0);
	wio_signals_close(left_open);
}

static int cleaned;

static int cleans_up(void *unused)
{
	(void)unused;
	GIVES(send(WIO_SIGNAL_TERMINATE), 1);
	int r = wio_sleep(WIO_S(1000));
	GIVES(r, WIO_ECANCELED);
	GIVES(wio_sleep(WIO_MS(1)), 0);
	cleaned++;
	return r;
}

static int takes_it_itself(void *unused)
{
	(void)unused;
	wio_signals *signals;
	GIVES(wio_signals_open(&signals, WIO_SIGNAL_TERMINATE), 0);
	GIVES(send(WIO_SIGNAL_TERMINATE), 1);
	GIVES(wio_signals_next(signals), WIO_SIGNAL_TERMINATE);
	wio_signals_close(signals);
	return 4;
}

CASE(runs_that_are_to_end)
{
	const wio_runner_options options = {.terminate = true};
	wio_runner *runner;
	cleaned = 0;
	GIVES(wio_runner_new(&runner, &options), 0);
	GIVES(wio_runner_run(runner, cleans_up, NULL, NULL), WIO_EINTERRUPTED);
	CHECK(cleaned == 1);
	/* A stream of its own comes first. */
	GIVES(wio_runner_run(runner, takes_it_itself, NULL, NULL), 4);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
}
