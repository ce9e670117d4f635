// SPDX-License-Identifier: MIT
#include "core/error.h"

#include <string.h>

#include "core/canceller.h"
#include "core/format.h"
#include "core/memory.h"
#include "core/task.h"
#include "coro.h"
#include "host.h"

/* Records for the runtime's own codes, for when no message was given or there
 * is no memory for one. */
struct wio_error wio__error_bares[] = {
#define BARE(name, value, text) {.code = name},
	WIO_ERRORS(BARE)
#undef BARE
};

enum { OWN_COUNT = sizeof wio__error_bares / sizeof *wio__error_bares };

/* Their names and messages in turn.  One string, since pointers to so many would
 * be larger than what is in it. */
static const char own_texts[] =
#define OWN(name, value, text) #name "\0" text "\0"
    WIO_ERRORS(OWN);
#undef OWN

_Static_assert(WIO_ENOMEM - WIO_ENOTSUP == OWN_COUNT - 1,
               "the codes have no gap: they are indices, too");

/* How many errors deep a chain of contexts is kept: a task that goes on
 * failing for days must not grow without limit. */
enum { DEEPEST = 8 };

/* OWN_COUNT or more: it is none of ours. */
static unsigned own_index(int code)
{
	return (unsigned)WIO_ENOMEM - (unsigned)code;
}

struct wio_error *wio__error_bare(int code)
{
	unsigned i = own_index(code);
	return i < OWN_COUNT ? &wio__error_bares[i] : NULL;
}

/* ---- codes ---- */

static const char *own_text(unsigned n)
{
	const char *text = own_texts;
	while (n-- > 0)
		text += strlen(text) + 1;
	return text;
}

/* In the tables of programs. */
static const wio_error_entry *lookup(int code)
{
	for (size_t t = 0; t < wio__rt.error_table_count; t++)
		for (size_t i = 0; i < wio__rt.error_tables[t].count; i++)
			if (wio__rt.error_tables[t].entries[i].code == code)
				return &wio__rt.error_tables[t].entries[i];
	return NULL;
}

/* What stands around the loop has codes as a program does. */
static bool is_of_a_room(int code)
{
	return code <= -10100 && code >= -10999;
}

int wio_register_errors(const wio_error_entry *table, size_t n)
{
	if (!table)
		return wio_raise(WIO_EINVAL, "wio_register_errors: table is NULL");
	for (size_t i = 0; i < n; i++)
		if (table[i].code > WIO_EUSER && !is_of_a_room(table[i].code))
			return wio_raise(WIO_EINVAL,
			                 "wio_register_errors: code %d is not below -20000",
			                 table[i].code);
	int r = wio__keep_check(table, "table");
	if (r < 0)
		return r;
	size_t count = wio__rt.error_table_count;
	for (size_t t = 0; t < count; t++)
		if (wio__rt.error_tables[t].entries == table)
			return 0;
	if (count == WIO__ERROR_TABLES)
		return wio_raise(WIO_ENOMEM,
		                 "wio_register_errors: no room for more tables");
	wio__rt.error_tables[count] = (struct wio__error_table){table, n};
	wio__rt.error_table_count = count + 1;
	return 0;
}

const char *wio_strerror(int code)
{
	unsigned i = own_index(code);
	if (i < OWN_COUNT)
		return own_text(2 * i + 1);
	const wio_error_entry *entry = lookup(code);
	if (entry)
		return entry->message;
	return code >= 0     ? "no error"
	       : code > -4096 ? strerror(-code)
	                      : "unknown error";
}

/* A code without a name is its number; so many of these may be in use at once. */
static const char *number_name(const char *kind, int number)
{
	enum { TEXTS = 4 };
	static _Thread_local char texts[TEXTS][20];
	static _Thread_local unsigned next;
	char *text = texts[next++ % TEXTS];
	wio__format(text, sizeof *texts, "%s %d", kind, number);
	return text;
}

const char *wio_strerror_name(int code)
{
	unsigned i = own_index(code);
	if (i < OWN_COUNT)
		return own_text(2 * i);
	const wio_error_entry *entry = lookup(code);
	if (entry)
		return entry->name;
	return code < 0 && code > -4096 ? number_name("errno", -code)
	                                : number_name(code < 0 ? "error" : "result", code);
}

