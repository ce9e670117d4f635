// SPDX-License-Identifier: MIT
/* A main without arguments. */
#include <stdio.h>

#include "wasyncio.h"

static int sleeper(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_MS(1));
	printf("slept %d\n", r);
	return r < 0 ? r : 7;
}

int main(void)
{
	return wio_run(sleeper, NULL);
}
