// SPDX-License-Identifier: MIT
/*
 * In place of libc's abort, which is a trap and nothing else: an engine that has no
 * word of tasks could not say whose it was.
 */
#include <stdlib.h>

#include "coro.h"

_Noreturn void abort(void)
{
	if (wio__is_linked(wio__coro_aborted))
		wio__coro_aborted();
	__builtin_trap();
}
