// SPDX-License-Identifier: MIT
#ifndef WIO_TRACE_H
#define WIO_TRACE_H

#include <stdint.h>

#include "core/compiler.h"
#include "wasyncio/types.h"

enum wio__event {
	WIO__EVENT_RUN,
	WIO__EVENT_DONE,
	WIO__EVENT_ITERATION,
	WIO__EVENT_START,
	WIO__EVENT_RESUME,
	WIO__EVENT_SUSPEND,
	WIO__EVENT_END,
	WIO__EVENT_CANCEL,
	WIO__EVENT_REPORT, /* value: the address of the wio_report */
	WIO__EVENT_CLOSE,
	WIO__EVENT_CLOSED,
	WIO__EVENT_DEADLOCK
};

/* Told of everything that the loop does: defined by tests and tools, if at all. */
WIO__IF_LINKED void wio__trace_call(enum wio__event event, wio_task *task,
                                    int64_t value);
static inline void wio__trace(enum wio__event event, wio_task *task, int64_t value)
{
	if (wio__is_linked(wio__trace_call))
		wio__trace_call(event, task, value);
}

#endif
