// SPDX-License-Identifier: MIT
/* The native switch always has memory for what it suspends; those that may not
 * have it fail in the same way.  Linked only natively. */
#include "replay.h"

int __real_wio__coro_suspend(void);
int __wrap_wio__coro_suspend(void);

int __wrap_wio__coro_suspend(void)
{
	return ++suspends.asked == suspends.fail ? WIO_ENOMEM
	                                         : __real_wio__coro_suspend();
}
