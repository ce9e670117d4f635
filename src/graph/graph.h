// SPDX-License-Identifier: MIT
#ifndef WIO_GRAPH_H
#define WIO_GRAPH_H

#include <stddef.h>

#include "wasyncio/graph.h"

/* Entries in a block that grows. */
struct wio__graph {
	wio_call_graph_entry *entries;
	size_t count;
	size_t room;
};

/* [0, the errors of wio_call_graph]; also then to be ended. */
int wio__graph_capture(struct wio__graph *graph, wio_future *future,
                       const char *who);
void wio__graph_end(struct wio__graph *graph);

#endif
