// SPDX-License-Identifier: MIT
/* Until nothing more happens. */
#include "core/loop.h"
#include "core/runtime.h"
#include "wasyncio/task.h"
#include "wasyncio/test.h"

int wio_test_wait_blocked(void)
{
	int r;
	do
		r = wio_yield();
	while (r == 0 && (wio__rt.stepping->batch.first || wio__rt.stepping->ready.first));
	return r;
}
