// SPDX-License-Identifier: MIT
#ifndef WIO_CHECK_H
#define WIO_CHECK_H

#include "core/loop.h"
#include "core/pace.h"
#include "core/runtime.h"
#include "host.h"

/*
 * Check points: places in a computation that interrupts reach.  Testing one
 * word is all, where somebody else can write it: natively a signal handler or
 * a thread, and with WIO__CHECK_FLAG an embedder.  Elsewhere only a look finds
 * interrupts, and with WIO__CHECK_COUNTS a check point counts down to one in a
 * millisecond.
 */
enum {
	/* Code that was fast and turns slow is noticed after so much. */
	WIO__CHECK_MOST = 8192,
	/* What each counts: a program asks more rarely than a compiler does. */
	WIO__CHECK_INSERTED = 1,
	WIO__CHECK_ASKED = 16
};

extern struct wio__pace wio__check_pace;

/* Makes the next check point due. */
static inline void wio__check_soon(void)
{
#ifdef WIO__CHECK_LOOKS
	wio__check_word.by.raised = 1;
	wio__check_pace.left = 0;
#endif
}

#if defined WIO__CHECK_FLAG
static inline bool wio__check_is_due(int weight)
{
	(void)weight;
	return wio__check_word.anybody != 0;
}

/* Look about; true if it is time to. */
static inline bool wio__check_again(void)
{
	wio__check_word.by.raised = 0;
	return true;
}
#elif defined WIO__CHECK_COUNTS
static inline bool wio__check_is_due(int weight)
{
	return (wio__check_pace.left -= weight) < 0;
}

static inline bool wio__check_again(void)
{
	return wio__pace_again(&wio__check_pace, WIO_MS(1), WIO__CHECK_MOST);
}
#else
static inline bool wio__check_is_due(int weight)
{
	(void)weight;
	return wio__rt.stepping && wio__loop_attention(wio__rt.stepping);
}

static inline bool wio__check_again(void)
{
	return true;
}
#endif

/* One that is due: let the host look, and have its turn if it wants one. */
void wio__check_look(wio_loop *loop);

#endif
