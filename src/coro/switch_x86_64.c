// SPDX-License-Identifier: MIT
#include "switch.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * The System V ABI's callee-saved registers.  The jump in place of a return
 * leaves the processor's prediction of returns alone: ours would never match.
 */
__asm__(".text\n"
        ".p2align 4\n"
        ".globl wio__switch\n"
        ".hidden wio__switch\n"
        ".type wio__switch, @function\n"
        "wio__switch:\n"
        "	.cfi_startproc\n"
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
        "	.cfi_endproc\n"
        ".size wio__switch, .-wio__switch\n"
        /* No caller: a debugger's walk of the stack ends here. */
        ".p2align 4\n"
        ".type wio__switch_start, @function\n"
        "wio__switch_start:\n"
        "	.cfi_startproc\n"
        "	.cfi_undefined rip\n"
        "	endbr64\n"
        "	call wio__switch_first\n"
        "	ud2\n"
        "	.cfi_endproc\n"
        ".size wio__switch_start, .-wio__switch_start\n");

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
