// SPDX-License-Identifier: MIT
#ifndef WIO_WAIT_H
#define WIO_WAIT_H

#include "core/task.h"

/* Waits that a task may still make after its loop has closed, or when it is forced
 * to end, before it is taken for one that never will. */
enum { WIO__MOST_REFUSED = 100 };

/* Whether the running task may wait: 0 or one of the wait errors. */
int wio__wait_check(void);
/* What the task was about to wait for it does not: its wait returns WIO_ENOMEM. */
void wio__wait_give_up(wio_task *task);
/* Suspend it until wio__task_wake; the result given there, or a wait error. */
int wio__wait_event(wio_task *task, enum wio__wait event);

#endif
