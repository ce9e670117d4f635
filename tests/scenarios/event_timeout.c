// SPDX-License-Identifier: MIT
// Scenario: the timeout of one who waits for an event leaves the others alone; one who was woken and then cancelled is cancelled.
// Clauses: E4, E7.5, C5
#include "scenario.h"

static wio_event event;

static int patient(void *unused)
{
	(void)unused;
	int r = wio_event_wait(&event);
	if (r == 0)
		trace("woke up");
	return r;
}

static int hasty(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, TICKS(1));
	if (r < 0)
		return r;
	r = wio_timeout_close(timeout, wio_event_wait(&event));
	if (r == WIO_ETIMEDOUT) {
		trace("timed out");
		r = 0;
	}
	return r;
}

static int program(void *unused)
{
	(void)unused;
	event = (wio_event){0};
	wio_task *task;
	spawn(patient, NULL, NULL);
	spawn(hasty, NULL, NULL);
	wio_create_task(&task, patient, NULL, NULL);
	wio_sleep(TICKS(3));
	wio_event_set(&event);
	wio_task_cancel(task, "too late");
	if (wio_await(task, NULL) == WIO_ECANCELED)
		trace("cancelled", why(wio_last_error()));
	wio_task_release(task);
	return 0;
}

SCENARIO(event_timeout)
{
	run(program, NULL);
}
