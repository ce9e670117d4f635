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
 * switch there calls wio__switch_first(). */
void *wio__switch_prepare(void *low, void *high);

/* In native.c; never returns. */
_Noreturn void wio__switch_first(void);

#endif