int wio__error_code_of(const char *name)
{
	for (unsigned i = 0; i < OWN_COUNT; i++)
		if (strcmp(own_text(2 * i), name) == 0)
			return WIO_ENOMEM - (int)i;
	for (size_t t = 0; t < wio__rt.error_table_count; t++)
		for (size_t i = 0; i < wio__rt.error_tables[t].count; i++)
			if (strcmp(wio__rt.error_tables[t].entries[i].name, name) == 0)
				return wio__rt.error_tables[t].entries[i].code;
	return 0;
}

/* ---- records ---- */

wio_error *wio_error_retain(const wio_error *error)
{
	wio_error *e = (wio_error *)(uintptr_t)error;
	if (e && e->refs)
		e->refs++;
	return e;
}

void wio_error_release(wio_error *error)
{
	/* Along the contexts in a loop, since chains of those are the long ones. */
	while (error && error->refs && --error->refs == 0) {
		wio_error *context = error->context;
		wio_error_release(error->cause);
		for (size_t i = 0; i < error->count; i++)
			wio_error_release(error->members[i]);
		if (wio__is_linked(wio__host_forget) && wio__error_host(error))
			wio__host_forget(wio__error_host(error));
		wio__free(error->members, error->room * sizeof *error->members);
		wio__strfree(error->message);
		wio__free(error, sizeof *error);
		error = context;
	}
}

struct wio_error *wio__error_vnew(int code, const char *format, va_list args)
{
	struct wio_error *error = wio__zalloc(sizeof *error);
	if (!error)
		return wio__error_bare(code);
	error->refs = 1;
	error->code = code;
	if (format) {
		char text[256];
		wio__vformat(text, sizeof text, format, args);
		error->message = wio__strdup(text);
	}
	return error;
}

struct wio_error *wio__error_new(int code, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct wio_error *error = wio__error_vnew(code, format, args);
	va_end(args);
	return error;
}

struct wio_error *wio__error_plain(int code)
{
	struct wio_error *error = wio__error_bare(code);
	return error ? error : wio__error_new(code, NULL);
}

struct wio_error **wio__error_slot(void)
{
	return wio__rt.task ? &wio__rt.task->error : &wio__rt.error;
}

struct wio_error *wio__error_last(int code)
{
	struct wio_error *error = *wio__error_slot();
	return error && error->code == code ? error : NULL;
}

static void shorten(struct wio_error *error)
{
	for (int depth = 1; error; depth++, error = error->context) {
		if (depth >= DEEPEST && error->refs == 1) {
			wio_error_release(error->context);
			error->context = NULL;
		}
	}
}

static int raise_record(int code, const wio_error *cause, const char *format,
                        va_list args)
{
	wio__coro_look();
	struct wio_error **slot = wio__error_slot();
	struct wio_error *error = wio__error_vnew(code, format, args);
	if (error && error->refs) {
		if (wio__canceller_is_linked())
			wio__canceller_tell(slot, wio__rt.task);
		error->cause = wio_error_retain(cause);
		error->context = *slot;
		shorten(error);
		*slot = error;
	} else {
		wio__error_set(slot, error);
	}
	return code;
}

int wio_raise(int code, const char *format, ...)
{
	if (code >= 0)
		return wio_raise(WIO_EINVAL, "wio_raise: code %d is not negative", code);
	va_list args;
	va_start(args, format);
	raise_record(code, NULL, format, args);
	va_end(args);
	return code;
}

int wio_raise_from(int code, const wio_error *cause, const char *format, ...)
{
	if (code >= 0)
		return wio_raise(WIO_EINVAL, "wio_raise_from: code %d is not negative",
		                 code);
	va_list args;
	va_start(args, format);
	raise_record(code, cause, format, args);
	va_end(args);
	return code;
}

