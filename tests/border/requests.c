// SPDX-License-Identifier: MIT
/* What a program asks of servers. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

static const wio_header headers[] = {{"x-asked", "one"}, {"X-Asked", "two"}};

/* Gives "STATUS ADDRESS HEADER\nBODY". */
static int tell(wio_call *call, wio_response *response, const char *header)
{
	char text[400];
	wio_bytes body;
	const char *value = wio_response_header(response, header ? header : "none");
	int r = wio_reader_read_all(wio_response_body(response), &body, 200);
	if (r < 0)
		return r;
	snprintf(text, sizeof text, "%d %s %s\n%.*s", wio_response_status(response),
	         wio_response_url(response), value ? value : "-", (int)body.size,
	         body.size ? (const char *)body.data : "");
	return wio_call_return(call, wio_string(text));
}

/* get(address, header) */
static int get(wio_call *call)
{
	wio_response *response;
	int r = wio_fetch(&response, wio_call_string(call, 0), NULL);
	if (r == 0)
		r = tell(call, response,
		         wio_call_count(call) > 1 ? wio_call_string(call, 1) : NULL);
	wio_response_release(response);
	return r;
}
WIO_EXPORT(get);

/* send(address, method, body) */
static int sends(wio_call *call)
{
	wio_response *response;
	const wio_bytes body = wio_call_bytes(call, 2);
	const wio_fetch_options options = {.method = wio_call_string(call, 1),
	                                   .headers = headers,
	                                   .header_count = 2,
	                                   .body = body.data,
	                                   .body_size = body.size};
	int r = wio_fetch(&response, wio_call_string(call, 0), &options);
	if (r == 0)
		r = tell(call, response, "x-asked");
	wio_response_release(response);
	return r;
}
WIO_EXPORT(sends);

/* All headers, a line for each. */
static int names(wio_call *call)
{
	char text[2000] = "";
	size_t count, size = 0;
	wio_response *response;
	int r = wio_fetch(&response, wio_call_string(call, 0), NULL);
	if (r < 0)
		return r;
	const wio_header *all = wio_response_headers(response, &count);
	for (size_t i = 0; i < count; i++)
		size += (size_t)snprintf(text + size, sizeof text - size, "%s: %s\n", all[i].name,
		                         all[i].value);
	wio_response_release(response);
	return wio_call_return(call, wio_string(text));
}
WIO_EXPORT(names);

/* ---- what is large ---- */

/* So many bytes, and then the end or an error. */
struct bytes {
	int64_t left;
	int end; /* 0, an error, or STAYS: nothing more ever comes */
	int *gone; /* 1: nobody reads it any more */
};

enum { STAYS = 1 };

static int gives(void *source, void *buffer, size_t size)
{
	struct bytes *bytes = source;
	int r = wio_yield();
	if (r < 0)
		return r;
	if (bytes->left == 0 && bytes->end == STAYS)
		return wio_sleep(WIO_S(1000));
	if (bytes->left == 0)
		return bytes->end < 0 ? wio_raise(bytes->end, "the source has failed") : 0;
	if ((int64_t)size > bytes->left)
		size = (size_t)bytes->left;
	memset(buffer, 'x', size);
	bytes->left -= (int64_t)size;
	return (int)size;
}

static void ended(void *source)
{
	struct bytes *bytes = source;
	*bytes->gone = 1;
	free(bytes);
}

static int gone;

/* A request to the first argument, whose body is so many bytes with that end. */
static int begin_upload(wio_response **response, wio_call *call, int64_t size, int end)
{
	static const wio_reader_source source = {gives, ended};
	struct bytes *bytes = malloc(sizeof *bytes);
	wio_reader *reader;
	*response = NULL;
	gone = 0;
	*bytes = (struct bytes){size, end, &gone};
	int r = wio_reader_new(&reader, &source, bytes);
	if (r < 0)
		return r;
	r = wio_fetch(response, wio_call_string(call, 0),
	              &(wio_fetch_options){.body_reader = reader});
	wio_reader_release(reader);
	return r;
}

/* upload(address, n, fails): what a reader of so many bytes gives. */
static int upload(wio_call *call)
{
	wio_response *response;
	int r = begin_upload(&response, call, wio_call_int(call, 1),
	                     wio_call_bool(call, 2) ? -EIO : 0);
	if (r == 0)
		r = tell(call, response, NULL);
	wio_response_release(response);
	return r;
}
WIO_EXPORT(upload);

/* lets_go(address): of a response whose request is not sent to its end. */
static int lets_go(wio_call *call)
{
	wio_response *response;
	int r = begin_upload(&response, call, 10, STAYS);
	wio_response_release(response);
	return r;
}
WIO_EXPORT(lets_go);

/* Whether nobody reads the last upload's source any more. */
static int is_gone(wio_call *call)
{
	(void)call;
	return gone;
}
WIO_EXPORT(is_gone);

/* Counts them, and waits after the first piece for a function of the host's, if any. */
static int read_all(wio_call *call, wio_reader *body, int64_t *n, const char *hold)
{
	static char piece[100 * 1024];
	int r;
	while ((r = wio_reader_read(body, piece, sizeof piece)) > 0) {
		if (*n == 0) {
			wio_call_progress(call, 0);
			int held = hold ? wio_host_call(NULL, hold, 0, NULL) : wio_yield();
			if (held < 0)
				return held;
		}
		*n += r;
	}
	return r;
}

