// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_CLOSING_H
#define WIO_CORE_CLOSING_H

#include "core/compiler.h"
#include "core/loop.h"

/* What has a step in the end of its loop. */
struct wio__closing {
	struct wio__closing *next; /* there before it */
	wio_closing given;
	wio_task *task;        /* of the next such step, made beforehand */
	struct wio__stop stop; /* of the step */
	wio_task *last;        /* the step's, as long as that stop may be in the queue */
};

/* The name of those tasks. */
#define WIO__CLOSING_NAME "wio_runner_close"

/* The first of a phase, and the next one after that; NULL: there is none. */
WIO__IF_LINKED struct wio__closing *wio__closing_first(const wio_loop *loop,
                                                       enum wio_phase phase);
WIO__IF_LINKED struct wio__closing *wio__closing_next(
    const struct wio__closing *closing);
/* Run its coroutine; a stop that is left may end the next step early, or not.
 * [its result or error, and ended; else as wio__loop_run] */
WIO__IF_LINKED int wio__closing_run(wio_loop *loop, struct wio__closing *closing,
                                    bool keeps_stop, bool *ended);
/* Begin its coroutine in a run that waits for something else, next of all: the run's
 * stop waits for it instead.  What that gives, when it was run: as wio__closing_run. */
WIO__IF_LINKED void wio__closing_begin(wio_loop *loop, struct wio__closing *closing,
                                       struct wio__stop *stop);
WIO__IF_LINKED bool wio__closing_ended(const struct wio__closing *closing);
/* The loop is closed: all are told, and gone. */
WIO__IF_LINKED void wio__closing_end(wio_loop *loop);

#endif
