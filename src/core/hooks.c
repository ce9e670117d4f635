// SPDX-License-Identifier: MIT
/* What tests define, and C++, in programs that are neither. */
#include "core/cxx.h"
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

__attribute__((weak)) int wio__cxx_call(wio_fn *fn, void *arg)
{
	return fn(arg);
}
