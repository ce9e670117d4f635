// SPDX-License-Identifier: MIT
/* Without threads. */
#include "bench.h"

int executor(void *unused)
{
	(void)unused;
	return WIO_ENOTSUP;
}

int conditions(void *unused)
{
	(void)unused;
	return WIO_ENOTSUP;
}
