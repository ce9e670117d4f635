// SPDX-License-Identifier: MIT
// Scenario: the last who comes to a barrier goes on at once, the others an iteration later in order; who comes while it empties waits for the next round.
// Clauses: E7.7, C5
#include "scenario.h"

static wio_barrier barrier;

static int party(void *arg)
{
	const int name = *(int *)arg;
	for (int i = 0; i < 2; i++) {
		int place = wio_barrier_wait(&barrier);
		if (place < 0)
			return place;
		trace("passed", num(name), num(place),
		      num(wio_barrier_n_waiting(&barrier)));
	}
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	barrier = (wio_barrier)WIO_BARRIER(3);
	trace("parties", num(wio_barrier_parties(&barrier)));
	for (int name = 0; name < 3; name++)
		spawn(party, digit(name), NULL);
	wio_yield();
	trace("waiting", num(wio_barrier_n_waiting(&barrier)));
	return wio_sleep(TICKS(5));
}

SCENARIO(barrier_rounds)
{
	run(program, NULL);
}
