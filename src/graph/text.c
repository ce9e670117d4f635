// SPDX-License-Identifier: MIT
/* The graph as text. */
#include <string.h>

#include "core/cleanup.h"
#include "core/format.h"
#include "core/inner.h"
#include "core/memory.h"
#include "core/task.h"
#include "core/words.h"
#include "graph/graph.h"
#include "host.h"
#include "wasyncio/error.h"

/* A chain of tasks may be longer than any line should be. */
enum { DEEPEST = 20 };

/* What is written, as far as there is room for it. */
struct out {
	char *text;
	size_t size;
	size_t length; /* of the whole */
};

/* Where the next is written, and how much there fits. */
static char *end_of(const struct out *out)
{
	return out->length < out->size ? out->text + out->length : NULL;
}

static size_t left_of(const struct out *out)
{
	return out->length < out->size ? out->size - out->length : 0;
}

#define PUT(out, ...) \
	((out)->length += wio__format(end_of(out), left_of(out), __VA_ARGS__))

static void indent(struct out *out, size_t depth, const char *sign)
{
	for (size_t i = 0; i < depth && i < DEEPEST; i++)
		PUT(out, "    ");
	PUT(out, "%s ", sign);
}

static const char *put_list(struct out *out, const struct wio__cleanup *list,
                            const char *before, size_t depth)
{
	for (const struct wio__cleanup *c = list; c; c = c->next) {
		if (!c->scope)
			continue;
		if (*before == 'o')
			indent(out, depth, "  +");
		PUT(out, "%s%s%s", before, c->scope, c->place ? c->place : "");
		before = " in ";
	}
	return before;
}

/* Of the generator that it is in first, if it is in one. */
static void put_scopes(struct out *out, const wio_task *task, size_t depth)
{
	const char *before = put_list(out, task->cleanups, "open: ", depth);
	for (const struct wio__inner *i = task->inner; i; i = i->outer)
		before = put_list(out, i->cleanups, before, depth);
	if (*before != 'o')
		PUT(out, "\n");
}

static void put_task(struct out *out, const wio_call_graph_entry *e)
{
	PUT(out, "task '%s'", wio__task_name(e->task));
	if (!e->again && e->task->place)
		PUT(out, "%s", e->task->place);
	if (e->cycle) {
		PUT(out, " by %s: a cycle, it waits for itself\n", e->by);
	} else if (e->again) {
		PUT(out, " by %s: as above\n", e->by);
	} else {
		if (e->by && (!e->call || strcmp(e->by, e->call) != 0))
			PUT(out, " by %s", e->by);
		PUT(out, ", ");
		out->length += wio__task_words(e->task, end_of(out), left_of(out));
		PUT(out, "\n");
		put_scopes(out, e->task, e->depth);
	}
}

static int format(struct wio__graph *graph, char *buffer, size_t size)
{
	struct out out = {buffer, size, 0};
	if (size)
		*buffer = '\0';
	for (size_t i = 0; i < graph->count; i++) {
		const wio_call_graph_entry *e = &graph->entries[i];
		if (i && e->depth > e[-1].depth) {
			indent(&out, e->depth - 1, "  +");
			PUT(&out, "awaited by:\n");
		}
		indent(&out, e->depth, "*");
		if (e->task)
			put_task(&out, e);
		else
			PUT(&out, "a future\n");
	}
	return (int)out.length + 1;
}

int wio_format_call_graph(wio_future *future, char *buffer, size_t size)
{
	struct wio__graph graph;
	int r = wio__graph_capture(&graph, future, "wio_format_call_graph");
	if (r == 0)
		r = format(&graph, buffer, buffer ? size : 0);
	wio__graph_end(&graph);
	return r;
}

int wio_print_call_graph(wio_future *future)
{
	struct wio__graph graph;
	char *text = NULL;
	size_t size = 0;
	int r = wio__graph_capture(&graph, future, "wio_print_call_graph");
	if (r == 0) {
		size = (size_t)format(&graph, NULL, 0);
		text = wio__alloc(size);
		r = text ? 0 : WIO_ENOMEM;
	}
	if (text) {
		format(&graph, text, size);
		wio__host_log(text, size - 1);
	}
	wio__free(text, size);
	wio__graph_end(&graph);
	return r;
}
