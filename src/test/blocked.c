// SPDX-License-Identifier: MIT
/* Until nothing more happens. */
#include "core/loop.h"
#include "core/runtime.h"
#include "wasyncio/task.h"
#include "wasyncio/test.h"

/* How many tasks are in here.  To one of them the others, which yield as it does, are
 * not ready. */
static _Thread_local size_t asking;

static size_t count(const struct wio__node *node)
{
	size_t n = 0;
	for (; node && n < asking; node = node->next)
		n++;
	return n;
}

int wio_test_wait_blocked(void)
{
	int r;
	asking++;
	do
		r = wio_yield();
	while (r == 0 && count(wio__rt.stepping->batch.first) +
	                         count(wio__rt.stepping->ready.first) >= asking);
	asking--;
	return r;
}
