// SPDX-License-Identifier: MIT
/*
 * Messages of the host to the program as a stream, as loop.add_signal_handler has them:
 * that it is interrupted, shall end, or has lost its terminal.
 */
#ifndef WASYNCIO_SIGNALS_H
#define WASYNCIO_SIGNALS_H

#include "types.h"

WIO_BEGIN

enum {
	WIO_SIGNAL_INTERRUPT = 1, /* whatever wio_interrupt would be; natively SIGINT */
	WIO_SIGNAL_TERMINATE = 2, /* natively and on Node SIGTERM */
	WIO_SIGNAL_HANGUP = 4     /* natively and on Node SIGHUP */
};

typedef struct wio_signals wio_signals;

/*
 * Take these signals from now on, in the run under way; interrupts then cancel nothing.
 * Natively those that are ignored stay so, and on Node those that have listeners.  On
 * the web they come by terminate and hangup of the module, too, and under WASI by an
 * embedder's call of the exported wio_signal.
 * Units: the values of WIO_SIGNAL_, or-ed.
 * Owns: wio_signals_close ends it.
 * Mirrors: loop.add_signal_handler.
 * [never suspends] [0, WIO_EINVAL none, or none of these, WIO_ENOTRUNNING outside a run,
 * WIO_EBUSY another stream takes one, or a handler of the program's own, WIO_ENOTSUP
 * only the thread of main is sent signals, WIO_ENOMEM]
 */
int wio_signals_open(wio_signals **out, int which) WIO_NONNULL(1);

/*
 * Wait for the next one; each that was sent comes, an interrupt before the others.
 * Cancelled: no effect; none is lost.
 * Mirrors: the handler of loop.add_signal_handler.
 * [suspends] [the signal, the errors of wio_waiters_wait, WIO_EINVAL it was closed
 * before, WIO_ECLOSED it is closed meanwhile, or its run is over]
 */
int wio_signals_next(wio_signals *signals);

/*
 * Take them no more.  Who waits for one has WIO_ECLOSED; interrupts that were not looked
 * at are as others are then.  NULL is ignored.
 * Mirrors: loop.remove_signal_handler.
 * [never suspends] [cannot fail]
 */
void wio_signals_close(wio_signals *signals);

/*
 * Send a runner (NULL: the one that is running on this thread) a signal, as hosts do,
 * and tests.  From any thread and from signal handlers.
 * Mirrors: signal.raise_signal.
 * [never suspends] [1 or, of an interrupt, as wio_interrupt; WIO_EINVAL none of these,
 * WIO_ENOTRUNNING nothing runs, or nobody takes it]
 */
int wio_signal(wio_runner *runner, int signal);

WIO_END
#endif
