// SPDX-License-Identifier: MIT
#ifndef WIO_ORDER_H
#define WIO_ORDER_H

/* The items of a queue, and which is next. */

#include "wasyncio/queue.h"

struct wio__items {
	char *bytes;
	size_t item_size;
	size_t room;  /* for so many items */
	size_t first; /* where the oldest is; goes round, but in a heap */
	size_t count;
	bool lifo;
	wio_compare_fn *compare;
};

/* Have room for one more, which wio__items_add needs.  [0, WIO_ENOMEM] */
int wio__items_reserve(struct wio__items *items);
void wio__items_add(struct wio__items *items, const void *item);
/* The one that comes out next; there is one.  In place. */
void *wio__items_next(struct wio__items *items);
/* Whether the item at a comes out before that at b, as the program says. */
bool wio__items_less(const struct wio__items *items, size_t a, size_t b);
/* Take that one out. */
void wio__items_drop(struct wio__items *items);
/* Take all of them out, to be ended apart. */
struct wio__items wio__items_take(struct wio__items *items);
void wio__items_fini(struct wio__items *items);

#endif
