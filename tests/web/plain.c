// SPDX-License-Identifier: MIT
/* basic WHAT [N]: one small program for each thing to be seen on the web. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

static int sleeper(void *unused)
{
	(void)unused;
	puts("sleeping");
	fflush(stdout);
	int r = wio_sleep(WIO_MS(20));
	printf("slept %d\n", r);
	return r < 0 ? r : 7;
}

int main(void)
{
	return wio_run(sleeper, NULL);
}
