// SPDX-License-Identifier: MIT
#ifndef WIO_CALLBACK_H
#define WIO_CALLBACK_H

#include "core/compiler.h"
#include "core/queue.h"
#include "wasyncio/types.h"

/* A future's done-callback. */
struct wio__callback;

WIO__IF_LINKED void wio__callback_release(struct wio__callback *callback);
WIO__IF_LINKED void wio__handle_release(wio_handle *handle);
/* What its node runs; and what is told of each that has come to be queued. */
WIO__IF_LINKED void wio__callback_run(struct wio__node *node);
WIO__IF_LINKED void wio__callback_queued(struct wio__node *node);
/* What became of a callback's result, a handle's and a post's too. */
void wio__callback_result(wio_loop *loop, int result, wio_future *future);

#endif
