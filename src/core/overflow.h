// SPDX-License-Identifier: MIT
#ifndef WIO_OVERFLOW_H
#define WIO_OVERFLOW_H

#include <stddef.h>

#include "coro.h"
#include "wasyncio/types.h"

/* That a task has overflowed one of its stacks; returns what the text takes. */
size_t wio__overflow_describe(const wio_task *task, const struct wio__coro *coro,
                              char *text, size_t size);
const char *wio__overflow_advice(const wio_task *task, const struct wio__coro *coro);
/* Say so, and why nothing can go on, and end. */
_Noreturn void wio__overflow_end(const wio_task *task, const struct wio__coro *coro,
                                 const char *why);

#endif
