// SPDX-License-Identifier: MIT
/* What compilers make of setjmp and longjmp in WebAssembly, wrapped by the linker
 * in debug builds. */
#include <stdint.h>

#include "coro.h"

void __real___wasm_setjmp(void *env, uint32_t label, void *frame);
_Noreturn void __real___wasm_longjmp(void *env, int value);
void __wrap___wasm_setjmp(void *env, uint32_t label, void *frame);
_Noreturn void __wrap___wasm_longjmp(void *env, int value);

void __wrap___wasm_setjmp(void *env, uint32_t label, void *frame)
{
	wio__jump_note(env);
	__real___wasm_setjmp(env, label, frame);
}

_Noreturn void __wrap___wasm_longjmp(void *env, int value)
{
	wio__jump_check(env);
	__real___wasm_longjmp(env, value);
}
