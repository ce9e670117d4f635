// SPDX-License-Identifier: MIT
#ifndef WIO_TOP_NATIVE_H
#define WIO_TOP_NATIVE_H

#include <stdbool.h>

#include "coro.h"

/* A switch keeps every frame as it is: nothing is called again. */
static inline bool wio__top_again(void)
{
	return false;
}

static inline bool wio__top_left(void)
{
	return false;
}

static inline int wio__top_arrive(void)
{
	return 0;
}

/* A macro, so that after is inlined at each level of optimising. */
#define wio__top_leave(after) after(wio__coro_suspend())

#endif
