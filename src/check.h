// SPDX-License-Identifier: MIT
#ifndef WIO_CHECK_H
#define WIO_CHECK_H

#include "internal.h"

/*
 * Check points: places in a computation that interrupts reach.  Where others
 * can set a flag (natively a signal handler does) testing it is all; elsewhere
 * only a look finds interrupts, and with WIO__CHECK_COUNTS a check point counts
 * down to one in a millisecond.  What is raised meanwhile by the program itself
 * ends the count.
 */
enum {
	/* Code that was fast and turns slow is noticed after so much. */
	WIO__CHECK_MOST = 8192,
	/* What each counts: a program asks more rarely than a compiler does. */
	WIO__CHECK_INSERTED = 1,
	WIO__CHECK_ASKED = 16
};

static inline bool wio__check_is_due(int weight)
{
#ifdef WIO__CHECK_COUNTS
	return (wio__check_pace.left -= weight) < 0;
#else
	(void)weight;
	return wio__rt.stepping && wio__loop_attention(wio__rt.stepping);
#endif
}

/* One that is due: let the host look, and have its turn if it wants one. */
void wio__check_look(wio_loop *loop);

#endif
