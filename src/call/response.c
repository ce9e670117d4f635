// SPDX-License-Identifier: MIT
/* What came of a request. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "call/response.h"
#include "core/memory.h"

enum { RESPONSE = 0x52455350 };

struct wio_response {
	int kind; /* RESPONSE while it lives */
	unsigned refs;
	char *head; /* all texts, of which the others are parts */
	size_t size;
	const char *url;
	wio_header *headers;
	size_t count;
	wio_reader *body;
	wio_task *sends;
};

static bool is_response(const wio_response *response)
{
	return response && response->kind == RESPONSE;
}

/* ---- its head ---- */

/* The text at *at, and *at behind it. */
static const char *next(const char **at)
{
	const char *text = *at;
	*at += strlen(text) + 1;
	return text;
}

static int read_head(wio_response *response)
{
	unsigned char size[4];
	int r = wio_reader_read_exactly(response->body, size, sizeof size, NULL);
	if (r < 0)
		return r;
	response->size = (size_t)size[0] | (size_t)size[1] << 8 | (size_t)size[2] << 16 |
	                 (size_t)size[3] << 24;
	response->head = wio__zalloc(response->size + 1);
	if (!response->head)
		return WIO_ENOMEM;
	return wio_reader_read_exactly(response->body, response->head, response->size, NULL);
}

static int divide_head(wio_response *response)
{
	const char *at = response->head, *end = at + response->size;
	size_t texts = 0;
	for (const char *c = at; c < end; c++)
		texts += *c == '\0';
	response->count = (texts - 2) / 2;
	response->headers = wio__zalloc((response->count + 1) * sizeof *response->headers);
	if (!response->headers)
		return WIO_ENOMEM;
	next(&at); /* the status */
	response->url = next(&at);
	for (size_t i = 0; i < response->count; i++) {
		response->headers[i].name = next(&at);
		response->headers[i].value = next(&at);
	}
	return 0;
}

int wio__response_read(wio_response **out, wio_reader *reader, wio_task *sends)
{
	*out = NULL;
	wio_response *response = wio__zalloc(sizeof *response);
	if (!response) {
		wio_reader_release(reader);
		return WIO_ENOMEM;
	}
	response->kind = RESPONSE;
	response->refs = 1;
	response->body = reader;
	int r = read_head(response);
	if (r == 0)
		r = divide_head(response);
	if (r < 0) {
		wio_response_release(response);
		return r;
	}
	response->sends = sends ? wio_task_retain(sends) : NULL;
	*out = response;
	return 0;
}

/* ---- what it tells ---- */

int wio_response_status(const wio_response *response)
{
	return is_response(response) ? atoi(response->head) : 0;
}

const char *wio_response_url(const wio_response *response)
{
	return is_response(response) ? response->url : NULL;
}

const wio_header *wio_response_headers(const wio_response *response, size_t *count)
{
	if (count)
		*count = is_response(response) ? response->count : 0;
	return is_response(response) ? response->headers : NULL;
}

const char *wio_response_header(const wio_response *response, const char *name)
{
	if (!is_response(response) || !name)
		return NULL;
	for (size_t i = 0; i < response->count; i++)
		if (strcasecmp(response->headers[i].name, name) == 0)
			return response->headers[i].value;
	return NULL;
}

wio_reader *wio_response_body(const wio_response *response)
{
	return is_response(response) ? response->body : NULL;
}

/* ---- its life ---- */

wio_response *wio_response_retain(wio_response *response)
{
	if (is_response(response))
		response->refs++;
	return response;
}

void wio_response_release(wio_response *response)
{
	if (!is_response(response) || --response->refs > 0)
		return;
	response->kind = 0;
	if (response->sends) {
		wio_task_cancel(response->sends, NULL);
		wio_task_release(response->sends);
	}
	wio_reader_release(response->body);
	wio__free(response->headers, (response->count + 1) * sizeof *response->headers);
	wio__free(response->head, response->size + 1);
	wio__free(response, sizeof *response);
}
