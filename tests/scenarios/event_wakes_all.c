// SPDX-License-Identifier: MIT
// Scenario: an event wakes all who wait, in order, also if it is cleared at once; one that is set is not waited for.
// Clauses: E3, E7.5, C5
#include "scenario.h"

static wio_event event;

static int waiter(void *arg)
{
	const int name = *(int *)arg;
	int r = wio_event_wait(&event);
	if (r == 0)
		trace("woke up", num(name), num(wio_event_is_set(&event)));
	return r;
}

static int program(void *unused)
{
	(void)unused;
	event = (wio_event){0};
	for (int name = 0; name < 3; name++)
		spawn(waiter, digit(name), NULL);
	wio_yield();
	wio_event_set(&event);
	wio_event_clear(&event);
	spawn(waiter, digit(3), NULL);
	int r = wio_sleep(TICKS(2));
	if (r < 0)
		return r;
	wio_event_set(&event);
	wio_event_set(&event);
	wio_event_wait(&event);
	trace("did not wait");
	return wio_sleep(TICKS(2));
}

SCENARIO(event_wakes_all)
{
	run(program, NULL);
}
