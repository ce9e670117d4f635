// SPDX-License-Identifier: MIT
#ifndef WIO_RUNNER_SIGNALS_H
#define WIO_RUNNER_SIGNALS_H

#include "core/compiler.h"
#include "wasyncio/signals.h"

/* Before a run; and after it, or before its loop is closed. */
WIO__IF_LINKED void wio__signals_listen(wio_runner *runner);
WIO__IF_LINKED void wio__signals_ignore(wio_runner *runner);

/* It was to end, and has. */
WIO__IF_LINKED bool wio__signals_terminated(const wio_runner *runner);

#endif
