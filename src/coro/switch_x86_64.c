// SPDX-License-Identifier: MIT
#include "switch.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The System V ABI's callee-saved registers.  The jump in place of a return
 * leaves the processor's prediction of returns alone: ours would never match, but
 * for that of a coroutine which ends without a wait, whose start returns from the
 * switch to it.
 */
__asm__(WIO__ASM_BEGIN("wio__switch")
        "	endbr64\n"
        "	pushq %rbp\n"
        "	.cfi_adjust_cfa_offset 8\n"
        "	.cfi_rel_offset rbp, 0\n"
        "	pushq %rbx\n"
        "	.cfi_adjust_cfa_offset 8\n"
        "	.cfi_rel_offset rbx, 0\n"
        "	pushq %r12\n"
        "	.cfi_adjust_cfa_offset 8\n"
        "	.cfi_rel_offset r12, 0\n"
        "	pushq %r13\n"
        "	.cfi_adjust_cfa_offset 8\n"
        "	.cfi_rel_offset r13, 0\n"
        "	pushq %r14\n"
        "	.cfi_adjust_cfa_offset 8\n"
        "	.cfi_rel_offset r14, 0\n"
        "	pushq %r15\n"
        "	.cfi_adjust_cfa_offset 8\n"
        "	.cfi_rel_offset r15, 0\n"
        "	movq %rsp, (%rdi)\n"
        "	movq %rsi, %rsp\n"
        "	popq %r15\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	.cfi_restore r15\n"
        "	popq %r14\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	.cfi_restore r14\n"
        "	popq %r13\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	.cfi_restore r13\n"
        "	popq %r12\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	.cfi_restore r12\n"
        "	popq %rbx\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	.cfi_restore rbx\n"
        "	popq %rbp\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	.cfi_restore rbp\n"
        "	popq %rcx\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	.cfi_register rip, rcx\n"
        "	jmpq *%rcx\n"
        WIO__ASM_END("wio__switch")
        /* No caller: a debugger's walk of the stack ends here. */
        WIO__ASM_BEGIN("wio__switch_start")
        "	.cfi_undefined rip\n"
        "	endbr64\n"
        "	call " WIO__ASM_NAME("wio__switch_first") "\n"
        "	movq %rax, %rsp\n"
        "	.cfi_def_cfa rsp, 56\n"
        "	.cfi_restore rip\n"
        "	popq %r15\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	popq %r14\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	popq %r13\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	popq %r12\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	popq %rbx\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	popq %rbp\n"
        "	.cfi_adjust_cfa_offset -8\n"
        "	ret\n"
        WIO__ASM_END("wio__switch_start"));

const size_t wio__switch_below = 0;

void wio__switch_start(void) __attribute__((visibility("hidden")));

void *wio__switch_prepare(void *low, void *high)
{
	/* r15, r14, r13, r12, rbx, rbp, then where to go; the stack pointer
	 * there is 16-byte aligned, as the call wants it. */
	uint64_t *place = (uint64_t *)high - 9;

	(void)low;
	memset(place, 0, 9 * sizeof *place);
	place[6] = (uint64_t)(uintptr_t)wio__switch_start;
	return place;
}
