// SPDX-License-Identifier: MIT
#define _XOPEN_SOURCE 700
#include "switch.h"

#include <stddef.h>
#include <ucontext.h>

/* What a compiler may put into the frame of wio__switch below its context. */
const size_t wio__switch_below = 256;

/*
 * For machines without a switch of their own.  Each swap is a system call or
 * two (it saves the signal mask): some 20 times slower.
 */
void wio__switch(void **from, void *to)
{
	ucontext_t here;

	*from = &here;
	(void)swapcontext(&here, to);
}

static void start(void)
{
	(void)setcontext(wio__switch_first());
}

void *wio__switch_prepare(void *low, void *high)
{
	ucontext_t *first = (ucontext_t *)high - 1;

	/* Aligned as the stack is. */
	first = (ucontext_t *)((char *)first - ((size_t)first & 15));
	(void)getcontext(first);
	first->uc_stack.ss_sp = low;
	first->uc_stack.ss_size = (size_t)((char *)first - (char *)low);
	first->uc_link = NULL;
	makecontext(first, start, 0);
	return first;
}
