// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_ERROR_H
#define WIO_CORE_ERROR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include "core/runtime.h"
#include "wasyncio/error.h"

struct wio_error {
	unsigned refs; /* 0: static */
	int code;
	union {
		int status;         /* of WIO_EEXIT */
		wio__source source; /* of WIO_ECANCELED */
		unsigned host;      /* of others: see wio__error_host */
	};
	char *message;
	struct wio_error *cause;
	struct wio_error *context;
	size_t count; /* of a group's members */
	size_t room;  /* in pointers, of what follows */
	union {
		struct wio_error **members;
		char *source_name; /* of a cancel, if somebody has asked */
	};
};

/* Not zero: it is an error of the host's, which keeps that by this number. */
static inline unsigned wio__error_host(const struct wio_error *error)
{
	return error->code == WIO_EEXIT || error->code == WIO_ECANCELED ? 0 : error->host;
}

/* The slot of the live record: the current task's, else the thread's. */
struct wio_error **wio__error_slot(void);
static inline void wio__error_set(struct wio_error **slot, struct wio_error *owned)
{
	struct wio_error *before = *slot;
	*slot = owned;
	if (before)
		wio_error_release(before);
}
struct wio_error *wio__error_new(int code, const char *format, ...)
    WIO_PRINTF(2, 3);
struct wio_error *wio__error_vnew(int code, const char *format, va_list args);
/* The code of that name, of ours or of a program's; 0: there is none. */
int wio__error_code_of(const char *name);
/* A record for a bare code, shared and without a message of its own. */
struct wio_error *wio__error_bare(int code);
/* The live record, if it is of this code; else NULL.  Borrowed. */
struct wio_error *wio__error_last(int code);
/* A record for a code that came without one; NULL when there is no memory. */
struct wio_error *wio__error_plain(int code);
extern struct wio_error wio__error_bares[];
#define wio__error_cancelled (wio__error_bares[WIO_ENOMEM - WIO_ECANCELED])

/* One that leaves the run at once. */
static inline bool wio__leaves(int result)
{
	return result == WIO_EINTERRUPTED || result == WIO_EEXIT;
}

#endif
