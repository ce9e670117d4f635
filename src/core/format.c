// SPDX-License-Identifier: MIT
#include "core/format.h"

#include <string.h>

/*
 * A small printf for messages: libc's would bring stdio into every program.
 * It knows %s %c %d %i %u %x %p %% with l, ll and z; others are copied as
 * they stand.
 */
struct out {
	char *buffer;
	size_t size;
	size_t length; /* of the whole, also what did not fit */
};

static void put(struct out *out, char c)
{
	if (out->length + 1 < out->size)
		out->buffer[out->length] = c;
	out->length++;
}

static void put_text(struct out *out, const char *text)
{
	for (; *text; text++)
		put(out, *text);
}

static void put_number(struct out *out, unsigned long long n, unsigned base)
{
	char digits[24];
	size_t i = 0;
	do {
		digits[i++] = "0123456789abcdef"[n % base];
		n /= base;
	} while (n);
	while (i)
		put(out, digits[--i]);
}

static void put_signed(struct out *out, long long n)
{
	if (n < 0)
		put(out, '-');
	put_number(out, n < 0 ? -(unsigned long long)n : (unsigned long long)n, 10);
}

size_t wio__vformat(char *buffer, size_t size, const char *format, va_list args)
{
	struct out out = {buffer, size, 0};
	for (const char *p = format; *p; p++) {
		if (*p != '%') {
			put(&out, *p);
			continue;
		}
		const char *start = p++;
		int longs = 0;
		for (; *p == 'l' || *p == 'z'; p++)
			longs += *p == 'l' ? 1 : (sizeof(size_t) > sizeof(long) ? 2 : 1);
		switch (*p) {
		case 's': {
			const char *text = va_arg(args, const char *);
			put_text(&out, text ? text : "(null)");
			break;
		}
		case 'c':
			put(&out, (char)va_arg(args, int));
			break;
		case 'd':
		case 'i':
			put_signed(&out, longs > 1   ? va_arg(args, long long)
			                 : longs > 0 ? va_arg(args, long)
			                             : va_arg(args, int));
			break;
		case 'u':
		case 'x':
			put_number(&out,
			           longs > 1   ? va_arg(args, unsigned long long)
			           : longs > 0 ? va_arg(args, unsigned long)
			                       : va_arg(args, unsigned),
			           *p == 'x' ? 16 : 10);
			break;
		case 'p':
			put_text(&out, "0x");
			put_number(&out, (uintptr_t)va_arg(args, void *), 16);
			break;
		case '%':
			put(&out, '%');
			break;
		default:
			/* Unknown: the rest as it stands, its arguments unread. */
			put_text(&out, start);
			goto end;
		}
	}
end:
	if (size)
		buffer[out.length < size ? out.length : size - 1] = '\0';
	return out.length;
}

size_t wio__format(char *buffer, size_t size, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	size_t length = wio__vformat(buffer, size, format, args);
	va_end(args);
	return length;
}
