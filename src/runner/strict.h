// SPDX-License-Identifier: MIT
#ifndef WIO_STRICT_H
#define WIO_STRICT_H

#include "core/compiler.h"
#include "wasyncio/runner.h"

/* Runners with the option strict, which begin with this. */
void wio__strict_init(wio_runner *runner);
/* All steps of a close; what a run and a close then return. */
WIO__IF_LINKED int wio__strict_steps(wio_runner *runner);
WIO__IF_LINKED int wio__strict_settle(wio_runner *runner, int r);
WIO__IF_LINKED int wio__strict_closed(const wio_runner *runner, int r);

#endif
