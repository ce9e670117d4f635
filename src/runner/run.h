// SPDX-License-Identifier: MIT
#ifndef WIO_RUN_H
#define WIO_RUN_H

#include "wasyncio/runner.h"

/* Run, close and free it, as wio_run does; returns the exit status. */
int wio__run(wio_runner *runner, wio_fn *fn, void *arg);
/* What main returns for the outcome of a run. */
int wio__exit_status(int r);

#endif
