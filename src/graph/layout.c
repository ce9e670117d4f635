// SPDX-License-Identifier: MIT
/*
 * What `wasyncio-ps` looks for in memory.  Natively it is in each program, by an option
 * of the link; in WebAssembly only in those that ask for it (INSPECT in
 * wasyncio.cmake), since each byte is loaded there.
 */
#include <stddef.h>

#include "core/awaited.h"
#include "core/cleanup.h"
#include "core/inner.h"
#include "core/loop.h"
#include "core/runs.h"
#include "core/task.h"
#include "graph/layout.h"
#include "host.h"
#include "wasyncio/waiters.h"

#define OFFSET(type, member, name) \
	[WIO__FIELD_##name] = offsetof(type, member),

/* Not constant: it is in every dump of memory then, as what a program has changed. */
extern struct wio__layout wio__layout;
__attribute__((used)) struct wio__layout wio__layout = {
    .magic = WIO__LAYOUT_MAGIC,
    .version = WIO__LAYOUT_VERSION,
    .size = sizeof wio__layout,
    .pointer = sizeof(void *),
    .count = WIO__FIELD_COUNT,
    .offsets = {WIO__FIELDS(OFFSET)},
    .step = wio__task_step,
    .slow = wio__slow_step,
    .awaited = wio__awaited_run,
};

void wio__loop_show(wio_loop *loop)
{
	*wio__loop_host(loop) = wio__layout.loops ? wio__layout.loops : &wio__layout;
	wio__layout.loops = loop;
}

void wio__loop_hide(wio_loop *loop)
{
	void **at = &wio__layout.loops;
	while (*at != loop)
		at = wio__loop_host(*at);
	*at = *wio__loop_host(loop);
}
