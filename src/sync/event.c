// SPDX-License-Identifier: MIT
#include "wasyncio/error.h"
#include "wasyncio/sync.h"

int wio_event_wait(wio_event *event)
{
	if (!event)
		return wio_raise(WIO_EINVAL, "wio_event_wait: event is NULL");
	return event->is_set ? 0 : wio_waiters_wait(&event->waiters, NULL);
}

int wio_event_set(wio_event *event)
{
	if (!event)
		return wio_raise(WIO_EINVAL, "wio_event_set: event is NULL");
	int r = 0;
	if (!event->is_set)
		do
			r = wio_waiters_wake(&event->waiters);
		while (r > 0);
	if (r == 0)
		event->is_set = true;
	return r;
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
