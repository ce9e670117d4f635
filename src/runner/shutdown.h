// SPDX-License-Identifier: MIT
#ifndef WIO_SHUTDOWN_H
#define WIO_SHUTDOWN_H

#include <stdbool.h>

#include "core/closing.h"
#include "core/loop.h"
#include "wasyncio/runner.h"

/* The steps of a close, for each of which it runs the loop. */

/* Cancel all tasks that there are, and wait until they are done. */
int wio__shutdown_cancel(wio_runner *runner, struct wio__stop *stop);
/* Let go of those tasks and, with report, tell of their errors.  Below zero: a report
 * has ended this in its middle; call it again for the rest. */
int wio__shutdown_report(wio_runner *runner, bool report);
/* Run one step of a phase.  *next is NULL at first, and after the last one.  *ended:
 * what it returns is the step's own result.  A phase without any is awaited as well. */
int wio__shutdown_step(wio_runner *runner, enum wio_phase phase,
                       struct wio__closing **next, bool *ended);

#endif
