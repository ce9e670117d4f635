// SPDX-License-Identifier: MIT
/*
 * wasyncio: asyncio.Runner for C, on WebAssembly.
 *
 * How to read the declarations: above each stand its effect and, as far as
 * they apply,
 *   Units:    of times and sizes (times are nanoseconds, int64_t);
 *   Owns:     who releases what;
 *   Mirrors:  the name in Python's asyncio or contextvars that it follows;
 * and last an indicator: whether it may suspend the calling task, and every
 * value it may return.  "the wait errors" are WIO_ECANCELED (the task was
 * cancelled), WIO_EINTERRUPTED (a second interrupt), WIO_ENOSUSPEND (nothing
 * here can be suspended: outside a task, or below a frame of the host),
 * WIO_ECLOSED (the loop is closing for good) and WIO_ENOMEM (nothing was
 * waited for).
 *
 * Three rules hold everywhere.  An int below zero is an error; returning one
 * from a coroutine is raising it.  An options pointer may be NULL, and an
 * options struct of all zeroes means the defaults.  A handle that is none, or
 * none any more, is refused: a function that returns an int gives WIO_EINVAL,
 * any other reports WIO_REPORT_MISUSE and returns zero, false or NULL.  Where it
 * is of another thread's loop an int is WIO_EOTHERLOOP, and what returns none and
 * would change it reports that.
 */
#ifndef WASYNCIO_H
#define WASYNCIO_H

#define WIO_VERSION_MAJOR 0
#define WIO_VERSION_MINOR 1
#define WIO_VERSION_PATCH 0
#define WIO_VERSION "0.1.0"

#include "wasyncio/types.h"

#include "wasyncio/error.h"

#include "wasyncio/context.h"

#include "wasyncio/loop.h"

#include "wasyncio/future.h"

#include "wasyncio/task.h"

#include "wasyncio/scope.h"

#include "wasyncio/waiting.h"

#include "wasyncio/io.h"

#include "wasyncio/waiters.h"

#include "wasyncio/limiter.h"
#include "wasyncio/stream.h"
#include "wasyncio/sync.h"

#include "wasyncio/queue.h"

#include "wasyncio/generator.h"

#include "wasyncio/executor.h"

#include "wasyncio/runner.h"
#include "wasyncio/signals.h"

#include "wasyncio/graph.h"

#include "wasyncio/value.h"
#include "wasyncio/call.h"
#include "wasyncio/js.h"
#include "wasyncio/fetch.h"

#include "wasyncio/cxx.h"

#endif
