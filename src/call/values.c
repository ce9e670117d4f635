// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "call/border.h"
#include "call/calls.h"
#include "core/memory.h"
#include "wasyncio/error.h"

static wio_value text_of(enum wio_kind kind, const char *text)
{
	wio_value value = wio_undefined();
	if (!text)
		return value;
	value.kind = kind;
	value.size = strlen(text);
	value.text = text;
	return value;
}

wio_value wio_string(const char *text)
{
	return text_of(WIO_STRING, text);
}

wio_value wio_json(const char *text)
{
	return text_of(WIO_JSON, text);
}

static bool has_memory(wio_value value)
{
	return value.kind == WIO_STRING || value.kind == WIO_BYTES ||
	       value.kind == WIO_JSON;
}

void wio_value_clear(wio_value *value)
{
	if (!value)
		return;
	if (has_memory(*value))
		free((void *)(uintptr_t)value->bytes);
	else if (value->kind == WIO_STREAM && wio__is_linked(wio__border_drop))
		wio__border_drop((uint32_t)value->integer);
	*value = wio_undefined();
}

/* How many bytes the sequence at text has; 0: it is none of UTF-8. */
static size_t sequence(const unsigned char *text, size_t left)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char lead = text[0];
	if (lead < 0x80)
		return 1;
	const size_t n = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
	if (lead < 0xC2 || lead > 0xF4 || n > left)
		return 0;
	uint32_t code = lead & (0x7Fu >> n);
	for (size_t i = 1; i < n; i++) {
		if ((text[i] & 0xC0) != 0x80)
			return 0;
		code = code << 6 | (text[i] & 0x3Fu);
	}
	const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
	return code < least[n] || code > 0x10FFFF || surrogate ? 0 : n;
}

static bool is_utf8(const char *text, size_t size)
{
	for (size_t at = 0, n; at < size; at += n)
		if (!(n = sequence((const unsigned char *)text + at, size - at)))
			return false;
	return true;
}

int wio__value_check(wio_value value, const char *who)
{
	if (value.kind > WIO_JSON)
		return wio_raise(WIO_EINVAL, "%s: a value of kind %u", who,
		                 (unsigned)value.kind);
	if (!has_memory(value))
		return 0;
	if (value.size && !value.bytes)
		return wio_raise(WIO_EINVAL, "%s: %zu bytes at NULL", who, value.size);
	if (value.kind != WIO_BYTES && !is_utf8(value.text, value.size))
		return wio_raise(WIO_EINVAL, "%s: a text is not UTF-8", who);
	return 0;
}

int wio__values_check(size_t count, const wio_value *values, const char *who)
{
	int r = count && !values ? wio_raise(WIO_EINVAL, "%s: args is NULL", who) : 0;
	for (size_t i = 0; i < count && r == 0; i++)
		r = wio__value_check(values[i], who);
	return r;
}

int wio__value_copy(wio_value *copy, wio_value value)
{
	*copy = value;
	if (!has_memory(value))
		return 0;
	char *bytes = wio__shared_zalloc(value.size + 1);
	if (!bytes) {
		*copy = wio_undefined();
		return WIO_ENOMEM;
	}
	if (value.size)
		memcpy(bytes, value.bytes, value.size);
	copy->bytes = bytes;
	return 0;
}
