// SPDX-License-Identifier: MIT
/* Check points where others can set a flag: natively, a signal handler. */
#include "internal.h"

bool wio__check_is_due(void)
{
	return false;
}
