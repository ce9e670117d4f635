// SPDX-License-Identifier: MIT
#ifndef WIO_EXECUTOR_EXECUTOR_H
#define WIO_EXECUTOR_EXECUTOR_H

#include <stdatomic.h>

#include "core/object.h"
#include "core/post.h"
#include "wasyncio/executor.h"

struct wio__monitor;

struct wio_executor {
	enum wio__kind kind;
	size_t users;     /* these all inside its monitor */
	size_t pending;   /* jobs that are not over; with the users gone, so is it */
	bool shut;
	struct wio__idle *waiters;
	struct wio__monitor *monitor;
	int64_t shutdown_timeout;
	const wio_executor_methods *methods;
	void *self;
};

static inline bool wio__is_executor(const wio_executor *executor)
{
	return executor && executor->kind == WIO__EXECUTOR;
}

/* Whose job this thread runs, or NULL. */
extern _Thread_local const wio_executor *wio__executor_here;

/* A job begins to be submitted, unless it is shut down.  [0, WIO_ESHUTDOWN] */
int wio__executor_begin(wio_executor *executor, const char *who);
/* That job is over. */
void wio__executor_end(wio_executor *executor);
/* It is shut down.  [WIO_ESHUTDOWN] */
int wio__executor_refuse(const char *who);
/* It is none.  [WIO_EINVAL] */
int wio__executor_raise(const wio_executor *executor, const char *who);
/* Its methods, where nothing can wait. */
int wio__executor_submit(const wio_executor *executor, wio_job *job);
void wio__executor_shut_down(const wio_executor *executor, bool cancel_jobs);
void wio__executor_free(wio_executor *executor);
/* Let the running task wait until all jobs are over.  [0, the wait errors, WIO_ENOMEM] */
int wio__executor_idle(wio_executor *executor);

#endif
