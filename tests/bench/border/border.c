// SPDX-License-Identifier: MIT
/* What crosses the border, as little as there can be of each. */
#include "wasyncio.h"

static int empty(wio_call *call)
{
	(void)call;
	return 0;
}
WIO_EXPORT(empty);

static int echo(wio_call *call)
{
	return wio_call_return(call, wio_call_value(call, 0));
}
WIO_EXPORT(echo);

static int numbers(wio_call *call)
{
	const int64_t n = wio_call_int(call, 0);
	for (int64_t i = 0; i < n; i++) {
		int r = wio_call_yield(call, wio_int(i));
		if (r < 0)
			return r;
	}
	return 0;
}
WIO_EXPORT(numbers);

/* So many calls of the function of that name. */
static int calls(wio_call *call)
{
	const char *name = wio_call_string(call, 0);
	const int64_t n = wio_call_int(call, 1);
	for (int64_t i = 0; i < n; i++) {
		int r = wio_host_call(NULL, name, 0, NULL);
		if (r < 0)
			return r;
	}
	return 0;
}
WIO_EXPORT(calls);

static int waits(wio_call *call)
{
	(void)call;
	return wio_sleep(WIO_FOREVER);
}
WIO_EXPORT(waits);

static int spins(wio_call *call)
{
	(void)call;
	for (int r;;)
		if ((r = wio_check_interrupt()) < 0)
			return r;
}
WIO_EXPORT(spins);

/* Computes for some microseconds, and lets the others. */
static int computes(void *unused)
{
	(void)unused;
	for (volatile unsigned i = 0;; i = 0) {
		while (i < 5000)
			i++;
		int r = wio_yield();
		if (r < 0)
			return r;
	}
}

/* So many tasks that never wait. */
static int busy(wio_call *call)
{
	static const wio_task_options small = {.shared_stack = true};
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int64_t n = wio_call_int(call, 0); n > 0 && r == 0; n--)
		r = wio_group_create_task(group, NULL, computes, NULL, &small);
	return wio_group_close(group, r);
}
WIO_EXPORT(busy);

/* All of a body, which is dropped. */
static int fetches(wio_call *call)
{
	static char piece[64 * 1024];
	wio_response *response;
	int r = wio_fetch(&response, wio_call_string(call, 0), NULL);
	while (r >= 0 &&
	       (r = wio_reader_read(wio_response_body(response), piece, sizeof piece)) > 0)
		;
	wio_response_release(response);
	return r;
}
WIO_EXPORT(fetches);
