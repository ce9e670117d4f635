// SPDX-License-Identifier: MIT
#ifndef WIO_SWITCH_H
#define WIO_SWITCH_H

#include <stddef.h>

/*
 * What native.c needs of a machine: one file of switch_*.c, chosen by CMake.
 * A place is a stack pointer below which all that a switch keeps is pushed.
 *
 * Floating-point modes (rounding, masks) are the thread's, not a coroutine's:
 * no switch saves them.
 */

/* Save this place to *from and go on at another. */
void wio__switch(void **from, void *to);

/* How much below a place belongs to it. */
extern const size_t wio__switch_below;

/* A first place on an unused stack [low, high), high being 16-byte aligned: a
 * switch there calls wio__switch_first(), and then goes for good to the place that
 * that returns. */
void *wio__switch_prepare(void *low, void *high);

/* In native.c. */
void *wio__switch_first(void);

/*
 * Around a function in assembly.  Objects of macOS name it with an underscore, and
 * know neither its type nor its size.
 */
#ifdef __APPLE__
#define WIO__ASM_NAME(name) "_" name
#define WIO__ASM_LOCAL(name) ".private_extern " WIO__ASM_NAME(name) "\n"
#define WIO__ASM_TYPE(name) ""
#define WIO__ASM_SIZE(name) ""
#else
#define WIO__ASM_NAME(name) name
#define WIO__ASM_LOCAL(name) ".hidden " name "\n"
#define WIO__ASM_TYPE(name) ".type " name ", %function\n"
#define WIO__ASM_SIZE(name) ".size " name ", .-" name "\n"
#endif

#define WIO__ASM_BEGIN(name)                                                       \
	".text\n"                                                                      \
	".p2align 4\n"                                                                 \
	".globl " WIO__ASM_NAME(name) "\n" WIO__ASM_LOCAL(name) WIO__ASM_TYPE(name)    \
	WIO__ASM_NAME(name) ":\n"                                                      \
	"	.cfi_startproc\n"
#define WIO__ASM_END(name) "	.cfi_endproc\n" WIO__ASM_SIZE(name)

#endif
