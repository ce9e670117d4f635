// SPDX-License-Identifier: MIT
#include "executor/parcel.h"

#include <string.h>

#include "core/error.h"
#include "core/memory.h"

/* Deeper ones, and what lies behind them, stay behind. */
enum { DEEPEST = 16 };

struct wio__parcel {
	int code;
	int status;
	char *message;
	struct wio__parcel *cause;
	struct wio__parcel *context;
	size_t count;
	struct wio__parcel **members;
};

static char *copy_text(const char *text)
{
	const size_t size = strlen(text) + 1;
	char *copy = wio__shared_zalloc(size);
	if (copy)
		memcpy(copy, text, size);
	return copy;
}

/* What does not fit into memory is left out. */
static struct wio__parcel *pack(const wio_error *error, int depth)
{
	struct wio__parcel *parcel =
	    error && depth < DEEPEST ? wio__shared_zalloc(sizeof *parcel) : NULL;
	if (!parcel)
		return NULL;
	const size_t count = wio_error_count(error);
	parcel->code = wio_error_code(error);
	parcel->status = wio_error_status(error);
	parcel->message = copy_text(wio_error_message(error));
	parcel->cause = pack(wio_error_cause(error), depth + 1);
	parcel->context = pack(wio_error_context(error), depth + 1);
	if (count > 0)
		parcel->members = wio__shared_zalloc(count * sizeof *parcel->members);
	for (size_t i = 0; parcel->members && i < count; i++) {
		struct wio__parcel *member = pack(wio_error_member(error, i), depth + 1);
		if (member)
			parcel->members[parcel->count++] = member;
	}
	return parcel;
}

struct wio__parcel *wio__parcel_pack(int code)
{
	const wio_error *error = wio_last_error();
	return wio_error_code(error) == code ? pack(error, 0) : NULL;
}

void wio__parcel_free(struct wio__parcel *parcel)
{
	if (!parcel)
		return;
	for (size_t i = 0; i < parcel->count; i++)
		wio__parcel_free(parcel->members[i]);
	wio__parcel_free(parcel->cause);
	wio__parcel_free(parcel->context);
	free(parcel->members);
	free(parcel->message);
	free(parcel);
}

static wio_error *unpack(const struct wio__parcel *parcel)
{
	if (!parcel)
		return NULL;
	wio_error *error = wio__error_new(parcel->code, NULL);
	if (!error || !error->refs)
		return error;
	error->message = parcel->message ? wio__strdup(parcel->message) : NULL;
	error->status = parcel->status;
	error->cause = unpack(parcel->cause);
	error->context = unpack(parcel->context);
	if (parcel->count > 0)
		error->members = wio__alloc(parcel->count * sizeof *error->members);
	if (error->members)
		error->room = parcel->count;
	for (; error->count < error->room; error->count++)
		error->members[error->count] = unpack(parcel->members[error->count]);
	return error;
}

wio_error *wio__parcel_unpack(struct wio__parcel *parcel, int code)
{
	wio_error *error = parcel ? unpack(parcel) : wio__error_bare(code);
	wio__parcel_free(parcel);
	return error;
}

int wio__parcel_raise(const struct wio__parcel *parcel, int code)
{
	wio__error_set(wio__error_slot(),
	               parcel ? unpack(parcel) : wio__error_bare(code));
	return code;
}
