// SPDX-License-Identifier: MIT
/*
 * A call that fails now and then is tried again, longer apart each time; one that
 * takes too long counts as failed.
 *
 *     try 1: timed out
 *     try 2: errno 111
 *     try 3: 42
 */
#include <stdio.h>
#include <wasyncio.h>

static int call(int try)
{
	if (try == 1)
		return wio_sleep(WIO_S(60));
	return try == 2 ? -111 : 42; /* a refused connection, on Linux */
}

static int call_within(int try, int64_t limit)
{
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, limit);
	return r < 0 ? r : wio_timeout_close(timeout, call(try));
}

static int app(void *unused)
{
	(void)unused;
	int r = 0;
	for (int try = 1; try <= 3; try++) {
		r = call_within(try, WIO_MS(5));
		/* What is meant for the task itself is no reason to go on. */
		if (r == WIO_ECANCELED || r == WIO_EINTERRUPTED)
			return r;
		if (r >= 0) {
			printf("try %d: %d\n", try, r);
			return 0;
		}
		if (r == WIO_ETIMEDOUT)
			printf("try %d: timed out\n", try);
		else
			printf("try %d: errno %d\n", try, -r);
		int slept = wio_sleep(WIO_MS(1) << try);
		if (slept < 0)
			return slept;
	}
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
