// SPDX-License-Identifier: MIT
#ifndef WIO_SHUTDOWN_H
#define WIO_SHUTDOWN_H

#include <stdbool.h>

#include "core/closing.h"
#include "core/loop.h"
#include "wasyncio/runner.h"

/* A close runs the loop for each of its steps: cancel all tasks there are and
 * wait until they are done, after which they are let go, and their errors are
 * reported; below zero: a report or an interrupt has ended this in its middle; */
int wio__shutdown_cancel(wio_runner *runner, struct wio__stop *stop);
int wio__shutdown_report(wio_runner *runner, bool report);
/* one step of a phase; next: NULL at first, and after the last one of that phase;
 * ended: what it returns is the step's own result.  Mostly there is nothing to do,
 * which is awaited as well. */
int wio__shutdown_step(wio_runner *runner, enum wio_phase phase,
                       struct wio__closing **next, bool *ended);

#endif
