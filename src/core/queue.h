// SPDX-License-Identifier: MIT
#ifndef WIO_QUEUE_H
#define WIO_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

/* What is ready, what of it this iteration runs, and those of futures. */

/* Something that waits to be run.  It lies inside what it belongs to, so that
 * queueing never allocates. */
struct wio__node {
	struct wio__node *next;
	void (*run)(struct wio__node *node);  /* in a step */
	void (*drop)(struct wio__node *node); /* its loop closes instead */
};

struct wio__queue {
	struct wio__node *first;
	struct wio__node *last;
};

/* A node that can be taken out of its list at once.  What waits for a future is
 * such: of those on one that lives long any may go. */
struct wio__link {
	struct wio__node node;
	struct wio__link *previous;
};

static inline void wio__queue_push(struct wio__queue *q, struct wio__node *node)
{
	node->next = NULL;
	if (q->last)
		q->last->next = node;
	else
		q->first = node;
	q->last = node;
}

/* In front of all. */
static inline void wio__queue_push_first(struct wio__queue *q, struct wio__node *node)
{
	node->next = q->first;
	q->first = node;
	if (!q->last)
		q->last = node;
}

static inline struct wio__node *wio__queue_pop(struct wio__queue *q)
{
	struct wio__node *node = q->first;
	q->first = node->next;
	if (!q->first)
		q->last = NULL;
	return node;
}

/* Move all of from to the end of q. */
static inline void wio__queue_append(struct wio__queue *q, struct wio__queue *from)
{
	if (!from->first)
		return;
	if (q->last)
		q->last->next = from->first;
	else
		q->first = from->first;
	q->last = from->last;
	from->first = from->last = NULL;
}

/* The same for lists that have nothing but links. */
static inline void wio__link_push(struct wio__queue *q, struct wio__link *link)
{
	link->previous = (struct wio__link *)q->last;
	wio__queue_push(q, &link->node);
}

void wio__link_remove(struct wio__queue *q, struct wio__link *link);

/* Take a node out; true if it was there. */
bool wio__queue_remove(struct wio__queue *q, const struct wio__node *node);

#endif
