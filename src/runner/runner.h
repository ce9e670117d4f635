// SPDX-License-Identifier: MIT
#ifndef WIO_RUNNER_RUNNER_H
#define WIO_RUNNER_RUNNER_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/future.h"
#include "core/loop.h"
#include "core/object.h"
#include "core/queue.h"
#include "core/timer.h"
#include "wasyncio/runner.h"

/* How many kinds of them there are. */
enum { WIO__SIGNALS = 3 };

enum wio__runner_state { WIO__CREATED, WIO__INITIALIZED, WIO__ENDED };

struct wio_runner {
	struct wio__object object;
	enum wio__runner_state state;
	wio_runner_options options;
	wio_loop *loop;
	wio_context *context;
	wio_task *main;     /* of the run under way */
	atomic_bool running; /* interrupts are taken */
	bool closing;        /* each of them then raises */
	unsigned interrupts; /* of this run */
	unsigned interrupts_before; /* of the loop, when the run began */
	unsigned interrupts_kept; /* strict: they came when main was done */
	struct wio__node nudge;   /* ready after a run's first; run: it is queued */
	unsigned listeners; /* wio_run, and in it run or close */
	wio_runner *outer; /* whose run was under way before */
	/* what close needs, so that it cannot fail for want of memory */
	struct wio_future phase;
	struct wio__node phase_node;
	enum wio_phase empty_phase; /* in which nothing has a step, */
	struct wio__closing *came;  /* or the first has come, in time */
	struct wio__stop phase_stop[3];
	size_t shutdown_left; /* tasks that close still waits for */
	wio_task *shutdown_first;
	struct wio__timer deadline; /* strict */
	struct wio__timer again;
	bool late;
	/* signals.c: who takes each of them, and how many have come */
	_Atomic(struct wio_signals *) streams[WIO__SIGNALS];
	atomic_uint raised[WIO__SIGNALS];
	unsigned taken[WIO__SIGNALS];
	atomic_bool terminated;
	bool takes_terminate;
	bool steps; /* runs what takes part in the end of its loop */
};

/* Without options.  [0, WIO_ENOMEM] */
int wio__runner_make(wio_runner **out);
/* Make its loop and its context, unless they are there. */
int wio__runner_initialize(wio_runner *runner);
/* Take interrupts for this runner, and stop taking them. */
void wio__runner_listen(wio_runner *runner);
void wio__runner_ignore(wio_runner *runner);
/* Close its loop and let go of it. */
void wio__runner_end(wio_runner *runner);

/* wio_runner_free, without a look at the handle. */
void wio__runner_free(wio_runner *runner);

#endif
