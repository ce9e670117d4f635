// SPDX-License-Identifier: MIT
#ifndef PROBE_H
#define PROBE_H

#include "wasyncio.h"

/* What a run of the probe returns. */
enum { PROBED = 42 };

/* A run that uses a little of everything and finds all as it should be.
 * [PROBED, what the run gave, -1 something was not] */
int probe(wio_runner *runner);

#endif
