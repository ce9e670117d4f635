// SPDX-License-Identifier: MIT
#ifndef WIO_JUMP_NATIVE_H
#define WIO_JUMP_NATIVE_H

/* setjmp and longjmp of glibc, wrapped by the linker in debug builds.
 * setjmp returns twice, so no function of C can stand before it: a machine's own
 * file has that, and goes on with the real one on the same frame. */
#include <setjmp.h>

#include "coro.h"

_Noreturn void __real_longjmp(jmp_buf env, int value);
_Noreturn void __wrap_longjmp(jmp_buf env, int value);

_Noreturn void __wrap_longjmp(jmp_buf env, int value)
{
	wio__jump_check(env);
	__real_longjmp(env, value);
}

#endif
