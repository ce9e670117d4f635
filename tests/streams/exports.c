// SPDX-License-Identifier: MIT
/* Functions that JavaScript gives streams, and C bytes. */
#include <stdlib.h>
#include <string.h>
#include <wasyncio.h>

/* All of it, in pieces of the second argument's size. */
static int collect(wio_call *call)
{
	wio_reader *reader;
	static char all[1 << 21];
	const size_t piece = (size_t)wio_call_int(call, 1);
	size_t size = 0;
	int r = wio_call_reader(call, 0, &reader);
	while (r >= 0 && (r = wio_reader_read(reader, all + size, piece)) > 0)
		size += (size_t)r;
	wio_reader_release(reader);
	return r < 0 ? r : wio_call_return(call, wio_bytes_of(all, size));
}
WIO_EXPORT(collect);

/* So many lines; the rest is nobody's. */
static int lines(wio_call *call)
{
	wio_reader *reader;
	wio_bytes line;
	int64_t left = wio_call_int(call, 1);
	int r = wio_call_reader(call, 0, &reader);
	while (r >= 0 && left-- > 0 && (r = wio_reader_read_line(reader, &line)) > 0)
		r = wio_call_yield(call, wio_bytes_of(line.data, line.size));
	wio_reader_release(reader);
	return r;
}
WIO_EXPORT(lines);

/* A read that is given up after some time, and then another. */
static int impatient(wio_call *call)
{
	wio_reader *reader;
	wio_timeout *timeout;
	char buffer[8];
	int r = wio_call_reader(call, 0, &reader);
	if (r < 0)
		return r;
	r = wio_timeout_open(&timeout, WIO_MS(wio_call_int(call, 1)));
	if (r == 0)
		r = wio_timeout_close(timeout, wio_reader_read(reader, buffer, 8));
	if (r == WIO_ETIMEDOUT)
		r = wio_reader_read(reader, buffer, sizeof buffer);
	if (r > 0)
		r = wio_call_return(call, wio_bytes_of(buffer, (size_t)r));
	wio_reader_release(reader);
	return r;
}
WIO_EXPORT(impatient);

/* Its argument twice, or not at all. */
static int asks(wio_call *call)
{
	wio_reader *first = NULL, *second = NULL;
	wio_writer *writer;
	int r = 0;
	if (wio_call_int(call, 1) == 1)
		r = wio_call_writer(call, 0, &writer);
	else if (wio_call_int(call, 1) == 2)
		r = wio_call_reader(call, 0, &first);
	if (r == 0)
		r = first ? wio_call_reader(call, 0, &second) : 0;
	wio_reader_release(first);
	return r;
}
WIO_EXPORT(asks);

/* From the first to the second; the rest of what is cancelled is missing. */
static int copy(wio_call *call)
{
	wio_reader *reader;
	wio_writer *writer = NULL;
	char buffer[1000];
	int r = wio_call_reader(call, 0, &reader);
	if (r == 0)
		r = wio_call_writer(call, 1, &writer);
	while (r >= 0 && (r = wio_reader_read(reader, buffer, sizeof buffer)) > 0)
		r = wio_writer_write(writer, buffer, (size_t)r);
	if (r == 0)
		r = wio_writer_close(writer);
	if (r == 0)
		r = wio_call_return(call, wio_int((int64_t)wio_writer_written(writer)));
	wio_writer_release(writer);
	wio_reader_release(reader);
	return r;
}
WIO_EXPORT(copy);

/* How much a function of the page's gives, up to a line's end. */
static int from_page(wio_call *call)
{
	wio_value given;
	wio_reader *reader = NULL;
	wio_bytes line;
	int r = wio_host_call(&given, "gives", 0, NULL);
	if (r == 0 && wio_call_int(call, 0))
		r = wio_value_reader(&given, &reader);
	if (r == 0 && reader && (r = wio_reader_read_line(reader, &line)) > 0)
		r = wio_call_return(call, wio_bytes_of(line.data, line.size));
	wio_reader_release(reader);
	wio_value_clear(&given);
	return r;
}
WIO_EXPORT(from_page);

/* ---- from C ---- */

static int from_c(void *unused)
{
	(void)unused;
	wio_value result;
	const wio_value args[] = {wio_bytes_of("abc\ndef", 7), wio_int(4)};
	int r = wio_export_call(&result, "collect", 2, args);
	if (r < 0)
		return r;
	r = result.kind == WIO_BYTES && result.size == 7 &&
	            memcmp(result.bytes, "abc\ndef", 7) == 0 ? 0 : 9;
	wio_value_clear(&result);
	if (r == 0 && wio_export_call(NULL, "collect", 1, args + 1) != WIO_EINVAL)
		r = 8;
	if (r == 0 && wio_export_call(NULL, "copy", 2, args) != WIO_EINVAL)
		r = 7;
	return r;
}

int main(void)
{
	return wio_run(from_c, NULL);
}
