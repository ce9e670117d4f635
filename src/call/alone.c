// SPDX-License-Identifier: MIT
/* A host that has no functions. */
#include "call/border.h"
#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/fetch.h"

void wio__border_open(void)
{
	wio__embedded_open();
}

int wio__border_call(const char *name, size_t count, const wio_value *args,
                     struct wio__answer *answer)
{
	(void)count;
	(void)args;
	(void)answer;
	return wio_raise(WIO_ENOTSUP,
	                 "wio_host_call: '%s': this host has no functions: JavaScript gives "
	                 "them to open",
	                 name);
}

int wio__border_js(const char *name)
{
	(void)name;
	return 0;
}

int wio_fetch(wio_response **response, const char *url, const wio_fetch_options *options)
{
	(void)options;
	*response = NULL;
	return wio_raise(WIO_ENOTSUP, "wio_fetch: '%s': this host has no fetch", url ? url : "NULL");
}

void wio__border_settle(uint32_t id, uint64_t ticket)
{
	(void)id;
	(void)ticket;
}

int wio__border_take(uint32_t id, struct wio__answer *answer)
{
	(void)id;
	(void)answer;
	return WIO_ENOTSUP;
}

bool wio__border_abort(uint32_t id, bool join)
{
	(void)id;
	(void)join;
	return false;
}

int wio__border_reader(uint32_t id, wio_reader **reader)
{
	(void)id;
	*reader = NULL;
	return WIO_ENOTSUP;
}

int wio__border_writer(uint32_t id, wio_writer **writer)
{
	(void)id;
	*writer = NULL;
	return WIO_ENOTSUP;
}

void wio__border_drop(uint32_t id)
{
	(void)id;
}

/* It keeps none. */
void wio__host_forget(unsigned error)
{
	(void)error;
}
