// SPDX-License-Identifier: MIT
/* Values that are read or written piece by piece. */
#include "call/border.h"
#include "call/calls.h"
#include "wasyncio/error.h"

static int refuse(const wio_call *call, size_t i, const char *what)
{
	if (!call)
		return wio_raise(WIO_EINVAL, "the value is nothing %s", what);
	return wio_raise(WIO_EINVAL, "%s: argument %zu is nothing %s", call->to->named.name, i + 1,
	                 what);
}

static int open_reader(wio_value value, const wio_call *call, size_t i,
                       wio_reader **reader)
{
	*reader = NULL;
	switch (value.kind) {
	case WIO_STREAM:
		return wio__border_reader((uint32_t)value.integer, reader);
	case WIO_STRING:
	case WIO_BYTES:
		return wio_reader_open_bytes(reader, value.bytes, value.size);
	default:
		return refuse(call, i, "to read from");
	}
}

static int open_writer(wio_value value, const wio_call *call, size_t i,
                       wio_writer **writer)
{
	*writer = NULL;
	return value.kind == WIO_STREAM
	           ? wio__border_writer((uint32_t)value.integer, writer)
	           : refuse(call, i, "to write to");
}

int wio_call_reader(wio_call *call, size_t i, wio_reader **reader)
{
	return open_reader(wio_call_value(call, i), call, i, reader);
}

int wio_call_writer(wio_call *call, size_t i, wio_writer **writer)
{
	return open_writer(wio_call_value(call, i), call, i, writer);
}

/* The reader has it now; bytes are copied. */
static int taken(wio_value *value, int r)
{
	if (r == 0 && value->kind == WIO_STREAM)
		*value = wio_undefined();
	else if (r == 0)
		wio_value_clear(value);
	return r;
}

int wio_value_reader(wio_value *value, wio_reader **reader)
{
	const wio_value given = value ? *value : wio_undefined();
	return taken(value, open_reader(given, NULL, 0, reader));
}

int wio_value_writer(wio_value *value, wio_writer **writer)
{
	const wio_value given = value ? *value : wio_undefined();
	return taken(value, open_writer(given, NULL, 0, writer));
}
