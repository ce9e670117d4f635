// SPDX-License-Identifier: MIT
#ifndef WIO_WAITERS_H
#define WIO_WAITERS_H

#include "core/compiler.h"
#include "wasyncio/waiters.h"

/* A task in some waiters was woken, or its wait ended otherwise: it is not asleep
 * any more. */
WIO__IF_LINKED void wio__waiters_roused(wio_task *task);

#endif
