// SPDX-License-Identifier: MIT
/* What is different natively. */
#include "coro.h"
#include "core/sanitizer.h"
#include "replay.h"
#include "wasyncio.h"

/* The native switch always has memory for what it suspends; those that may not
 * have it fail in the same way. */
int __real_wio__coro_suspend(void);
int __wrap_wio__coro_suspend(void);

int __wrap_wio__coro_suspend(void)
{
	return ++suspends.asked == suspends.fail ? WIO_ENOMEM
	                                         : __real_wio__coro_suspend();
}

/* Each run is the last of its thread.  Mapping the stacks of the next one anew
 * would take most of the time, so that is done for some only; where they are
 * malloc's they count as blocks, and none may be left. */
void __real_wio__coro_trim(void);
void __wrap_wio__coro_trim(void);

void __wrap_wio__coro_trim(void)
{
#ifndef WIO__ASAN
	static unsigned runs;
	if (++runs % 64)
		return;
#endif
	__real_wio__coro_trim();
}
