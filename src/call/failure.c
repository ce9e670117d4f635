// SPDX-License-Identifier: MIT
/* An error as the host is told of it. */
#include "call/calls.h"
#include "core/error.h"
#include "core/format.h"

/* So deep: errors of errors of errors. */
enum { DEEPEST = 16 };

struct out {
	char *buffer;
	size_t size;
	size_t length;
};

static void put(struct out *out, char c)
{
	if (out->length < out->size)
		out->buffer[out->length] = c;
	out->length++;
}

static void put_all(struct out *out, const char *text)
{
	while (*text)
		put(out, *text++);
}

/* In quotes; what is no UTF-8 whoever decodes it replaces. */
static void put_text(struct out *out, const char *text)
{
	put(out, '"');
	for (; *text; text++) {
		char escape[8];
		if ((unsigned char)*text < ' ') {
			wio__format(escape, sizeof escape, "\\u00%s%x",
			            (unsigned char)*text < 16 ? "0" : "",
			            (unsigned)(unsigned char)*text);
			put_all(out, escape);
			continue;
		}
		if (*text == '"' || *text == '\\')
			put(out, '\\');
		put(out, *text);
	}
	put(out, '"');
}

static void put_error(struct out *out, int code, const wio_error *error, int depth)
{
	put_all(out, "{\"code\":");
	put_text(out, wio_strerror_name(code));
	put_all(out, ",\"message\":");
	put_text(out, error ? wio_error_message(error) : wio_strerror(code));
	if (error && wio__error_host(error)) {
		char number[24];
		wio__format(number, sizeof number, ",\"host\":%u",
		            wio__error_host(error));
		put_all(out, number);
	}
	if (error && error->code == WIO_EEXIT) {
		char number[24];
		wio__format(number, sizeof number, ",\"status\":%d", error->status);
		put_all(out, number);
	}
	const size_t count = depth < DEEPEST ? wio_error_count(error) : 0;
	if (error && error->code == WIO_EGROUP) {
		put_all(out, ",\"errors\":[");
		for (size_t i = 0; i < count; i++) {
			const wio_error *member = wio_error_member(error, i);
			if (i)
				put(out, ',');
			put_error(out, member->code, member, depth + 1);
		}
		put(out, ']');
	}
	const wio_error *cause = wio_error_cause(error);
	if (!cause)
		cause = wio_error_context(error);
	if (cause && depth < DEEPEST) {
		put_all(out, ",\"cause\":");
		put_error(out, cause->code, cause, depth + 1);
	}
	put(out, '}');
}

size_t wio__failure_format(int code, const wio_error *error, char *buffer, size_t size)
{
	struct out out = {buffer, size, 0};
	put_error(&out, code, error && error->code == code ? error : NULL, 0);
	return out.length;
}
