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

/* Its task may go on in a later run, when this one was left by an interrupt. */
struct request {
	int refs;
	wio_value *call;
	size_t count;
	wio_value result;
};

static void let_go(void *arg)
{
	struct request *request = arg;
	if (--request->refs > 0)
		return;
	wio_value_clear(&request->result);
	free(request->call);
	free(request);
}

static int run(void *arg)
{
	struct request *request = arg;
	const wio_value *name = request->call;
	if (name->kind != WIO_STRING)
		return wio_raise(WIO_EINVAL, "wio_export_run: the first value is no name");
	return wio_export_call(&request->result, name->text, request->count - 1, name + 1);
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

static int drive(wio_value *call, size_t count, wio_value *result)
{
	int r = runner ? 0 : wio_runner_new(&runner, NULL);
	struct request *request = r == 0 && count ? malloc(sizeof *request) : NULL;
	if (!request) {
		free(call);
		if (r == 0)
			r = count ? WIO_ENOMEM : close();
		return r;
	}
	*request = (struct request){2, call, count, wio_undefined()};
	r = wio_runner_run(runner, run, request, &(wio_task_options){.arg_free = let_go});
	*result = request->result;
	request->result = wio_undefined();
	let_go(request);
	return r;
}

EXPORTED(wio_export_room) void *wio_export_room(size_t size)
{
	return malloc(size ? size : 1);
}

EXPORTED(wio_export_run) const wio_outcome *wio_export_run(wio_value *call, size_t count)
{
	wio_value result = wio_undefined();
	const int r = drive(call, count, &result);
	/* That of before; or of a call that was refused meanwhile. */
	wio_value_clear(&outcome.value);
	outcome.code = r;
	outcome.value = result;
	if (r < 0) {
		const wio_error *error = wio_last_error();
		wio_value_clear(&outcome.value);
		/* Without memory the code has to do. */
		(void)wio__value_copy(&outcome.value,
		                      wio_string(wio_error_code(error) == r
		                                     ? wio_error_message(error)
		                                     : wio_strerror(r)));
	}
	return &outcome;
}