/* counts(address, hold): how many bytes come; after the first piece it waits for that
 * function.  Fails by name, and with what had come. */
static int counts(wio_call *call)
{
	int64_t n = 0;
	wio_response *response;
	const char *hold = wio_call_count(call) > 1 ? wio_call_string(call, 1) : NULL;
	int r = wio_fetch(&response, wio_call_string(call, 0), NULL);
	if (r == 0)
		r = read_all(call, wio_response_body(response), &n, hold);
	wio_response_release(response);
	if (r == WIO_ENETWORK)
		return wio_raise_from(r, wio_last_error(), "after %d bytes", (int)n);
	return r < 0 ? r : wio_call_return(call, wio_int(n));
}
WIO_EXPORT(counts);

/* echo(address, n): sends so many, and reads them as they come back. */
static int echoes(wio_call *call)
{
	static const wio_reader_source source = {gives, ended};
	struct bytes *bytes = malloc(sizeof *bytes);
	int64_t n = 0;
	wio_reader *reader;
	wio_response *response;
	*bytes = (struct bytes){wio_call_int(call, 1), 0, &gone};
	int r = wio_reader_new(&reader, &source, bytes);
	if (r < 0)
		return r;
	r = wio_fetch(&response, wio_call_string(call, 0),
	              &(wio_fetch_options){.method = "PUT", .body_reader = reader});
	wio_reader_release(reader);
	if (r == 0)
		r = read_all(call, wio_response_body(response), &n, NULL);
	wio_response_release(response);
	return r < 0 ? r : wio_call_return(call, wio_int(n));
}
WIO_EXPORT(echoes);

/* Reads of what is kept longer than its response. */
static int keeps(wio_call *call)
{
	wio_response *response;
	wio_bytes body;
	int r = wio_fetch(&response, wio_call_string(call, 0), NULL);
	if (r < 0)
		return r;
	wio_reader *reader = wio_reader_retain(wio_response_body(response));
	wio_response_release(wio_response_retain(response));
	const int status = wio_response_status(response);
	wio_response_release(response);
	r = wio_reader_read_all(reader, &body, 100);
	if (r == 0 && status != 200)
		r = wio_raise(WIO_ESTATE, "what is kept says %d", status);
	if (r == 0)
		r = wio_call_return(call, wio_bytes_of(body.data, body.size));
	wio_reader_release(reader);
	return r;
}
WIO_EXPORT(keeps);

/* How large the memory is, in bytes. */
static int memory(wio_call *call)
{
	(void)call;
#ifdef __wasm__
	return (int)__builtin_wasm_memory_size(0) << 16;
#else
	return 0;
#endif
}
WIO_EXPORT(memory);

/* ---- what is refused ---- */

#define REFUSES(text, ...) \
	do { \
		wio_response *none_of_it; \
		if (wio_fetch(&none_of_it, __VA_ARGS__) != WIO_EINVAL || none_of_it || \
		    !strstr(wio_error_message(wio_last_error()), text)) \
			return wio_raise(WIO_ESTATE, "not refused: %s", text); \
	} while (0)

static int refuses(wio_call *call)
{
	(void)call;
	const wio_header none[] = {{"a", NULL}}, wrong[] = {{"a b", "c"}};
	const char *const good = "http://127.0.0.1:1/";
	REFUSES("url is NULL", NULL, NULL);
	REFUSES("headers is NULL", good, &(wio_fetch_options){.header_count = 1});
	REFUSES("header 0 is NULL", good,
	        &(wio_fetch_options){.headers = none, .header_count = 1});
	REFUSES("body is NULL", good, &(wio_fetch_options){.body_size = 1});
	REFUSES("wio_fetch: " /* each host has its words */, good,
	        &(wio_fetch_options){.headers = wrong, .header_count = 1});
	REFUSES("its method is none", good, &(wio_fetch_options){.method = "a b"});
	REFUSES("its method is none", good, &(wio_fetch_options){.method = ""});
	REFUSES("GET and HEAD have no body", good,
	        &(wio_fetch_options){.method = "Get", .body = "x", .body_size = 1});
	REFUSES("not UTF-8", "http://\xff/", NULL);
	wio_reader *reader;
	int r = wio_reader_open_bytes(&reader, "x", 1);
	if (r < 0)
		return r;
	REFUSES("two bodies", good,
	        &(wio_fetch_options){.body = "x", .body_size = 1, .body_reader = reader});
	wio_reader_release(reader);
	return wio_response_status(NULL) || wio_response_url(NULL) || wio_response_body(NULL) ||
	       wio_response_headers(NULL, NULL) || wio_response_header(NULL, "a") ||
	       wio_response_retain(NULL);
}
WIO_EXPORT(refuses);

/* ---- from C ---- */

#ifndef __EMSCRIPTEN__
static int app(void *unused)
{
	(void)unused;
	wio_response *response;
	int r = wio_fetch(&response, "http://127.0.0.1:1/", NULL);
	printf("%s: %s\n", wio_strerror_name(r), wio_error_message(wio_last_error()));
	wio_response_release(response);
	return 0;
}

int main(void)
{
	return wio_run(app, NULL);
}
#endif
