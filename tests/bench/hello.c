// SPDX-License-Identifier: MIT
/*
 * The smallest program that waits, by which sizes are compared.  HELLO_PRINTF has
 * it use printf, with a number; else it calls write.
 */
#include <string.h>
#include <unistd.h>

#include "wasyncio.h"

#ifdef HELLO_PRINTF
#include <stdio.h>
#endif

static int hello(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_MS(1));
#ifdef HELLO_PRINTF
	printf("hello, %d\n", r);
#else
	static const char text[] = "hello\n";
	if (write(1, text, strlen(text)) < 0)
		return 1;
#endif
	return r;
}

int main(void)
{
	return wio_run(hello, NULL);
}
