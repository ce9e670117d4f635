// SPDX-License-Identifier: MIT
/* HTTP by JavaScript's fetch.  But for what is common to all hosts (response.h) it is
 * what a program could have written: a function of WIO_JS, and streams. */
#include <string.h>
#include <strings.h>

#include "call/response.h"
#include "core/memory.h"
#include "wasyncio/call.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"
#include "wasyncio/js.h"
#include "wasyncio/stream.h"

static const wio_error_entry errors[] = {WIO_ERRORS_OF_FETCH(WIO_ERROR_ENTRY)};

/*
 * With an address: ask for it.  headers: names and values, each with a NUL behind it;
 * body: bytes, or true for what was written to the stream that the call before has given.
 * Gives what can be read as a stream is: first what response.h says, then the body.
 *
 * Without one: a stream for the body of the request that follows.
 */
WIO_JS(wio__fetch, (() => {
	let sent; /* what is to be sent, or a promise of it */

	const failure = (code, url, error) => {
		const why = error.cause ? error.cause.message || error.cause.code : undefined;
		return Object.assign(new TypeError("wio_fetch: " + url + ": " + error.message +
			(why ? " (" + why + ")" : ""), {'cause': error}), {'code': code});
	};

	/* Browsers take no stream for a body, or over HTTP/2 only, which nobody can know
	 * before; they keep a large Blob outside of the page's memory. */
	const opens = () => {
		if (!globalThis.navigator?.userAgent?.startsWith('Mozilla')) {
			const {readable, writable} = new TransformStream();
			sent = readable;
			return writable;
		}
		const parts = [];
		let done, failed;
		sent = new Promise((resolve, reject) => { done = resolve; failed = reject; });
		sent.catch(() => {});
		return new WritableStream({
			write(chunk) { parts.push(new Blob([chunk])); },
			close() { done(new Blob(parts)); },
			abort(error) { failed(error); },
		});
	};

	const asks = async (url, method, headers, body, signal) => {
		let request;
		const fields = headers.split('\0');
		if (typeof fetch != 'function')
			throw failure('WIO_ENOTSUP', url, new TypeError('this host has no fetch'));
		try {
			const address = new URL(url, globalThis.location?.href);
			const pairs = [];
			for (let i = 0; i + 1 < fields.length; i += 2)
				pairs.push([fields[i], fields[i + 1]]);
			if (body === true) body = await sent;
			request = new Request(address, {method: method ?? (body ? 'POST' : 'GET'),
				headers: pairs, body, signal, 'duplex': 'half'});
		} catch (error) {
			throw failure('WIO_EINVAL', url, error);
		}
		try {
			return await fetch(request);
		} catch (error) {
			throw failure('WIO_ENETWORK', url, error);
		}
	};

	const readable = (url, response) => {
		const reader = response.body?.getReader();
		const texts = [response.status, response.url || url, ...[...response.headers].flat()];
		const head = new TextEncoder().encode("0000" + texts.map(text => text + '\0').join(""));
		new DataView(head.buffer).setUint32(0, head.length - 4, true);
		let first = {value: head, done: false};
		return {
			getReader: () => ({
				async read() {
					if (first) {
						const chunk = first;
						first = undefined;
						return chunk;
					}
					try {
						return reader ? await reader.read() : {done: true};
					} catch (error) {
						throw failure('WIO_ENETWORK', url, error);
					}
				},
				cancel: async why => reader?.cancel(why),
				releaseLock: () => reader?.releaseLock(),
			}),
			cancel: async why => reader?.cancel(why),
		};
	};

	return (url, method, headers, body, how) => typeof url != 'string' ? opens()
		: asks(url, method, headers, body, how.signal).then(response => readable(url, response));
})())

/* ---- the request's body ---- */

/* In a task of its own. */
struct sending {
	wio_reader *from;
	wio_writer *to;
	char piece[64 * 1024];
};

static int send(void *arg)
{
	struct sending *sending = arg;
	int r;
	while ((r = wio_reader_read(sending->from, sending->piece, sizeof sending->piece)) > 0) {
		r = wio_writer_write(sending->to, sending->piece, (size_t)r);
		if (r < 0)
			return 0; /* the request tells, or was let go of */
	}
	if (r == 0)
		(void)wio_writer_close(sending->to);
	else
		(void)wio_writer_abort(sending->to);
	return r;
}

static void sent(void *arg)
{
	struct sending *sending = arg;
	wio_reader_release(sending->from);
	wio_writer_release(sending->to);
	wio__free(sending, sizeof *sending);
}

