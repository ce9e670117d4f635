// SPDX-License-Identifier: MIT
/* Memory that runs out at a place of choice. */
#include "core/memory.h"
#include "wasyncio/test.h"

static _Thread_local size_t count;
static _Thread_local size_t failing;

bool wio__alloc_refused(size_t size)
{
	(void)size;
	return ++count == failing;
}

void wio_test_fail_allocation(size_t nth)
{
	count = 0;
	failing = nth;
}

size_t wio_test_allocations(void)
{
	return count;
}
