// SPDX-License-Identifier: MIT
/* Calls from this program itself. */
#include <stdlib.h>
#include <string.h>

#include "call/calls.h"
#include "core/memory.h"
#include "core/wait.h"
#include "wasyncio/error.h"

/* In the frame of who waits for it. */
struct local {
	wio_value result;
};

static int take(wio_call *call, wio_value value)
{
	struct local *local = call->of_caller;
	wio_value copy;
	int r = local ? wio__value_copy(&copy, value) : 0;
	if (r < 0 || !local)
		return r;
	wio_value_clear(&local->result);
	local->result = copy;
	return 0;
}

static void end(wio_call *call, int r, const wio_error *error)
{
	(void)call;
	(void)r;
	(void)error;
}

static const struct wio__caller caller = {.take = take, .end = end};

/* The call may last longer than who waits for it.  All in one block, the values
 * first.  [NULL: no memory] */
static wio_value *copy_all(size_t count, const wio_value *args)
{
	size_t size = count * sizeof *args;
	for (size_t i = 0; i < count; i++)
		size += args[i].size + 1;
	wio_value *copies = wio__shared_zalloc(size ? size : 1);
	if (!copies)
		return NULL;
	char *at = (char *)(copies + count);
	for (size_t i = 0; i < count; i++) {
		copies[i] = args[i];
		if (args[i].size == 0 && args[i].kind < WIO_STRING)
			continue;
		if (args[i].size)
			memcpy(at, args[i].bytes, args[i].size);
		copies[i].bytes = at;
		at += args[i].size;
		*at++ = '\0';
	}
	return copies;
}

static int start(struct local *local, wio_call **out, const wio__export *to, size_t count,
                 const wio_value *args)
{
	wio_call *call = *out = wio__shared_zalloc(sizeof *call);
	wio_value *copies = copy_all(count, args);
	if (!call || !copies) {
		free(call);
		free(copies);
		return WIO_ENOMEM;
	}
	call->caller = &caller;
	call->of_caller = local;
	call->to = to;
	call->block = copies;
	call->args = copies;
	call->count = count;
	return wio__call_start(call, NULL, NULL);
}

int wio_export_call(wio_value *result, const char *name, size_t count,
                    const wio_value *args)
{
	if (result)
		*result = wio_undefined();
	const wio__export *to = name ? wio__export_find(name) : NULL;
	if (!to)
		return wio_raise(WIO_ELOOKUP, "wio_export_call: no function '%s' is exported",
		                 name ? name : "NULL");
	int r = wio__values_check(count, args, "wio_export_call");
	if (r < 0)
		return r;
	r = wio__wait_check_end();
	if (r < 0)
		return r;
	struct local *local = wio__shared_zalloc(sizeof *local);
	if (!local)
		return WIO_ENOMEM;
	wio_call *call;
	r = start(local, &call, to, count, args);
	if (r == 0) {
		wio_task *task = wio_task_retain(call->task);
		/* Cancelled: the task is, and its end is waited for. */
		r = wio_await(task, NULL);
		if (!wio_task_done(task))
			call->of_caller = NULL;
		wio_task_release(task);
	}
	if (r >= 0 && result)
		*result = local->result;
	else
		wio_value_clear(&local->result);
	free(local);
	return r;
}
