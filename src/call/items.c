// SPDX-License-Identifier: MIT
/* Calls that give one item after the other. */
#include "call/calls.h"
#include "core/cleanup.h"
#include "core/task.h"
#include "wasyncio/error.h"

/* Whoever left would leave what is open, too. */
static int check(const wio_call *call, wio_value item)
{
	if (!call->caller->item)
		return wio_raise(WIO_ESTATE, "wio_call_yield: %s was not called for a stream",
		                 call->to->named.name);
	if (wio_current_task() != call->task)
		return wio_raise(WIO_ESTATE, "wio_call_yield: in another task than that of %s",
		                 call->to->named.name);
	const struct wio__cleanup *open = wio__cleanup_scope(call->task, call->base);
	if (open)
		return wio_raise(WIO_ESTATE,
		                 "wio_call_yield: a %s that was opened in it is still open%s",
		                 open->scope, open->place ? open->place : "");
	return wio__value_check(item, "wio_call_yield");
}

/* Nobody will ask any more: but for the cancel that says so, it is an error. */
static int yields_to_nobody(const wio_call *call)
{
	int r = wio_yield();
	return r < 0 ? r
	             : wio_raise(WIO_ESTATE, "wio_call_yield: %s yields after it was left",
	                         call->to->named.name);
}

int wio_call_yield(wio_call *call, wio_value item)
{
	int r = check(call, item);
	if (r >= 0 && call->left)
		return yields_to_nobody(call);
	while (r >= 0 && call->asked == 0)
		r = wio_waiters_wait(&call->consumer, NULL);
	if (r < 0)
		return r;
	r = call->caller->item(call, item);
	if (r >= 0)
		call->asked--;
	return r;
}

void wio__call_ask(wio_call *call, uint32_t more)
{
	call->asked += more;
	wio_waiters_wake(&call->consumer);
}
