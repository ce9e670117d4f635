// SPDX-License-Identifier: MIT
/* Check points where only a look finds interrupts: a countdown, so long that
 * the look comes about once a millisecond. */
#include "internal.h"

enum { MOST = 1 << 20 };

static _Thread_local int left;
static _Thread_local int lap = 64;
static _Thread_local int64_t last;

bool wio__check_is_due(void)
{
	if (--left >= 0)
		return false;
	int64_t now = wio__host_now();
	int64_t took = now - last;
	last = now;
	if (took < WIO_MS(1) / 2 && lap < MOST)
		lap *= 2;
	else if (took > WIO_MS(1) * 2 && lap > 1)
		lap /= 2;
	left = lap;
	return true;
}
