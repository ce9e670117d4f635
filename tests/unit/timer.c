// SPDX-License-Identifier: MIT
#include "core/timer.h"
#include "host.h"

#include "unit.h"
#include "wasyncio.h"

/* Timers come and go at random, beside a list that is kept in order. */

enum { TIMERS = 400, TIMES = 50, ROUNDS = 40000 };

/* However many were removed. */
enum { MOST_ROOM = 1024 };

static struct wio__timer timers[TIMERS];
static struct wio__timer *sorted[TIMERS];
static size_t count;

static size_t place(const struct wio__timer *timer)
{
	size_t i = 0;
	while (i < count && sorted[i] != timer)
		i++;
	return i;
}

/* Behind all that are due at the same time. */
static void insert(struct wio__timer *timer)
{
	size_t i = count++;
	for (; i > 0 && sorted[i - 1]->when > timer->when; i--)
		sorted[i] = sorted[i - 1];
	sorted[i] = timer;
}

static void take_out(size_t i)
{
	count--;
	for (; i < count; i++)
		sorted[i] = sorted[i + 1];
}

/* At random, which is for the heap, and in other rounds mostly in order. */
static int64_t some_time(int round)
{
	if (round / 500 % 2)
		return round / 16 + (int64_t)unit_random(4) * unit_random(4);
	return unit_random(8) ? (int64_t)unit_random(TIMES) : WIO__NEVER - 1;
}

static void change(struct wio__timers *heap, int round, unsigned used)
{
	struct wio__timer *timer = &timers[unit_random(used)];
	if (timer->place) {
		wio__timers_remove(heap, timer);
		take_out(place(timer));
		CHECK(timer->place == 0);
		return;
	}
	CHECK(place(timer) == count);
	/* Taking out one that is not in changes nothing. */
	wio__timers_remove(heap, timer);
	timer->when = some_time(round);
	int r = wio__timers_add(heap, timer);
	if (r < 0) {
		CHECK(r == WIO_ENOMEM && unit_failing && timer->place == 0);
		return;
	}
	insert(timer);
}

static void compare(const struct wio__timers *heap)
{
	size_t in_line = 0;
	for (const struct wio__timer *timer = heap->head; timer;
	     timer = (struct wio__timer *)timer->node.next)
		in_line++;
	CHECK(in_line + heap->count - heap->removed == count);
	CHECK(heap->room <= MOST_ROOM);
	CHECK(heap->first == (count ? sorted[0] : NULL));
}

/* With so many. */
static void play(unsigned used)
{
	/* The counter of insertions comes round on the way. */
	struct wio__timers heap = {.order = UINT32_MAX - ROUNDS / 8};
	for (int round = 0; round < ROUNDS; round++) {
		unit_failing = round < 1000 ? 2 : 0;
		change(&heap, round, used);
		/* Now and then a few that are due, as the loop takes them; in the
		 * other half of the time nothing but room that is full drops those
		 * that were removed. */
		bool taken = round < ROUNDS / 2 && unit_random(100) == 0;
		for (unsigned due = taken ? unit_random(used) : 0;
		     due > 0 && count > 0; due--) {
			int64_t when = sorted[0]->when;
			CHECK(wio__timers_take(&heap, when - 1) == NULL);
			CHECK(wio__timers_take(&heap, when) == sorted[0]);
			CHECK(sorted[0]->place == 0);
			take_out(0);
			compare(&heap);
		}
		compare(&heap);
	}
	while (count > 0) {
		compare(&heap);
		wio__timers_remove(&heap, sorted[0]);
		take_out(0);
	}
	compare(&heap);
	wio__timers_free(&heap);
	compare(&heap);
}

void unit_timer(void);
void unit_timer(void)
{
	play(TIMERS);
	/* Of a few the line is often empty. */
	play(4);
}
