// SPDX-License-Identifier: MIT
/* What a call was given, by the kinds that its function expects. */
#include "call/calls.h"

static const char *const kinds[] = {
    [WIO_UNDEFINED] = "undefined", [WIO_BOOL] = "a boolean", [WIO_INT] = "a whole number",
    [WIO_DOUBLE] = "a number",     [WIO_STRING] = "a string", [WIO_BYTES] = "bytes",
    [WIO_JSON] = "an object",
    [WIO_STREAM] = "a stream"};

size_t wio_call_count(const wio_call *call)
{
	return call->count;
}

wio_value wio_call_value(const wio_call *call, size_t i)
{
	return i < call->count ? call->args[i] : wio_undefined();
}

/* The first that is wrong is told. */
static wio_value get(wio_call *call, size_t i, enum wio_kind kind)
{
	wio_value value = wio_call_value(call, i);
	if (value.kind == kind)
		return value;
	if (kind == WIO_DOUBLE && value.kind == WIO_INT)
		return wio_double((double)value.integer);
	if (call->wrong == 0) {
		call->wrong = wio_raise(WIO_EINVAL, "%s: argument %zu is %s, not %s",
		                        call->to->named.name, i + 1, kinds[value.kind],
		                        kinds[kind]);
		call->why = wio_error_retain(wio_last_error());
	}
	return wio_undefined();
}

int wio_call_check(wio_call *call)
{
	return call->why ? wio_error_raise(call->why) : call->wrong;
}

bool wio_call_bool(wio_call *call, size_t i)
{
	return get(call, i, WIO_BOOL).integer != 0;
}

int64_t wio_call_int(wio_call *call, size_t i)
{
	return get(call, i, WIO_INT).integer;
}

double wio_call_double(wio_call *call, size_t i)
{
	const wio_value value = get(call, i, WIO_DOUBLE);
	return value.kind == WIO_DOUBLE ? value.number : 0;
}

static const char *text(wio_value value)
{
	return value.kind == WIO_UNDEFINED ? NULL : value.text;
}

const char *wio_call_string(wio_call *call, size_t i)
{
	return text(get(call, i, WIO_STRING));
}

const char *wio_call_json(wio_call *call, size_t i)
{
	return text(get(call, i, WIO_JSON));
}

wio_bytes wio_call_bytes(wio_call *call, size_t i)
{
	const wio_value value = get(call, i, WIO_BYTES);
	wio_bytes bytes = {NULL, value.size};
	if (value.kind == WIO_BYTES)
		bytes.data = value.bytes;
	return bytes;
}
