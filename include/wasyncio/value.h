// SPDX-License-Identifier: MIT
/*
 * Values that cross the border between C and its host: numbers, texts, bytes.  They
 * are copied there; a value itself is a small struct that is passed by value, and
 * points to what it does not hold.
 */
#ifndef WASYNCIO_VALUE_H
#define WASYNCIO_VALUE_H

#include "types.h"

WIO_BEGIN

enum wio_kind {
	WIO_UNDEFINED, /* also JavaScript's null */
	WIO_BOOL,
	WIO_INT,    /* JavaScript: a number that is whole and exact, else a bigint */
	WIO_DOUBLE, /* any other number */
	WIO_STRING, /* UTF-8; may have NULs in it */
	WIO_BYTES,
	WIO_JSON,  /* the text of a plain object or an array */
	WIO_STREAM /* of the host's, for wio_call_reader and the like: none of C's is one */
};

typedef struct wio_value {
	enum wio_kind kind;
	size_t size; /* of a string, bytes or JSON: in bytes, without a last NUL */
	union {
		bool boolean;
		int64_t integer;
		double number;
		const char *text; /* of a string or JSON; a NUL follows */
		const void *bytes;
	};
} wio_value;

typedef struct wio_bytes {
	const void *data;
	size_t size;
} wio_bytes;

/* A value that is nothing.  [never suspends] [cannot fail] */
static inline wio_value wio_undefined(void)
{
	wio_value value;
	value.kind = WIO_UNDEFINED;
	value.size = 0;
	value.integer = 0;
	return value;
}

/* A truth value.  [never suspends] [cannot fail] */
static inline wio_value wio_bool(bool boolean)
{
	wio_value value;
	value.kind = WIO_BOOL;
	value.size = 0;
	value.integer = boolean;
	return value;
}

/* A whole number.  [never suspends] [cannot fail] */
static inline wio_value wio_int(int64_t integer)
{
	wio_value value;
	value.kind = WIO_INT;
	value.size = 0;
	value.integer = integer;
	return value;
}

/* A number.  [never suspends] [cannot fail] */
static inline wio_value wio_double(double number)
{
	wio_value value;
	value.kind = WIO_DOUBLE;
	value.size = 0;
	value.number = number;
	return value;
}

/* A text, which has to be UTF-8; NULL is no value.
 * Owns: the text is borrowed, for as long as the value is used.
 * [never suspends] [cannot fail] */
wio_value wio_string(const char *text);

/* The text of JSON; NULL is no value.
 * Owns: the text is borrowed, for as long as the value is used.
 * [never suspends] [cannot fail] */
wio_value wio_json(const char *text);

/* So many bytes, which are borrowed as a text is.  [never suspends] [cannot fail] */
static inline wio_value wio_bytes_of(const void *data, size_t size)
{
	wio_value value;
	value.kind = WIO_BYTES;
	value.size = size;
	value.integer = 0;
	value.bytes = data;
	return value;
}

/* Free what a value that was given to the program, such as the result of
 * wio_host_call, points to, and make it undefined.  [never suspends] [cannot fail] */
void wio_value_clear(wio_value *value);

WIO_END
#endif