int wio_raise_group(const wio_error *const *errors, size_t n, const char *format, ...)
{
	size_t count = 0;
	if (!errors && n)
		return wio_raise(WIO_EINVAL, "wio_raise_group: errors is NULL");
	for (size_t i = 0; i < n; i++)
		count += errors[i] != NULL;
	if (count == 0)
		return 0;
	struct wio_error **members = wio__alloc(count * sizeof *members);
	if (!members)
		return wio_error_raise(wio__error_bare(WIO_ENOMEM));
	va_list args;
	va_start(args, format);
	raise_record(WIO_EGROUP, NULL, format, args);
	va_end(args);
	struct wio_error *error = *wio__error_slot();
	if (!error->refs) {
		wio__free(members, count * sizeof *members);
		return wio_error_raise(wio__error_bare(WIO_ENOMEM));
	}
	error->members = members;
	error->room = count;
	for (size_t i = 0; i < n; i++)
		if (errors[i])
			members[error->count++] = wio_error_retain(errors[i]);
	return WIO_EGROUP;
}

int wio_error_raise(const wio_error *error)
{
	if (!error)
		return 0;
	wio__coro_look();
	wio__error_set(wio__error_slot(), wio_error_retain(error));
	return error->code;
}

int wio_exit(int status)
{
	/* As exit(-1) does, one below zero fails. */
	status = status < 0 || status > 125 ? 125 : status;
	wio_raise(WIO_EEXIT, "exit status %d", status);
	struct wio_error *error = *wio__error_slot();
	if (error && error->refs)
		error->status = status;
	return WIO_EEXIT;
}

const wio_error *wio_last_error(void)
{
	struct wio_error **slot = wio__error_slot();
	if (wio__canceller_is_linked())
		wio__canceller_tell(slot, wio__rt.task);
	return *slot;
}

void wio_error_clear(void)
{
	wio__error_set(wio__error_slot(), NULL);
}

int wio_error_code(const wio_error *error)
{
	return error ? error->code : 0;
}

const char *wio_error_message(const wio_error *error)
{
	if (!error)
		return "";
	return error->message ? error->message : wio_strerror(error->code);
}

const wio_error *wio_error_cause(const wio_error *error)
{
	return error ? error->cause : NULL;
}

const wio_error *wio_error_context(const wio_error *error)
{
	return error ? error->context : NULL;
}

size_t wio_error_count(const wio_error *error)
{
	return error ? error->count : 0;
}

const wio_error *wio_error_member(const wio_error *error, size_t i)
{
	return error && i < error->count ? error->members[i] : NULL;
}

int wio_error_status(const wio_error *error)
{
	return error && error->code == WIO_EEXIT ? error->status : 0;
}

/* ---- text ---- */

struct text {
	char *buffer;
	size_t size;
	size_t length;
};

static void add(struct text *text, const char *format, ...) WIO_PRINTF(2, 3);

static void add(struct text *text, const char *format, ...)
{
	size_t at = text->length < text->size ? text->length : text->size;
	va_list args;
	va_start(args, format);
	text->length +=
	    wio__vformat(text->buffer + at, text->size - at, format, args);
	va_end(args);
}

static void add_error(struct text *text, const wio_error *error, int depth)
{
	const char *message = wio_error_message(error);
	char source[128] = "";
	if (wio__canceller_is_linked())
		wio__canceller_format(error, source, sizeof source);
	add(text, "%s: %s%s\n", wio_strerror_name(error->code), message, source);
	if (depth >= DEEPEST)
		return;
	const char *indent = &"                "[2 * (DEEPEST - depth)];
	for (size_t i = 0; i < error->count; i++) {
		add(text, "%s  %zu. ", indent, i + 1);
		add_error(text, error->members[i], depth + 1);
	}
	if (error->cause) {
		add(text, "%s  caused by ", indent);
		add_error(text, error->cause, depth + 1);
	}
	if (error->context && error->context != error->cause) {
		add(text, "%s  while handling ", indent);
		add_error(text, error->context, depth + 1);
	}
}

size_t wio_error_format(const wio_error *error, char *buffer, size_t size)
{
	struct text text = {buffer, buffer ? size : 0, 0};
	if (text.size)
		buffer[0] = '\0';
	if (error)
		add_error(&text, error, 0);
	return text.length + 1;
}
