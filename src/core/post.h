// SPDX-License-Identifier: MIT
#ifndef WIO_POST_H
#define WIO_POST_H

#include "core/compiler.h"
#include "core/queue.h"
#include "wasyncio/types.h"

/* What another thread brings to a loop, as a part of something: its node is run
 * there, or dropped when the loop is closed first. */
struct wio__post {
	struct wio__post *next;
	struct wio__node node;
};

/* From any thread, which knows that the loop is there until this returns. */
void wio__post_send(wio_loop *loop, struct wio__post *post);

/* For loops that have any. */
WIO__IF_LINKED void wio__posts_take(wio_loop *loop);
/* Those that came when it was closed already. */
WIO__IF_LINKED void wio__posts_drop(wio_loop *loop);
/* Close all that are open on a loop. */
WIO__IF_LINKED void wio__tickets_revoke(wio_loop *loop);
WIO__IF_LINKED void wio__tickets_free(void);

#endif
