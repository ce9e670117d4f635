// SPDX-License-Identifier: MIT
#include "switch.h"

#include <stdint.h>
#include <string.h>

/* What a switch has stored at its place, which sp is. */
#define TAKE \
	"	ldp x19, x20, [sp, #0]\n" \
	"	ldp x21, x22, [sp, #16]\n" \
	"	ldp x23, x24, [sp, #32]\n" \
	"	ldp x25, x26, [sp, #48]\n" \
	"	ldp x27, x28, [sp, #64]\n" \
	"	ldp x29, x30, [sp, #80]\n" \
	"	ldp d8, d9, [sp, #96]\n" \
	"	ldp d10, d11, [sp, #112]\n" \
	"	ldp d12, d13, [sp, #128]\n" \
	"	ldp d14, d15, [sp, #144]\n" \
	"	add sp, sp, #160\n"

/* AAPCS64's callee-saved registers: x19-x30 and the low halves of v8-v15.  x18
 * belongs to the system on some. */
__asm__(WIO__ASM_BEGIN("wio__switch")
        "	hint #34\n" /* bti c */
        "	sub sp, sp, #160\n"
        "	.cfi_adjust_cfa_offset 160\n"
        "	stp x19, x20, [sp, #0]\n"
        "	stp x21, x22, [sp, #16]\n"
        "	stp x23, x24, [sp, #32]\n"
        "	stp x25, x26, [sp, #48]\n"
        "	stp x27, x28, [sp, #64]\n"
        "	stp x29, x30, [sp, #80]\n"
        "	.cfi_rel_offset x29, 80\n"
        "	.cfi_rel_offset x30, 88\n"
        "	stp d8, d9, [sp, #96]\n"
        "	stp d10, d11, [sp, #112]\n"
        "	stp d12, d13, [sp, #128]\n"
        "	stp d14, d15, [sp, #144]\n"
        "	mov x9, sp\n"
        "	str x9, [x0]\n"
        "	mov sp, x1\n"
        TAKE
        "	.cfi_adjust_cfa_offset -160\n"
        "	.cfi_restore x29\n"
        "	.cfi_restore x30\n"
        /* x16 may land on a "bti c"; a return would never be predicted. */
        "	mov x16, x30\n"
        "	br x16\n"
        WIO__ASM_END("wio__switch")
        /* No caller: a debugger's walk of the stack ends here. */
        WIO__ASM_BEGIN("wio__switch_start")
        "	.cfi_undefined x30\n"
        "	hint #34\n"
        "	bl " WIO__ASM_NAME("wio__switch_first") "\n"
        /* Of one that ends without a wait it is predicted: it is that of the
         * switch to it. */
        "	mov sp, x0\n"
        TAKE
        "	.cfi_restore x30\n"
        "	ret\n"
        WIO__ASM_END("wio__switch_start"));

const size_t wio__switch_below = 0;

void wio__switch_start(void) __attribute__((visibility("hidden")));

void *wio__switch_prepare(void *low, void *high)
{
	uint64_t *place = (uint64_t *)high - 20;

	(void)low;
	memset(place, 0, 20 * sizeof *place);
	place[11] = (uint64_t)(uintptr_t)wio__switch_start;
	return place;
}
