// SPDX-License-Identifier: MIT
#ifndef WIO_RUNTIME_H
#define WIO_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "coro.h"
#include "wasyncio/error.h"
#include "wasyncio/types.h"

struct wio__clock;
struct wio__gone;
struct wio__ticket;

enum { WIO__ERROR_TABLES = 32 };

/* Who cancelled: eight times the number of the task that did, or of which a scope did,
 * and an enum wio_source_kind (canceller.h). */
typedef unsigned wio__source;

/* The one thread-local: all that is not an object. */
struct wio__runtime {
	wio_loop *stepping; /* whose step is on this stack */
	wio_task *task;     /* that is running */
	wio_context *context;
	wio_context *first_context; /* of the thread, outside everything */
	struct wio_error *error;    /* live record outside tasks */
	wio_runner *running;        /* whose run is under way */
	/* Of programs; kept while the thread lives, so not on the heap. */
	struct wio__error_table {
		const wio_error_entry *entries;
		size_t count;
	} error_tables[WIO__ERROR_TABLES];
	size_t error_table_count;
	unsigned long long vars_made;
	unsigned long long generators_made;
	unsigned tasks_named; /* Task-1, Task-2, ... */
	unsigned tasks_known; /* with other names */
	wio__source source;   /* who cancels */
	int64_t marks;          /* of deferred calls and scopes, so far */
	struct wio__gone *gone; /* objects, in debug mode (misuse.c) */
	struct wio__clock *clock; /* that new loops get; tests */
	bool share_stacks; /* as if all tasks were made with shared_stack; tests */
	int locked;     /* in a call that must not be torn apart */
	int nested;     /* tasks that run where they were made */
	bool reading;   /* a task waits in wio_stdin_read */
	unsigned users; /* runners and loops; at 0 the caches are freed */
	struct wio__ticket *tickets;
	uint32_t ticket_room;
	uint32_t ticket_free; /* first free slot, from 1 */
	/* What a job of another thread's loop may read: behind the current one. */
	const wio_context *lent_context;
	const char *place; /* of the call that makes a task (place.c) */
};

extern _Thread_local struct wio__runtime wio__rt;

void wio__runtime_enter(void);
void wio__runtime_leave(void);

/* Around calls of a program's functions in the middle of our own work: they can
 * neither wait nor be ended there. */
static inline void wio__lock(void)
{
	wio__rt.locked++;
	wio__coro_host_depth++;
}

static inline void wio__unlock(void)
{
	wio__coro_host_depth--;
	wio__rt.locked--;
}

#endif
