// SPDX-License-Identifier: MIT
#ifndef WIO_BORDER_H
#define WIO_BORDER_H

#include <stdbool.h>
#include <stdint.h>

#include "core/compiler.h"
#include "wasyncio/stream.h"
#include "wasyncio/value.h"

/*
 * Functions of the host, as far as it has any: web/border.c, or alone.c where it has
 * none.
 */

/* There is a function that can be called from there. */
void wio__border_open(void);

/* The same, so that embedders find what they call (embedded.c). */
void wio__embedded_open(void);

/* What became of a call. */
struct wio__answer {
	wio_value value; /* on the heap; of an error the text of its message */
	uint32_t id;     /* of a promise */
	uint32_t host;   /* of an error: what the host keeps */
	char *code;      /* and its own code, on the heap; or NULL */
	bool join;       /* of a call: whoever waits and is cancelled waits for its end */
};

/* Of the run of the running task.  [0 it is over: *answer has its value; 1 it is
 * promised, by *answer's id; below zero: it has failed] */
int wio__border_call(const char *name, size_t count, const wio_value *args,
                     struct wio__answer *answer);

/* There are functions of JavaScript's own (js.h), which answer in the same way; this is
 * one.  [0, WIO_ENOTSUP not here] */
int wio__border_js(const char *name);

/* A promise is to complete that ticket when it is settled. */
void wio__border_settle(uint32_t id, uint64_t ticket);

/* What a promise has come to.  [0, below zero: it has failed] */
int wio__border_take(uint32_t id, struct wio__answer *answer);

/* What it comes to is nothing any more, whether or not it is settled.  join: it is kept
 * until the next such call, unless it is settled.  [true: it is kept] */
bool wio__border_abort(uint32_t id, bool join);

/* A stream of the host's, by its number: once, as one or the other.  [0, WIO_ENOTSUP,
 * another error of the host's] */
int wio__border_reader(uint32_t id, wio_reader **reader);
int wio__border_writer(uint32_t id, wio_writer **writer);

/* Nobody wants a stream that was this program's. */
WIO__IF_LINKED void wio__border_drop(uint32_t id);

#endif
