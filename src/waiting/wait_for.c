// SPDX-License-Identifier: MIT
#include "core/canceller.h"
#include "core/error.h"
#include "core/wait.h"
#include "waiting/children.h"
#include "wasyncio/scope.h"
#include "wasyncio/waiting.h"

/* Cancel it and see it end, and be cancelled oneself meanwhile. */
static int end_now(wio_task *task, int *result)
{
	int r = wio__wait_check();
	if (r < 0)
		return r;
	wio__task_cancel_by(task, WIO_SOURCE_TIMEOUT, wio__rt.task);
	r = wio_wait(&task, 1, WIO_ALL_COMPLETED, WIO_FOREVER);
	if (r < 0)
		return r;
	r = wio__future_outcome(&task->future);
	if (r == WIO_ECANCELED)
		return wio_raise_from(WIO_ETIMEDOUT, wio_last_error(), "%s",
		                      wio_strerror(WIO_ETIMEDOUT));
	if (!result)
		return r;
	*result = r;
	return 0;
}

int wio_wait_for(wio_task *task, int64_t timeout, int *result)
{
	struct wio__children *all;
	int r = wio__children_to_wait(&all, sizeof *all, &task, 1, "wio_wait_for");
	if (r < 0)
		return r;
	wio_timeout *scope;
	if (timeout <= 0 && task->future.state == WIO__PENDING) {
		r = end_now(task, result);
	} else if ((r = wio_timeout_open(&scope,
	                                 timeout > 0 ? timeout : WIO_FOREVER)) == 0) {
		r = wio_timeout_close(scope, wio_await_task(task, result));
	}
	wio__children_release(all);
	return r;
}
