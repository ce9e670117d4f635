// SPDX-License-Identifier: MIT
#ifndef WIO_RUNNER_H
#define WIO_RUNNER_H

#include "core/internal.h"

/* ---- runner.c, run.c ---- */

/* Without options.  [0, WIO_ENOMEM] */
int wio__runner_make(wio_runner **out);
/* Make its loop and its context, unless they are there. */
int wio__runner_initialize(wio_runner *runner);
/* Run, close and free it, as wio_run does; returns the exit status. */
int wio__run(wio_runner *runner, wio_fn *fn, void *arg);
/* What main returns for the outcome of a run. */
int wio__exit_status(int r);
/* Take interrupts for this runner, and stop taking them. */
void wio__runner_listen(wio_runner *runner);
void wio__runner_ignore(wio_runner *runner);
/* Close its loop and let go of it. */
void wio__runner_end(wio_runner *runner);

/* ---- shutdown.c ---- */

/* A close runs the loop for each of its steps: cancel all tasks there are and
 * wait until they are done, after which they are let go; */
int wio__shutdown_cancel(wio_runner *runner, struct wio__stop *stop);
void wio__shutdown_report(wio_runner *runner, bool report);
/* what asyncio does here for generators and for the executor.  Both are empty,
 * but awaited, so that each takes its two iterations. */
int wio__shutdown_step(wio_runner *runner, struct wio__stop *stop);

/* ---- options.c ---- */

/* For runners with the option strict: all steps of a close; what a run and a
 * close then return. */
WIO__IF_LINKED int wio__strict_steps(wio_runner *runner);
WIO__IF_LINKED int wio__strict_settle(wio_runner *runner, int r);
WIO__IF_LINKED int wio__strict_closed(const wio_runner *runner, int r);

#endif
