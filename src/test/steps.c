// SPDX-License-Identifier: MIT
/* The steps of tasks: interrupted at one of choice, and written down. */
#include <string.h>

#include "core/format.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "core/task.h"
#include "core/trace.h"
#include "wasyncio/runner.h"
#include "wasyncio/test.h"

static _Thread_local size_t steps;
static _Thread_local size_t interrupted;
static _Thread_local char *text;
static _Thread_local size_t room;

void wio_test_interrupt_at(size_t nth)
{
	steps = 0;
	interrupted = nth;
}

size_t wio_test_steps(void)
{
	return steps;
}

void wio_test_trace(char *to, size_t size)
{
	text = size > 0 ? to : NULL;
	room = size;
	if (text)
		*text = 0;
}

static const char *const words[] = {
    [WIO__EVENT_START] = "start", [WIO__EVENT_RESUME] = "resume",
    [WIO__EVENT_SUSPEND] = "suspend", [WIO__EVENT_CANCEL] = "cancel",
    [WIO__EVENT_END] = "end"};

/* What a wait gave, if it went wrong, and what a task ends with. */
static const char *outcome(enum wio__event event, int r, char *number, size_t size)
{
	if (r < 0)
		return wio_strerror_name(r);
	wio__format(number, size, "%d", r);
	return event == WIO__EVENT_END ? number : "";
}

static void write_line(enum wio__event event, const wio_task *task, int64_t value)
{
	char line[160], number[16];
	size_t n = 0;
	if (event == WIO__EVENT_ITERATION) {
		n = wio__format(line, sizeof line, "iter %u\n",
		                (unsigned)wio__rt.stepping->iteration);
	} else if (task && event < sizeof words / sizeof *words && words[event]) {
		const int r = event == WIO__EVENT_RESUME || event == WIO__EVENT_END
		                  ? (int)value
		                  : 0;
		const char *what = outcome(event, r, number, sizeof number);
		n = wio__format(line, sizeof line, "%s %s%s%s\n", words[event],
		                wio__task_name(task), *what ? " " : "", what);
	}
	if (n == 0 || n >= sizeof line || n >= room)
		return;
	memcpy(text, line, n + 1);
	text += n;
	room -= n;
}

void wio__trace_call(enum wio__event event, wio_task *task, int64_t value)
{
	if (text)
		write_line(event, task, value);
	if (event != WIO__EVENT_START && event != WIO__EVENT_RESUME)
		return;
	if (++steps == interrupted)
		wio_interrupt(NULL);
}
