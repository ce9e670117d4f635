// SPDX-License-Identifier: MIT
#ifndef WIO_GENERATOR_H
#define WIO_GENERATOR_H

#include <stdbool.h>

#include "core/call.h"
#include "core/inner.h"
#include "core/misuse.h"
#include "core/queue.h"
#include "wasyncio/generator.h"

struct wio__generators;
struct wio__map;

struct wio_generator {
	struct wio__object object;
	struct wio__inner inner;
	bool begun;
	bool closing; /* WIO_ECLOSED was thrown, if it is nothing else by now */
	bool abandons; /* its yield does not return */
	bool dropped; /* nobody holds it: the last reference is its loop's */
	int thrown;   /* what its yield is to return */
	size_t item_size;
	size_t sent_size;
	void *item;       /* where its next item goes */
	const void *sent; /* what its yield is to give, */
	void *sent_to;    /* and where, or NULL */
	struct wio__arg arg;
	/* Of its loop, from the first use on to the last: in the order of making. */
	struct wio__generators *loop;
	wio_generator *next;
	wio_generator *previous;
	unsigned long long number;
	bool left_alone; /* by shutdowns: another one closes it, or has tried */
	struct wio__node node; /* of a dropped one, and the variables of then */
	struct wio__map *map;
};

/* What a loop has. */
struct wio__generators {
	wio_loop *loop;
	wio_generator *first;
	wio_generator *last;
	bool shut;      /* its shutdown has begun */
	wio_task *task; /* made beforehand, for those that outlive it */
};

static inline bool wio__is_generator(const wio_generator *generator)
{
	return wio__is(generator, WIO__GENERATOR);
}
extern const struct wio__noun wio__generator_noun;

/* One reference less. */
void wio__generator_let_go(wio_generator *generator);

/* It has ended, with that.  [0 or the error] */
int wio__generator_ended(wio_generator *generator, int result);
/* Have it go on: [1 it has yielded, 0 or the error it has ended with] */
static inline int wio__generator_go_on(wio_generator *generator, void *item)
{
	int result;
	generator->begun = true;
	generator->item = item;
	int r = wio__inner_enter(&generator->inner, &result);
	generator->sent = NULL;
	return r ? r : wio__generator_ended(generator, result);
}
/* Close one that has begun, with this error: WIO_ECLOSED, or what takes its place. */
int wio__generator_close(wio_generator *generator, int code);
/* It has not begun, and never will.  [0, the code] */
int wio__generator_end_unbegun(wio_generator *generator, int code);
/* Close one that no task is in, if that is not done. */
int wio__generator_end(wio_generator *generator);
/* It has ended, or never begun, and nobody holds it. */
void wio__generator_free(wio_generator *generator);

/* Put it under the care of the running loop.  [0, WIO_ENOMEM, as wio_loop_at_close] */
int wio__generators_add(wio_generator *generator);

#endif
