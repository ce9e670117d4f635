// SPDX-License-Identifier: MIT
/* Functions that are called by name. */
#include "cancels.h"

static int cleaned;

static int cleans(void *unused)
{
	(void)unused;
	const int r = wio_sleep(WIO_S(1));
	cleaned++;
	return r;
}

static int nap(wio_call *call)
{
	wio_defer(cleans, NULL);
	return wio_sleep(WIO_S(wio_call_int(call, 0)));
}
WIO_EXPORT(nap);

static int calls_nap(void *unused)
{
	(void)unused;
	wio_value result;
	const wio_value seconds = wio_int(100);
	const int r = wio_export_call(&result, "nap", 1, &seconds);
	CHECK(result.kind == WIO_UNDEFINED);
	return r;
}

ROW(wio_export_call, ended)
{
	cleaned = 0;
	GIVES(cancelled(waits(calls_nap, NULL, "wio_await")), WIO_ECANCELED);
	GIVES(cleaned, 1);
}

/* What only JavaScript can ask for, tests/border/ has. */
ROW(wio_call_yield, no_effect)
{
	not_here();
}

ROW(wio_fetch, ended)
{
	not_here();
}

ROW(wio_host_call, ended)
{
	not_here();
}

/* A function that it makes. */
ROW(WIO_JS, ended)
{
	not_here();
}

ROW(wio_worker_call, ended)
{
	not_here();
}

ROW(wio_host_call_with, ended)
{
	not_here();
}
