// SPDX-License-Identifier: MIT
#ifndef WIO_PACE_H
#define WIO_PACE_H

#include "host.h"

/*
 * Counts down to about one look in a while: looking costs, and so does asking
 * the clock whether it is time to look.
 */
struct wio__pace {
	int left;
	int lap;
	int64_t last;
};

/* After a look: set the count for the next one, about period nanoseconds
 * later if it goes on as it did. */
static inline void wio__pace_again(struct wio__pace *pace, int64_t period)
{
	/* Code that was fast and turns slow is noticed after so many at the
	 * latest; a clock reading for so many costs next to nothing. */
	enum { MOST = 512 };
	int64_t now = wio__host_now();
	int64_t took = now - pace->last;
	pace->last = now;
	if (took < period / 2 && pace->lap < MOST)
		pace->lap = pace->lap * 2 + 1;
	else if (took > period * 2)
		pace->lap /= 2;
	pace->left = pace->lap;
}

/* True about once in period nanoseconds, provided it is called often. */
static inline bool wio__pace_due(struct wio__pace *pace, int64_t period)
{
	if (--pace->left >= 0)
		return false;
	wio__pace_again(pace, period);
	return true;
}

#endif
