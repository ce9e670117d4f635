// SPDX-License-Identifier: MIT
#include "wasyncio/error.h"
#include "wasyncio/sync.h"

int wio_event_wait(wio_event *event)
{
	if (!event)
		return wio_raise(WIO_EINVAL, "wio_event_wait: event is NULL");
	if (event->is_set)
		return 0;
	if (!event->waiters.call)
		event->waiters.call = "wio_event_wait";
	return wio_waiters_wait(&event->waiters, NULL);
}

int wio_event_set(wio_event *event)
{
	if (!event)
		return wio_raise(WIO_EINVAL, "wio_event_set: event is NULL");
	if (event->is_set)
		return 0;
	int r = wio_waiters_wake_all(&event->waiters);
	if (r < 0)
		return r;
	event->is_set = true;
	return 0;
}

int wio_event_clear(wio_event *event)
{
	if (!event)
		return wio_raise(WIO_EINVAL, "wio_event_clear: event is NULL");
	event->is_set = false;
	return 0;
}

bool wio_event_is_set(const wio_event *event)
{
	return event && event->is_set;
}
