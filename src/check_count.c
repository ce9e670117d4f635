// SPDX-License-Identifier: MIT
/* Check points where only a look finds interrupts: one in a millisecond. */
#include "internal.h"
#include "pace.h"

static _Thread_local struct wio__pace pace;

bool wio__check_is_due(void)
{
	return wio__pace_due(&pace, WIO_MS(1));
}
