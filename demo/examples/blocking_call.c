// SPDX-License-Identifier: MIT
/*
 * A call that blocks, or computes for long, is a job for another thread: tasks go on
 * meanwhile.  It gets a copy of its bytes, and what it made of them comes back.
 *
 *     tick
 *     the 10000th prime is 104729
 *     that was too much: 1000001 is above a million
 *
 * In WebAssembly there are no threads, and no job blocks the loop's own:
 *
 *     tick
 *     WIO_ENOTSUP
 */
#include <stdio.h>
#include <wasyncio.h>

enum { TOO_MUCH = WIO_EUSER };

struct search {
	int nth;
	int prime;
};

static bool is_prime(int n)
{
	for (int i = 2; i * i <= n; i++)
		if (n % i == 0)
			return false;
	return n > 1;
}

/* In the other thread: as any C function, but that it may raise. */
static int find(void *bytes)
{
	struct search *search = bytes;
	if (search->nth > 1000000)
		return wio_raise(TOO_MUCH, "%d is above a million", search->nth);
	for (int found = 0; found < search->nth; found += is_prime(search->prime))
		search->prime++;
	return 0;
}

static int ticker(void *unused)
{
	(void)unused;
	return puts("tick") < 0 ? -1 : 0;
}

static int app(void *unused)
{
	(void)unused;
	struct search search = {.nth = 10000};
	int r = wio_create_task(NULL, ticker, NULL, NULL);
	if (r == 0)
		r = wio_yield();
	if (r == 0)
		r = wio_executor_call(find, &search, sizeof search);
	if (r == WIO_ENOTSUP) {
		puts(wio_strerror_name(r));
		return 0;
	}
	if (r < 0)
		return r;
	printf("the %dth prime is %d\n", search.nth, search.prime);
	search.nth = 1000001;
	r = wio_executor_call(find, &search, sizeof search);
	if (r == TOO_MUCH) {
		printf("that was too much: %s\n", wio_error_message(wio_last_error()));
		r = 0;
	}
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
