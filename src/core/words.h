// SPDX-License-Identifier: MIT
#ifndef WIO_WORDS_H
#define WIO_WORDS_H

#include <stddef.h>

#include "core/compiler.h"
#include "wasyncio/types.h"

/* What a task does: linked with what shows who waits for whom. */

/* The function in which it waits, or NULL. */
const char *wio__task_call(const wio_task *task);
/* All of it, such as "in wio_sleep, 20 ms left".  As wio__format. */
WIO__IF_LINKED size_t wio__task_words(const wio_task *task, char *text,
                                      size_t size);

#endif
