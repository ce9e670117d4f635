// SPDX-License-Identifier: MIT
#include "core/cxx.h"

#include <stdbool.h>
#include <string.h>

#include "core/error.h"
#include "core/format.h"
#include "core/runtime.h"
#include "coro.h"
#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/task.h"

/* ---- calls ---- */

/* By name in suspend.list. */
int wio__cxx_enter(void *arg)
{
	const struct wio__cxx_entry *entry = arg;
	return wio__cxx_call(entry->fn, entry->arg);
}

struct done {
	wio_done_fn *fn;
	wio_future *future;
	void *arg;
};

static int call_done(void *arg)
{
	const struct done *done = arg;
	return done->fn(done->future, done->arg);
}

int wio__cxx_done(wio_done_fn *fn, wio_future *future, void *arg)
{
	return wio__cxx_call(call_done, &(struct done){fn, future, arg});
}

struct told {
	wio_exception_handler *fn;
	wio_loop *loop;
	const wio_report *report;
	void *arg;
};

static int tell(void *arg)
{
	const struct told *told = arg;
	return told->fn(told->loop, told->report, told->arg);
}

int wio__cxx_tell(wio_exception_handler *fn, wio_loop *loop,
                  const wio_report *report, void *arg)
{
	return wio__cxx_call(tell, &(struct told){fn, loop, report, arg});
}

int wio__cxx_refuse(void)
{
	return wio_raise(WIO_ENOSUSPEND, "in a catch clause, or a destructor that an "
	                                 "exception runs: wait behind it");
}

/* ---- names of types ---- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* One part of a name; false when there is none.  Namespaces that have none, and those
 * that a library has for its versions, such as __cxx11, are left out. */
static bool add_part(const char **at, char *text, size_t size)
{
	const char *p = *at;
	size_t length = 0;
	if (p[0] == 'S' && p[1] == 't') {
		p = "std";
		length = 3;
		*at += 2;
	} else {
		while (is_digit(*p) && length < size)
			length = length * 10 + (size_t)(*p++ - '0');
		if (length == 0 || length > strlen(p))
			return false;
		*at = p + length;
		if (length > 2 && p[0] == '_' && (p[1] == '_' || p[1] == 'G'))
			return true;
	}
	size_t n = strlen(text);
	wio__format(text + n, size - n, "%s", n ? "::" : "");
	n = strlen(text);
	if (n + length >= size)
		return false;
	memcpy(text + n, p, length);
	text[n + length] = '\0';
	return true;
}

/* A class by its name, in namespaces or not; what is more than that stays as the
 * compiler writes it. */
static void spell(char *text, size_t size, const char *type)
{
	const bool nested = type[0] == 'N';
	const char *at = type + nested;
	text[0] = '\0';
	while (add_part(&at, text, size))
		;
	if (nested && *at == 'E')
		at++;
	if (!text[0] || *at)
		wio__format(text, size, "%s",
		            !strcmp(type, "i")     ? "int"
		            : !strcmp(type, "PKc") ? "const char *"
		            : *type                ? type
		                                   : "something that is not C++'s");
}

int wio__cxx_left(const char *type, const char *what)
{
	static const wio_error_entry entries[] = {
	    WIO_ERRORS_OF_CXX(WIO_ERROR_ENTRY)};
	char name[80];
	spell(name, sizeof name, type);
	/* Without room for it the code has no name. */
	(void)wio_register_errors(entries, sizeof entries / sizeof *entries);
	return wio_raise(WIO_EEXCEPTION, what ? "%s: %s" : "%s", name, what);
}

void wio__cxx_stopped(void)
{
	char text[256];
	if (!wio__rt.task || !wio__coro_is_leaving())
		return;
	wio__host_log(text,
	              wio__format(text, sizeof text,
	                          "wasyncio: task '%s': wio_throw, or an interrupt at a "
	                          "check point, met a C++ function that is noexcept, "
	                          "as destructors are; nothing can go on.  Throw a C++ "
	                          "exception, or compile with -fno-exceptions.\n",
	                          wio_task_name(wio__rt.task)));
}
