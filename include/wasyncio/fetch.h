// SPDX-License-Identifier: MIT
/*
 * HTTP, as far as the host has fetch: in pages, workers, Node, Deno, Bun and workerd.  A
 * response has its status and headers at once, and a reader for what follows.
 */
#ifndef WASYNCIO_FETCH_H
#define WASYNCIO_FETCH_H

#include "stream.h"
#include "types.h"

WIO_BEGIN

typedef struct wio_response wio_response;

typedef struct wio_header {
	const char *name;
	const char *value;
} wio_header;

/* Headers and method are texts in UTF-8, of which HTTP takes what is Latin-1. */
typedef struct wio_fetch_options {
	const char *method; /* NULL: GET, or POST with a body */
	const wio_header *headers;
	size_t header_count;
	/* What is sent: so many bytes, or what a reader gives.  That one nobody else may
	 * read until the response is released, or wio_fetch has failed. */
	const void *body;
	size_t body_size;
	wio_reader *body_reader;
} wio_fetch_options;

/*
 * Ask for what is at url, and wait until its status and headers are there; redirects
 * are followed.  A status such as 404 is no error.  An address that is relative is one
 * of the page.
 *
 * What a reader gives is sent while it is read, also beyond this call, where the host can
 * do that.  Browsers cannot, or only over HTTP/2: there all of it is read before
 * anything is sent.  An error of that reader is the error of this call, when it comes
 * before the response.
 *
 * WIO_ENETWORK is all that has come between: no connection, one that was lost, a name that
 * does not exist, a redirect too many, or that the page may not (CORS); hosts tell them
 * apart in words only, which are its message.  JavaScript has it as a TypeError with the
 * host's own error as cause.  A connection that is lost in the body is an error of its
 * reader, with the same code.
 * Owns: all that options point to is copied, but the reader is retained; *response is the
 * caller's, NULL when it fails.
 * Cancelled: ended; the request is aborted, and so is the sending of its body.
 * [suspends] [0, WIO_EINVAL the address, the method or a header is none, or a body stands
 * where there is none; WIO_ENETWORK, WIO_ENOTSUP this host has no fetch, the errors of
 * body_reader, the wait errors]
 */
int wio_fetch(wio_response **response, const char *url, const wio_fetch_options *options)
    WIO_NONNULL(1);

/* Its status, such as 200.  [never suspends] [the status; 0 for what is no response] */
int wio_response_status(const wio_response *response);

/* The address that it came from, behind all redirects.
 * Owns: the response's.
 * [never suspends] [the address, NULL for what is no response] */
const char *wio_response_url(const wio_response *response);

/*
 * The header of that name, in whatever case; NULL when there is none.  One that came
 * several times is one text, with ", " between; but set-cookie, of which this is the
 * first, and which pages do not get to see.
 * Owns: the text is the response's; the name is not copied, and not kept.
 * [never suspends] [the header, NULL]
 */
const char *wio_response_header(const wio_response *response, const char *name);

/* All headers, their names in lower case, sorted by those; *count, which may be NULL, says
 * how many.
 * Owns: the response's.
 * [never suspends] [the first of so many, NULL for what is no response] */
const wio_header *wio_response_headers(const wio_response *response, size_t *count);

/*
 * What follows, decoded as its content-encoding says.  Nothing more of it comes from the
 * network than is read, and some chunks.
 * Owns: the response's; retain it to read on when that is released.
 * [never suspends] [a reader, NULL for what is no response]
 */
wio_reader *wio_response_body(const wio_response *response);

/* One reference more; returns the response.  [never suspends] [cannot fail] */
wio_response *wio_response_retain(wio_response *response);

/* One less; with the last one its body is cancelled, unless somebody holds its reader,
 * and no more of the request's is sent.  NULL is ignored.
 * [never suspends] [cannot fail] */
void wio_response_release(wio_response *response);

WIO_END
#endif
