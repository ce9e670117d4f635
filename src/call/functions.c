// SPDX-License-Identifier: MIT
/* Functions that the host has given, as this program calls them. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "call/border.h"
#include "call/calls.h"
#include "core/error.h"
#include "core/wait.h"
#include "host.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"
#include "wasyncio/js.h"

static const wio_error_entry errors[] = {WIO_ERRORS_OF_HOSTS(WIO_ERROR_ENTRY)};

/* ---- codes ---- */

/* What hosts call their errors, as this libc has it. */
static const struct {
	const char *name;
	int number;
} errnos[] = {
#define ERRNO(name) {#name, name}
    ERRNO(EACCES), ERRNO(EADDRINUSE), ERRNO(EADDRNOTAVAIL), ERRNO(EAGAIN), ERRNO(EBADF),
    ERRNO(EBUSY), ERRNO(ECANCELED), ERRNO(ECONNABORTED), ERRNO(ECONNREFUSED),
    ERRNO(ECONNRESET), ERRNO(EDOM), ERRNO(EEXIST), ERRNO(EFBIG), ERRNO(EHOSTUNREACH),
    ERRNO(EINTR), ERRNO(EINVAL), ERRNO(EIO), ERRNO(EISDIR), ERRNO(ELOOP), ERRNO(EMFILE),
    ERRNO(EMSGSIZE), ERRNO(ENAMETOOLONG), ERRNO(ENETUNREACH), ERRNO(ENFILE), ERRNO(ENODEV),
    ERRNO(ENOENT), ERRNO(ENOMEM), ERRNO(ENOSPC), ERRNO(ENOSYS), ERRNO(ENOTCONN),
    ERRNO(ENOTDIR), ERRNO(ENOTEMPTY), ERRNO(ENOTSUP), ERRNO(ENXIO), ERRNO(EPERM),
    ERRNO(EPIPE), ERRNO(EPROTO), ERRNO(ERANGE), ERRNO(EROFS), ERRNO(ESPIPE), ERRNO(ESRCH),
    ERRNO(ETIMEDOUT), ERRNO(EXDEV),
#undef ERRNO
};

static int code_of(const char *name)
{
	if (!name)
		return WIO_EHOST;
	int code = wio__error_code_of(name);
	if (code < 0)
		return code;
	for (size_t i = 0; i < sizeof errnos / sizeof *errnos; i++)
		if (strcmp(errnos[i].name, name) == 0)
			return -errnos[i].number;
	return WIO_EHOST;
}

static int raise(struct wio__answer *answer)
{
	(void)wio_register_errors(errors, sizeof errors / sizeof *errors);
	int r = wio_raise(code_of(answer->code), "%s",
	                  answer->value.kind == WIO_STRING ? answer->value.text
	                                                   : "a function of the host failed");
	struct wio_error *record = *wio__error_slot();
	/* A cancel or an exit is one here, and nobody's object. */
	if (record && record->refs && r != WIO_ECANCELED && r != WIO_EEXIT)
		record->host = answer->host;
	else if (answer->host && wio__is_linked(wio__host_forget))
		wio__host_forget(answer->host);
	wio_value_clear(&answer->value);
	free(answer->code);
	return r;
}

/* ---- a call ---- */

/* [0 it is settled, an error of the wait] */
static int wait_for(uint32_t id)
{
	wio_future *settled;
	uint64_t ticket;
	int r = wio_future_new(&settled, NULL);
	if (r < 0)
		return r;
	r = wio_future_ticket(settled, &ticket);
	if (r == 0) {
		wio__border_settle(id, ticket);
		r = wio_await(settled, NULL);
	}
	wio_future_release(settled);
	return r;
}

/* Until it is settled, though nobody wants it: what ended the first wait stays, unless
 * this one is ended as well.  The cancel is not lost for want of memory. */
static int join(uint32_t id, int r)
{
	wio_error *why = wio_error_retain(wio_last_error());
	const int again = wait_for(id);
	wio__border_abort(id, false);
	if (again < 0 && again != WIO_ENOMEM) {
		wio_error_release(why);
		return again;
	}
	wio__error_set(wio__error_slot(), why);
	return r;
}

int wio__call_answer(int r, struct wio__answer *answer, wio_value *result)
{
	if (r > 0 && wio__wait_ends()) {
		/* Its task may be left here. */
		wio__border_abort(answer->id, false);
		return wio__wait_check();
	}
	if (r > 0) {
		r = wait_for(answer->id);
		if (r < 0) {
			const bool wait = answer->join && r == WIO_ECANCELED;
			return wio__border_abort(answer->id, wait) ? join(answer->id, r) : r;
		}
		r = wio__border_take(answer->id, answer);
	}
	if (r == WIO_ENOTSUP || r == WIO_ENOMEM)
		return r;
	if (r < 0)
		return raise(answer);
	if (result)
		*result = answer->value;
	else
		wio_value_clear(&answer->value);
	return 0;
}

int wio_host_call(wio_value *result, const char *name, size_t count,
                  const wio_value *args)
{
	return wio_host_call_with(result, name, count, args, NULL);
}

int wio_host_call_with(wio_value *result, const char *name, size_t count,
                       const wio_value *args, const wio_host_call_options *options)
{
	struct wio__answer answer = {.join = options && options->join};
	if (result)
		*result = wio_undefined();
	if (!name)
		return wio_raise(WIO_EINVAL, "wio_host_call: name is NULL");
	int r = wio__values_check(count, args, "wio_host_call");
	if (r < 0)
		return r;
	return wio__call_answer(wio__border_call(name, count, args, &answer), &answer, result);
}

int wio__js_call(wio_value *result, const char *name, wio__js_fn *js, size_t count,
                 const wio_value *args, const wio_host_call_options *options)
{
	struct wio__answer answer = {.join = options && options->join};
	if (result)
		*result = wio_undefined();
	if (!js)
		return wio_raise(WIO_ENOTSUP,
		                 "%s: it is written in JavaScript, which this host has not",
		                 name);
	int r = wio__values_check(count, args, name);
	if (r == 0)
		r = wio__border_js(name);
	if (r < 0)
		return r;
	return wio__call_answer(js(wio__call_running(), count, args, &answer), &answer, result);
}