static int begin_to_send(wio_task **task, wio_reader *reader)
{
	static const wio_task_options options = {.name = "wio_fetch sends", .arg_free = sent};
	wio_value stream;
	struct sending *sending = wio__alloc(sizeof *sending);
	if (!sending)
		return WIO_ENOMEM;
	sending->from = wio_reader_retain(reader);
	sending->to = NULL;
	int r = wio__fetch(&stream, 0, NULL);
	if (r == 0)
		r = wio_value_writer(&stream, &sending->to);
	if (r < 0) {
		sent(sending);
		return r;
	}
	return wio_create_task(task, send, sending, &options);
}

/* ---- the request ---- */

/* With its NUL; gives what is behind it. */
static char *put(char *at, const char *text)
{
	const size_t size = strlen(text) + 1;
	memcpy(at, text, size);
	return at + size;
}

/* *text has names and values, each with its NUL. */
static int join_headers(wio_value *text, const wio_fetch_options *options)
{
	size_t size = 0;
	for (size_t i = 0; i < options->header_count; i++) {
		const wio_header *header = &options->headers[i];
		if (!header->name || !header->value)
			return wio_raise(WIO_EINVAL, "wio_fetch: header %zu is NULL", i);
		size += strlen(header->name) + strlen(header->value) + 2;
	}
	char *at = wio__alloc(size + 1);
	if (!at)
		return WIO_ENOMEM;
	*text = (wio_value){.kind = WIO_STRING, .size = size};
	text->text = at;
	for (size_t i = 0; i < options->header_count; i++) {
		at = put(at, options->headers[i].name);
		at = put(at, options->headers[i].value);
	}
	return 0;
}

/* What it gives is the caller's, also when it fails. */
static int ask(wio_value *answer, wio_task **sends, const char *url,
               const wio_fetch_options *options)
{
	wio_value args[] = {wio_string(url), wio_string(options->method), wio_undefined(),
	                    wio_undefined()};
	int r = join_headers(&args[2], options);
	if (r == 0 && options->body_reader) {
		args[3] = wio_bool(true);
		r = begin_to_send(sends, options->body_reader);
	} else if (options->body) {
		args[3] = wio_bytes_of(options->body, options->body_size);
	}
	if (r == 0)
		r = wio__fetch(answer, sizeof args / sizeof *args, args);
	if (args[2].text)
		wio__free((void *)(uintptr_t)args[2].text, args[2].size + 1);
	return r;
}

static bool is(const char *method, const char *name)
{
	return strcasecmp(method, name) == 0;
}

/* What is wrong, or NULL; hosts differ in what they look at. */
static const char *wrong(const char *url, const wio_fetch_options *options)
{
	static const char token[] = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz"
	                            "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
	const char *method = options->method;
	if (!url)
		return "url is NULL";
	if (!options->headers && options->header_count)
		return "headers is NULL";
	if (!options->body && options->body_size)
		return "body is NULL";
	if (options->body && options->body_reader)
		return "there are two bodies";
	if (!method)
		return NULL;
	if (!*method || method[strspn(method, token)])
		return "its method is none";
	if ((options->body || options->body_reader) && (is(method, "GET") || is(method, "HEAD")))
		return "GET and HEAD have no body";
	return NULL;
}

int wio_fetch(wio_response **response, const char *url, const wio_fetch_options *options)
{
	static const wio_fetch_options none = {0};
	wio_value answer = wio_undefined();
	wio_reader *reader;
	wio_task *sends = NULL;
	*response = NULL;
	(void)wio_register_errors(errors, sizeof errors / sizeof *errors);
	if (!options)
		options = &none;
	const char *why = wrong(url, options);
	if (why)
		return wio_raise(WIO_EINVAL, "wio_fetch: %s", why);
	int r = ask(&answer, &sends, url, options);
	if (r == 0)
		r = wio_value_reader(&answer, &reader);
	if (r == 0)
		r = wio__response_read(response, reader, sends);
	/* What could not be read could not be sent, whatever the server has made of that. */
	if (r != WIO_ECANCELED && sends && wio_task_done(sends) && wio_task_exception(sends) < 0)
		r = wio_await(sends, NULL);
	if (r < 0) {
		if (sends)
			wio_task_cancel(sends, NULL);
		wio_response_release(*response);
		*response = NULL;
	}
	if (sends)
		wio_task_release(sends);
	return r;
}
