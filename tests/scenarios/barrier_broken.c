// SPDX-License-Identifier: MIT
// Scenario: a barrier that is broken or reset says so to who waits in it; one who is cancelled has not come.
// Clauses: E7.7, C5
#include "scenario.h"

static wio_barrier barrier;

static int party(void *arg)
{
	const int name = *(int *)arg;
	int place = wio_barrier_wait(&barrier);
	if (place == WIO_ECANCELED) {
		trace("cancelled", num(name), num(wio_barrier_n_waiting(&barrier)));
		return place;
	}
	if (place == WIO_EBROKEN) {
		trace("failed", num(name), exc(place), num(wio_barrier_broken(&barrier)));
		return 0;
	}
	trace("passed", num(name), num(place));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	barrier = (wio_barrier)WIO_BARRIER(2);
	wio_task *task;
	wio_create_task(&task, party, digit(0), NULL);
	wio_sleep(TICKS(1));
	wio_task_cancel(task, NULL);
	wio_task_release(task);
	wio_sleep(TICKS(1));
	spawn(party, digit(1), NULL);
	wio_sleep(TICKS(1));
	wio_barrier_reset(&barrier);
	wio_sleep(TICKS(1));
	spawn(party, digit(2), NULL);
	wio_sleep(TICKS(1));
	wio_barrier_abort(&barrier);
	wio_sleep(TICKS(1));
	spawn(party, digit(3), NULL);
	wio_sleep(TICKS(1));
	wio_barrier_reset(&barrier);
	spawn(party, digit(4), NULL);
	spawn(party, digit(5), NULL);
	return wio_sleep(TICKS(1));
}

SCENARIO(barrier_broken)
{
	run(program, NULL);
}
