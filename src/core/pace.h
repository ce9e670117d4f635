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
	int lap; /* what is counted down from */
	int64_t read; /* when the clock was read last */
	int64_t looked;
	int still; /* readings that found the same time */
};

/*
 * It has come to the end: set the count for the next time, about period
 * nanoseconds later if it goes on as it did, and at most most.  True if a look
 * is due.
 */
static inline bool wio__pace_again(struct wio__pace *pace, int64_t period,
                                   int most)
{
	/* Where a clock stands still while code runs, as workerd's, such a time is one
	 * of calls. */
	enum { STILL = 1024 };
	int64_t now = wio__host_now();
	int64_t took = now - pace->read;
	pace->read = now;
	if (took < period / 2)
		pace->lap = pace->lap * 2 + 1 < most ? pace->lap * 2 + 1 : most;
	else if (took > period * 2)
		pace->lap = (int)(pace->lap * period / took);
	pace->left = pace->lap;
	pace->still = took ? 0 : pace->still + 1;
	if (now - pace->looked < period / 2 && pace->still < STILL)
		return false;
	pace->still = 0;
	pace->looked = now;
	return true;
}

/* True about once in period nanoseconds, provided it is called often.  What was
 * fast and turns slow is noticed after so many calls at the latest; a reading
 * of the clock for so many costs next to nothing. */
static inline bool wio__pace_due(struct wio__pace *pace, int64_t period)
{
	enum { MOST = 512 };
	return --pace->left < 0 && wio__pace_again(pace, period, MOST);
}

#endif
