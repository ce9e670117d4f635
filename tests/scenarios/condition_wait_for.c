// SPDX-License-Identifier: MIT
// Scenario: a condition is waited for until what is asked is true; two conditions may have one lock.
// Clauses: E7.4, C5
#include "scenario.h"

static wio_lock of_both;
static wio_condition condition, other;
static int box;

static bool enough(void *unused)
{
	(void)unused;
	return box >= 2;
}

static int waiter(void *unused)
{
	(void)unused;
	int r = wio_lock_acquire(&of_both);
	if (r < 0)
		return r;
	r = wio_condition_wait_for(&condition, enough, NULL);
	if (r == 0)
		trace("it is so", num(box));
	wio_lock_release(&of_both);
	return r;
}

static int program(void *unused)
{
	(void)unused;
	of_both = (wio_lock){0};
	condition = other = (wio_condition){.lock = &of_both};
	box = 0;
	spawn(waiter, NULL, NULL);
	wio_yield();
	for (int i = 0; i < 3; i++) {
		wio_lock_acquire(&of_both);
		box++;
		wio_condition_notify_all(&other);
		wio_condition_notify_all(&condition);
		trace("notified", num(box));
		wio_lock_release(&of_both);
		wio_sleep(TICKS(1));
	}
	wio_lock_acquire(wio_condition_lock(&other));
	int r = wio_condition_wait_for(&condition, enough, NULL);
	trace("did not wait");
	wio_lock_release(&of_both);
	return r;
}

SCENARIO(condition_wait_for)
{
	run(program, NULL);
}
