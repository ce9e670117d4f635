// SPDX-License-Identifier: MIT
/*
 * libFuzzer's entry: plays one input under a virtual clock, and looks at what
 * must hold after any program.
 */
#include "core/clock.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "core/task.h"
#include "core/trace.h"
#include "coro.h"
#include "host.h"
#include "fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "replay.h"
#include "wasyncio.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* ---- the input ---- */

static const uint8_t *input;
static size_t left;

unsigned take(void)
{
	if (!left)
		return 0;
	left--;
	return *input++;
}

bool input_left(void)
{
	return left > 0;
}

void finding(const char *format, ...)
{
	va_list args;
	va_start(args, format);
	fputs("FINDING: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}

/* ---- the clock ---- */

int64_t clock_now;

static int64_t clock_read(struct wio__clock *clock)
{
	(void)clock;
	return clock_now;
}

static void clock_advance(struct wio__clock *clock, wio_loop *loop,
                          int64_t deadline)
{
	(void)clock;
	/* A timer that is never due waits for ever, as nothing at all does. */
	if (deadline == WIO__NEVER && loop->timers.count) {
		if (!calls_wake())
			wio__loop_leave(loop, WIO_EDEADLK, NULL);
	} else if (deadline != WIO__NEVER && deadline > clock_now) {
		clock_now = deadline;
	}
}

static void clock_deliver(struct wio__clock *clock, wio_loop *loop)
{
	(void)clock;
	(void)loop;
}

static bool clock_has_events(struct wio__clock *clock)
{
	(void)clock;
	return false;
}

static struct wio__clock virtual_clock = {
	.now = clock_read,
	.advance = clock_advance,
	.deliver = clock_deliver,
	.has_events = clock_has_events,
};

bool replay_asleep(wio_loop *loop)
{
	(void)loop;
	return calls_wake();
}

/* ---- what the loop does ---- */

static int begun; /* tasks that have not ended */

void wio__trace_call(enum wio__event event, wio_task *task, int64_t value)
{
	switch (event) {
	case WIO__EVENT_START:
		begun++;
		break;
	case WIO__EVENT_END:
		begun -= task->started;
		break;
	case WIO__EVENT_DONE:
		if (!task || task->future.state != WIO__PENDING ||
		    wio__leaves((int)value) || value == WIO_EDEADLK ||
		    value == WIO_ESTOPPED ||
		    (value == WIO_ENOMEM && !task->started && task->must_cancel))
			break;
		finding("a run ended with %d, its main task did not", (int)value);
	default:
		break;
	}
}

/* ---- afterwards ---- */

static int probe_child(void *calls)
{
	++*(int *)calls;
	int r = wio_sleep(TICKS(2));
	++*(int *)calls;
	return r;
}

static int probe_main(void *calls)
{
	wio_group *group;
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, TICKS(5));
	if (r < 0)
		return r;
	r = wio_group_open(&group);
	for (int i = 0; i < 2 && r >= 0; i++)
		r = wio_group_create_task(group, NULL, probe_child, calls, NULL);
	r = wio_group_close(group, r);
	r = wio_timeout_close(timeout, r);
	return r < 0 ? r : 42;
}

/* The next run finds nothing of what was. */
static void probe(void)
{
	int calls = 0;
	wio_runner *runner;
	if (wio_runner_new(&runner, NULL) < 0)
		finding("no runner after the program");
	int r = wio_runner_run(runner, probe_main, &calls, NULL);
	if (r != 42 || calls != 4)
		finding("the next run gives %d, after %d calls", r, calls);
	r = wio_runner_close(runner);
	if (r < 0)
		finding("closing the next runner gives %d", r);
	wio_runner_free(runner);
}

static void check_left(unsigned blocks)
{
	if (wio__rt.users)
		finding("%u objects are left", wio__rt.users);
	if (memory.blocks != blocks)
		finding("%d blocks are left", (int)(memory.blocks - blocks));
	if (wio__rt.stepping || wio__rt.task || wio__rt.running || wio__rt.context ||
	    wio__rt.first_context || wio__rt.error || wio__rt.tickets ||
	    wio__rt.locked || wio__coro_host_depth)
		finding("the thread's record is not as it was");
	if (begun)
		finding("%d tasks began and did not end", begun);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const unsigned blocks = memory.blocks;
	input = data;
	left = size;
	begun = 0;
	clock_now = 0;
	wio__rt.vars_made = 0;
	wio__rt.tasks_named = 0;
	wio__clock_set(&virtual_clock);
	const unsigned how = take();
	const unsigned fails = take();
	calls_begin();
	/* While one object is there, so is the thread's record. */
	wio_contextvar *anchor;
	if (wio_contextvar_new(&anchor, "anchor", NULL) < 0)
		finding("no variable before the program");
	memory.asked = 0;
	memory.fail = how & 2 ? fails + 1 : 0;
	memory.fail_onward = how & 4;
	suspends.asked = 0;
	suspends.fail = 0;
	calls_play(how & 1);
	memory.fail = 0;
	suspends.fail = 0;
	calls_end();
	wio_contextvar_release(anchor);
	check_left(blocks);
	probe();
	check_left(blocks);
	wio__clock_set(NULL);
	return 0;
}
