// SPDX-License-Identifier: MIT
/*
 * Who waits for whom: the call graph of tasks.  A task waits for another by await,
 * by gather, wait, as_completed, wait_for and shield, as the opener of its group, and
 * for the lock that it holds.  `wasyncio-ps` shows the same of a process, a core file
 * or a WebAssembly memory, from outside.
 */
#ifndef WASYNCIO_GRAPH_H
#define WASYNCIO_GRAPH_H

#include "types.h"

WIO_BEGIN

/* One that waits, directly or by others, for what was asked about. */
typedef struct wio_call_graph_entry {
	wio_future *future; /* of the first what was asked about, later the task's */
	wio_task *task;     /* NULL: a future that is none */
	size_t depth;       /* 0; those that wait for an entry stand behind it, with one
	                     * more than it has */
	const char *by;     /* the function by which it waits for that; or NULL */
	const char *call;   /* the function in which it waits now, whatever for; NULL: it
	                     * does not wait */
	bool again;         /* it stands above; those that wait for it do, or follow there */
	bool cycle;         /* it waits for itself, by way of what is above it */
} wio_call_graph_entry;

/*
 * Who waits for a future or a task, who waits for those, and so on; NULL: for the
 * current task.  Each is followed once, however many ways lead to it.
 * Owns: everything in entries is borrowed, until a task goes on.
 * Mirrors: asyncio.capture_call_graph.
 * [never suspends] [how many entries there are, of which n at most are filled in, none
 * where entries is NULL, the first of them for what was asked about; WIO_EINVAL,
 * WIO_EOTHERLOOP, WIO_ENOTRUNNING NULL outside of a task, WIO_ENOMEM]
 */
int wio_call_graph(wio_future *future, wio_call_graph_entry *entries, size_t n);

/*
 * The same as text: of each entry its name, where it was made, what it waits in, and
 * the scopes that it has open; cycles are named.
 * Units: bytes, with the terminating zero; returns what the whole would need.  To a
 * buffer that is NULL nothing is written.
 * Mirrors: asyncio.format_call_graph.
 * [never suspends] [the size, and the errors of wio_call_graph]
 */
int wio_format_call_graph(wio_future *future, char *buffer, size_t size);

/* The same, to the host's log.
 * Mirrors: asyncio.print_call_graph.
 * [never suspends] [0, and the errors of wio_call_graph] */
int wio_print_call_graph(wio_future *future);

/*
 * Say that a task waits for a future, where it does so in a way of the program's own:
 * by a done-callback that wakes it.  That is all; taken back by
 * wio_future_discard_from_awaited_by, and once the future is done.
 * Owns: waiter is held until then.
 * Mirrors: asyncio.future_add_to_awaited_by.
 * [never suspends] [0, also where the future is done, WIO_EINVAL, WIO_EOTHERLOOP,
 * WIO_ENOMEM]
 */
int wio_future_add_to_awaited_by(wio_future *future, wio_task *waiter);

/* Take that back, once.
 * Mirrors: asyncio.future_discard_from_awaited_by.
 * [never suspends] [1, 0 it was not said, WIO_EINVAL, WIO_EOTHERLOOP] */
int wio_future_discard_from_awaited_by(wio_future *future, wio_task *waiter);

WIO_END
#endif
