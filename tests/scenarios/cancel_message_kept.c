// SPDX-License-Identifier: MIT
// Scenario: two tasks and the end of the run ask for the message of one task's cancellation.
// Clauses: C2 messages
// Deviation: P13 — all of them have it; in CPython the first takes it along.
#include "scenario.h"

static int child(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(50));
}

struct wait {
	int number;
	wio_task *task;
};

static void wait_free(void *arg)
{
	wio_task_release(((struct wait *)arg)->task);
}

static int waiter(void *arg)
{
	const struct wait *wait = arg;
	if (wio_await(wait->task, NULL) == WIO_ECANCELED)
		trace("waiter", num(wait->number), why(wio_last_error()));
	return 0;
}

static void spawn_waiter(int number, wio_task *task)
{
	struct wait wait = {number, wio_task_retain(task)};
	wio_create_task(NULL, waiter, &wait,
	                &(wio_task_options){.arg_size = sizeof wait,
	                                    .arg_free = wait_free});
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_create_task(&task, child, NULL, NULL);
	spawn_waiter(1, task);
	spawn_waiter(2, task);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, "because");
	wio_sleep(TICKS(1));
	wio_future_result(wio_task_future(task));
	trace("asked", why(wio_last_error()));
	wio_task_release(task);
	return 0;
}

SCENARIO(cancel_message_kept)
{
	run(program, NULL);
}
