// SPDX-License-Identifier: MIT
#ifndef WIO_THROW_H
#define WIO_THROW_H

#include "wasyncio/types.h"

/* End the running task by a throw that nothing stops.  Unlike wio__task_abandon
 * it is no place where a task is suspended. */
_Noreturn void wio__task_leave(wio_task *task, int error);

#endif
