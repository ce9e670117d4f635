// SPDX-License-Identifier: MIT
/* What tests define, in programs that are none. */
#include "core/memory.h"
#include "core/trace.h"

__attribute__((weak)) bool wio__alloc_refused(size_t size)
{
	(void)size;
	return false;
}

__attribute__((weak)) void wio__trace_call(enum wio__event event, wio_task *task,
                                           int64_t value)
{
	(void)event;
	(void)task;
	(void)value;
}
