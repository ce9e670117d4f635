// SPDX-License-Identifier: MIT
#ifndef WIO_CORE_CANCELLER_H
#define WIO_CORE_CANCELLER_H

#include "core/compiler.h"
#include "core/error.h"
#include "core/runtime.h"
#include "core/task.h"
#include "wasyncio/error.h"

/*
 * Where a cancel comes from.  Whoever asks says so in wio__rt.source before; each task
 * that is asked keeps it, which takes no memory; and a record of it is made when
 * somebody looks.  Linked with what programs cancel by.
 */

WIO__IF_LINKED void wio__canceller_cancel(wio_task *task, enum wio_source_kind kind,
                                          const wio_task *of);

/* For a task that has a name of its own. */
WIO__IF_LINKED unsigned wio__canceller_number(void);

/* Somebody looks at the error of a task: if that is a bare cancel, a record with where
 * it came from takes its place. */
WIO__IF_LINKED void wio__canceller_tell(struct wio_error **slot,
                                        const wio_task *task);

/* As text, with a comma before it; "" when it is not known. */
WIO__IF_LINKED void wio__canceller_format(const struct wio_error *error, char *text,
                                          size_t size);

static inline bool wio__canceller_is_linked(void)
{
	return wio__is_linked(wio__canceller_number);
}

/* task: of which, or NULL. */
static inline wio__source wio__source_of(enum wio_source_kind kind,
                                                const wio_task *task)
{
	return (task ? task->number * 8 : 0) + kind;
}

/* Of what runs now. */
static inline wio__source wio__source_here(void)
{
	return wio__source_of(wio__rt.task ? WIO_SOURCE_TASK : WIO_SOURCE_CALLBACK,
	                      wio__rt.task);
}

/* wio__task_cancel by something else than what runs now. */
static inline void wio__task_cancel_by(wio_task *task, enum wio_source_kind kind,
                                       const wio_task *of)
{
	if (wio__canceller_is_linked())
		wio__canceller_cancel(task, kind, of);
	else
		wio__task_cancel(task, NULL);
}

#endif
