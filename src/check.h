// SPDX-License-Identifier: MIT
#ifndef WIO_CHECK_H
#define WIO_CHECK_H

#include "internal.h"
#include "pace.h"

/*
 * Check points: places in a computation that interrupts reach.  Where others
 * can set a flag (natively a signal handler does) testing it is all; elsewhere
 * only a look finds interrupts, and WIO__CHECK_COUNTS makes a check point count
 * down to one in a millisecond.
 */
#ifdef WIO__CHECK_COUNTS
extern struct wio__pace wio__check_pace;

static inline bool wio__check_is_due(void)
{
	return --wio__check_pace.left < 0;
}
#else
static inline bool wio__check_is_due(void)
{
	return wio__rt.stepping && wio__loop_attention(wio__rt.stepping);
}
#endif

/* One that is due: let the host look, and have its turn if it wants one. */
void wio__check_look(wio_loop *loop);

#endif
