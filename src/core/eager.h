// SPDX-License-Identifier: MIT
#ifndef WIO_START_EAGER_H
#define WIO_START_EAGER_H

#include <stdbool.h>

#include "core/compiler.h"
#include "wasyncio/types.h"

/* In a program that names WIO_START_EAGER: whether a task starts in the call that makes
 * it, */
WIO__IF_LINKED bool wio__eager_is_wanted(const wio_loop *loop,
                                         const wio_task_options *options);
/* and that.  [0, WIO_EENTERED, WIO_ENOTSUP, what ends a run] */
WIO__IF_LINKED int wio__eager_begin(wio_loop *loop, wio_task *task, wio_task **out);

#endif
