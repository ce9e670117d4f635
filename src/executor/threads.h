// SPDX-License-Identifier: MIT
#ifndef WIO_EXECUTOR_THREADS_H
#define WIO_EXECUTOR_THREADS_H

#include "wasyncio/executor.h"

/* What threads are here: of threads.c and none.c, CMake takes one. */

/* A lock, and a place where threads wait.  Without threads it is nothing. */
struct wio__monitor;
struct wio__monitor *wio__monitor_new(void); /* NULL: no memory */
void wio__monitor_free(struct wio__monitor *monitor);
void wio__monitor_enter(struct wio__monitor *monitor);
void wio__monitor_leave(struct wio__monitor *monitor);
/* Inside: let others in until one of them tells.  until: of the host's clock.
 * [0, WIO_ETIMEDOUT, WIO_ENOTSUP] */
int wio__monitor_wait(struct wio__monitor *monitor, int64_t until);
void wio__monitor_tell(struct wio__monitor *monitor);

/* This one is none of ours, and may get records of errors: they go at its end. */
void wio__threads_visit(void);

/* [0, WIO_ENOTSUP, with a record] */
int wio__threads_check(const char *who);

/* Threads that run jobs: as a program's own executor would.
 * [0, WIO_ENOTSUP, WIO_ENOMEM] */
int wio__pool_new(const wio_executor_options *options,
                  const wio_executor_methods **methods, void **self);

#endif
