// SPDX-License-Identifier: MIT
/* Events of the host's, which come between two steps of a loop. */
#include "core/runtime.h"
#include "replay.h"

#ifdef __EMSCRIPTEN__
#include <emscripten/eventloop.h>

static void (*todo)(void);
static int asked; /* for */

static void comes(void *unused)
{
	(void)unused;
	asked = 0;
	todo();
}

/* The host has its turn after each iteration: this comes before the next. */
void event_between(void (*act)(void))
{
	event_drop();
	todo = act;
	asked = emscripten_set_immediate(comes, NULL);
}

void event_drop(void)
{
	if (asked)
		emscripten_clear_immediate(asked);
	asked = 0;
}
#else
/* An iteration has begun, and nothing of it was done. */
void event_between(void (*act)(void))
{
	wio_loop *loop = wio__rt.stepping;
	wio__rt.stepping = NULL;
	act();
	wio__rt.stepping = loop;
}

void event_drop(void)
{
}
#endif
