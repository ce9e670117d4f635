// SPDX-License-Identifier: MIT
#include "core/compiler.h"
#include "core/future.h"
#include "core/object.h"

static struct wio__delegate *of(wio_future *future)
{
	return wio__container(future, struct wio__delegate, future);
}

void wio__delegate_init(struct wio__delegate *delegate, wio_loop *loop,
                        wio__delegate_fn *cancel)
{
	wio__future_init(&delegate->future, WIO__FUTURE, loop);
	delegate->future.delegates = true;
	delegate->cancel = cancel;
}

/* In never.list: it cannot wait. */
WIO__NEVER_INLINE int wio__delegate_cancel(wio_future *future,
                                           const char *message)
{
	return of(future)->cancel(of(future), message);
}
