// SPDX-License-Identifier: MIT
/* A build without threads: one of the program's may run jobs, in this one. */
#include "executor/threads.h"
#include "wasyncio/error.h"

static char nothing;

struct wio__monitor *wio__monitor_new(void)
{
	return (struct wio__monitor *)(void *)&nothing;
}

void wio__monitor_free(struct wio__monitor *monitor)
{
	(void)monitor;
}

void wio__monitor_enter(struct wio__monitor *monitor)
{
	(void)monitor;
}

void wio__monitor_leave(struct wio__monitor *monitor)
{
	(void)monitor;
}

int wio__monitor_wait(struct wio__monitor *monitor, int64_t until)
{
	(void)monitor;
	(void)until;
	return wio__threads_check("to block");
}

void wio__monitor_tell(struct wio__monitor *monitor)
{
	(void)monitor;
}

void wio__threads_visit(void)
{
}

int wio__threads_check(const char *who)
{
	return wio_raise(WIO_ENOTSUP,
	                 "%s: this build has no threads, as one for the web has with "
	                 "WASYNCIO_THREADS, and no job is run on the loop's own; an executor "
	                 "of the program's may (wio_executor_methods), and on the web a "
	                 "worker an exported function (wio_worker_call)",
	                 who);
}

int wio__pool_new(const wio_executor_options *options,
                  const wio_executor_methods **methods, void **self)
{
	(void)options;
	(void)methods;
	(void)self;
	return wio__threads_check("wio_executor_new");
}
