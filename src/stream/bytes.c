// SPDX-License-Identifier: MIT
/* A source that is memory. */
#include <string.h>

#include "core/memory.h"
#include "wasyncio/error.h"
#include "wasyncio/stream.h"

struct bytes {
	size_t size, given;
	unsigned char data[];
};

static int more(void *source, void *buffer, size_t size)
{
	struct bytes *bytes = source;
	const size_t left = bytes->size - bytes->given;
	const size_t n = left < size ? left : size;
	memcpy(buffer, bytes->data + bytes->given, n);
	bytes->given += n;
	return (int)n;
}

static void end(void *source)
{
	struct bytes *bytes = source;
	wio__free(bytes, sizeof *bytes + bytes->size);
}

int wio_reader_open_bytes(wio_reader **reader, const void *data, size_t size)
{
	static const wio_reader_source source = {more, end};
	*reader = NULL;
	if (!data && size)
		return wio_raise(WIO_EINVAL, "wio_reader_open_bytes: bytes is NULL");
	struct bytes *bytes = wio__alloc(sizeof *bytes + size);
	if (!bytes)
		return WIO_ENOMEM;
	bytes->size = size;
	bytes->given = 0;
	if (size)
		memcpy(bytes->data, data, size);
	int r = wio_reader_new(reader, &source, bytes);
	if (r < 0)
		end(bytes);
	return r;
}
