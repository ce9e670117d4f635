// SPDX-License-Identifier: MIT
/* cancels: plays all rows; "NAME KIND" is one that holds. */
#include "cancels.h"

#include <stdio.h>
#include <string.h>

#define X(call, kind) void row_##call(void);
#include "rows.inc"
#undef X

static int failures;
static bool left_out;

void cancels_failed(const char *what, const char *file, int line)
{
	printf("%s:%d: %s\n", file, line, what);
	failures++;
}

void cancels_gives(long long r, long long value, const char *call,
                   const char *file, int line)
{
	if (r == value)
		return;
	printf("%s:%d: %s gives %lld, not %lld\n", file, line, call, r, value);
	failures++;
}

wio_task *waits(wio_fn *fn, void *arg, const char *call)
{
	wio_task *task;
	GIVES(wio_create_task(&task, fn, arg, NULL), 0);
	GIVES(wio_test_wait_blocked(), 0);
	wio_call_graph_entry entry = {0};
	CHECK(wio_call_graph(wio_task_future(task), &entry, 1) > 0);
	if (!entry.call || strcmp(entry.call, call) != 0) {
		printf("it waits in %s, not in %s\n",
		       entry.call ? entry.call : "nothing", call);
		failures++;
	}
	return task;
}

wio_task *waits_its_turn(wio_fn *fn, void *arg)
{
	wio_task *task;
	GIVES(wio_create_task(&task, fn, arg, NULL), 0);
	GIVES(wio_yield(), 0);
	return task;
}

int cancelled(wio_task *task)
{
	GIVES(wio_task_cancel(task, NULL), 1);
	int r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}

int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

wio_task *sleeper(void)
{
	return waits(sleeps, NULL, "wio_sleep");
}

void wakes(wio_task *task)
{
	CHECK(!wio_task_done(task));
	GIVES(wio_task_cancelling(task), 0);
	GIVES(cancelled(task), WIO_ECANCELED);
}

void not_here(void)
{
	left_out = true;
}

void wants_input(const char *call)
{
	printf("input for %s\n", call);
	fflush(stdout);
}

struct row {
	const char *call;
	const char *kind;
	void (*play)(void);
};

static int play(void *arg)
{
	const struct row *row = arg;
	row->play();
	/* A row ends what it has begun. */
	wio_task *self;
	CHECK(wio_all_tasks(NULL, &self, 1) == 1);
	GIVES(wio_task_cancelling(wio_current_task()), 0);
	return 0;
}

int main(void)
{
	static struct row rows[] = {
#define X(call, kind) {#call, #kind, row_##call},
#include "rows.inc"
#undef X
	};
	wio_test_clock_start();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const int before = failures;
		left_out = false;
		GIVES(wio_run(play, &rows[i]), 0);
		printf("%s %s\n", rows[i].call,
		       failures > before ? "failed"
		       : left_out        ? "not here"
		                         : rows[i].kind);
		fflush(stdout);
	}
	wio_test_clock_stop();
	return failures > 0;
}
