// SPDX-License-Identifier: MIT
/* Calls from an embedder, which waits for each. */
#include <stdlib.h>

#include "call/border.h"
#include "call/calls.h"
#include "wasyncio/error.h"
#include "wasyncio/runner.h"

#ifdef __wasi__
#define EXPORTED(function) __attribute__((export_name(#function)))
#else
#define EXPORTED(function)
#endif

/* Linked with what is exported, so that an embedder finds them. */
void wio__embedded_open(void)
{
}

static wio_runner *runner; /* of all calls, from the first one on */
static wio_outcome outcome;

struct request {
	const wio_value *call;
	size_t count;
};

static int run(void *arg)
{
	const struct request *request = arg;
	const wio_value *name = request->call;
	if (name->kind != WIO_STRING)
		return wio_raise(WIO_EINVAL, "wio_export_run: the first value is no name");
	return wio_export_call(&outcome.value, name->text, request->count - 1, name + 1);
}

static int close(void)
{
	int r = wio_runner_close(runner);
	if (r != WIO_ERUNNING) {
		wio_runner_free(runner);
		runner = NULL;
	}
	return r;
}

static int drive(const wio_value *call, size_t count)
{
	struct request request = {call, count};
	int r = runner ? 0 : wio_runner_new(&runner, NULL);
	if (r < 0)
		return r;
	return count ? wio_runner_run(runner, run, &request, NULL) : close();
}

EXPORTED(wio_export_room) void *wio_export_room(size_t size)
{
	return malloc(size ? size : 1);
}

EXPORTED(wio_export_run) const wio_outcome *wio_export_run(wio_value *call, size_t count)
{
	wio_value_clear(&outcome.value);
	outcome.code = drive(call, count);
	if (outcome.code < 0) {
		const wio_error *error = wio_last_error();
		wio_value_clear(&outcome.value);
		/* Without memory the code has to do. */
		(void)wio__value_copy(&outcome.value,
		                      wio_string(wio_error_code(error) == outcome.code
		                                     ? wio_error_message(error)
		                                     : wio_strerror(outcome.code)));
	}
	free(call);
	return &outcome;
}
