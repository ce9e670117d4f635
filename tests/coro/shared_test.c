// SPDX-License-Identifier: MIT
/* Coroutines on a stack that they share: what of it is kept, and where. */
#include <stdint.h>
#include <string.h>

#include "coro_test.h"
#include "wasyncio/error.h"
#include "core/sanitizer.h"
#include "coro/stack.h"

#ifdef WIO__ASAN
static const bool copied = false;
#else
static const bool copied = true;
#endif

/* What points into its own frames is whole when it runs. */

struct ring {
	struct ring *next;
	int value;
};

static int __attribute__((noinline)) turn(struct ring *outer, int level)
{
	struct ring here = {outer, level};
	int sum = 0;

	CHECK(wio__coro_is_shared(&here));
	CHECK(wio__coro_is_shared(outer));
	CHECK(!wio__coro_is_shared(&failures));
	CHECK(wio__coro_suspend() == 0);
	if (level > 0)
		sum = turn(&here, level - 1);
	CHECK(wio__coro_suspend() == 0);
	for (const struct ring *r = &here; r; r = r->next)
		sum += r->value;
	return sum;
}

static int turning(void *arg)
{
	struct ring first = {NULL, 100};

	return turn(&first, *(int *)arg);
}

static int plain_turn(int level, int outer)
{
	outer += level;
	return outer + (level > 0 ? plain_turn(level - 1, outer) : 0);
}

static int seen_at_same_place(void *arg)
{
	char *volatile here = (char *)&arg;

	*(char **)arg = here;
	CHECK(wio__coro_suspend() == 0);
	CHECK(here == (char *)&arg && *(char **)arg == here);
	return 0;
}

void test_shared(void)
{
	enum { N = 30 };
	int levels[N];
	struct wio__coro *co[N], *a, *b;
	char *place[2];
	int going = N;
	size_t used = 0;

	CHECK(wio__shared_create(&shared) == 0);
	for (int i = 0; i < N; i++) {
		levels[i] = i;
		co[i] = make(0, turning, &levels[i]);
		CHECK(wio__coro_high_water(co[i]) < 2000);
	}
	while (going) {
		for (int i = 0; i < N; i++) {
			if (!co[i] || wio__coro_resume(co[i]) == WIO__CORO_SUSPENDED)
				continue;
			CHECK(wio__coro_result(co[i]) == plain_turn(i, 100));
			CHECK(wio__coro_high_water(co[i]) > used);
			used = i % 4 ? used : wio__coro_high_water(co[i]);
			wio__coro_destroy(co[i]);
			co[i] = NULL;
			going--;
		}
	}

	/* All begin at the same place, and come back to it. */
	a = make(0, seen_at_same_place, &place[0]);
	b = make(0, seen_at_same_place, &place[1]);
	CHECK(wio__coro_resume(a) == WIO__CORO_SUSPENDED);
	CHECK(wio__coro_resume(b) == WIO__CORO_SUSPENDED);
	CHECK((place[0] == place[1]) == copied);
	CHECK(!wio__coro_is_shared(place[0]));
	CHECK(wio__coro_resume(a) == WIO__CORO_ENDED);
	CHECK(wio__coro_resume(b) == WIO__CORO_ENDED);
	wio__coro_again(a, seen_at_same_place, &place[1]);
	CHECK(wio__coro_resume(a) == WIO__CORO_SUSPENDED);
	CHECK(wio__coro_resume(a) == WIO__CORO_ENDED);
	wio__coro_destroy(a);
	wio__coro_destroy(b);
	wio__shared_destroy(shared);
	shared = NULL;
}

/* ---- memory ---- */

static int __attribute__((noinline)) deep(int level)
{
	volatile char frame[48];
	int r;

	memset((char *)frame, level, sizeof frame);
	r = level > 0 ? deep(level - 1) : wio__coro_suspend();
	CHECK(frame[7] == (char)level);
	return r;
}

static int refused;

/* Once from each level, so that it never is the size of the last time. */
static int diver(void *arg)
{
	int levels = *(int *)arg;

	refused = 0;
	for (int i = 0; i < levels; i++) {
		int r = deep(i % 3 ? i : levels - i);

		CHECK(r == 0 || r == WIO_ENOMEM);
		CHECK(wio__coro_can_suspend());
		refused += r != 0;
	}
	return refused;
}

void test_shared_memory(void)
{
	enum { N = 2000 };
	static struct wio__coro *co[N];
	int levels = 40;
	bool small = false;
	long before = live, asked = 0;

	CHECK(wio__shared_create(&shared) == 0);
	for (int again = 0; again < 3; again++) {
		asked = calls;
		for (int i = 0; i < N; i++) {
			co[i] = make(0, diver, &levels);
			CHECK(wio__coro_resume(co[i]) == WIO__CORO_SUSPENDED);
		}
		for (int i = 0; i < N; i++)
			wio__coro_destroy(co[i]);
	}
	/* Suspended at their deepest, each is a block of malloc's; what is
	 * smaller is found again. */
	CHECK(calls - asked <= N);
	levels = 2;
	for (int again = 0; again < 3; again++) {
		asked = calls;
		for (int i = 0; i < N; i++) {
			co[i] = make(0, diver, &levels);
			CHECK(wio__coro_resume(co[i]) == WIO__CORO_SUSPENDED);
		}
		/* In slabs, unless a portable switch makes it large. */
		small = copied && wio__coro_high_water(co[0]) < 1000;
		if (again == 0 && small)
			CHECK(calls - asked < N / 10);
		for (int i = 0; i < N; i++)
			wio__coro_destroy(co[i]);
	}
	CHECK(calls == asked || !small);
	wio__shared_destroy(shared);
	wio__memory_trim();
	wio__coro_trim();
	CHECK(live == before);

	/* No memory for its frames: it goes on at once, as often as it tries. */
	CHECK(wio__shared_create(&shared) == 0);
	levels = 60;
	for (int allowed = 0; allowed < 60; allowed++) {
		int n = 0;

		co[0] = make(0, diver, &levels);
		refuse_after = allowed;
		while (wio__coro_resume(co[0]) == WIO__CORO_SUSPENDED)
			n++;
		refuse_after = -1;
		CHECK(n + refused == levels);
		CHECK(wio__coro_result(co[0]) == refused);
		if (allowed == 0 && copied)
			CHECK(refused > 0);
		wio__coro_destroy(co[0]);
	}
	wio__shared_destroy(shared);
	shared = NULL;
	wio__memory_trim();
	wio__coro_trim();
	CHECK(live == before);

	refuse_after = 0;
	CHECK(wio__shared_create(&shared) == WIO_ENOMEM);
	CHECK(shared == NULL);
	refuse_after = -1;
	CHECK(live == before);
}

/* ---- one inside of another ---- */

struct inner {
	struct wio__shared *stack;
	int levels;
};

static int closer(void *arg)
{
	struct inner *inner = arg;
	volatile char frame[200];
	struct wio__coro *co;

	memset((char *)frame, 7, sizeof frame);
	CHECK(wio__coro_create_shared(&co, inner->stack, turning, &inner->levels) ==
	      0);
	while (wio__coro_resume(co) == WIO__CORO_SUSPENDED)
		if (inner->levels == 3)
			CHECK(wio__coro_suspend() == 0);
	CHECK(wio__coro_result(co) == plain_turn(inner->levels, 100));
	wio__coro_destroy(co);
	for (int i = 0; i < 200; i++)
		CHECK(frame[i] == 7);
	CHECK(wio__coro_is_shared((char *)frame));
	return 0;
}

void test_shared_nesting(void)
{
	struct inner inner = {NULL, 3};
	struct wio__coro *a, *b;

	CHECK(wio__shared_create(&inner.stack) == 0);
	CHECK(wio__shared_create(&shared) == 0);
	a = make(0, closer, &inner);
	b = make(0, closer, &inner);
	for (int i = 0; i < 8; i++) {
		CHECK(wio__coro_resume(a) == WIO__CORO_SUSPENDED);
		CHECK(wio__coro_resume(b) == WIO__CORO_SUSPENDED);
	}
	CHECK(wio__coro_resume(a) == WIO__CORO_ENDED);
	CHECK(wio__coro_resume(b) == WIO__CORO_ENDED);
	wio__coro_destroy(a);
	wio__coro_destroy(b);
	wio__shared_destroy(shared);
	wio__shared_destroy(inner.stack);
	shared = NULL;
}

/* ---- begun at once ---- */

static int destroy_another(void *another)
{
	wio__coro_destroy(another);
	return 7;
}

void test_shared_begin(void)
{
	int levels = 60, n = 0;
	struct wio__coro *a, *b;
	size_t used;
	long before = live;

	CHECK(wio__shared_create(&shared) == 0);
	/* Without memory it runs, and goes on where it would be suspended. */
	refuse_after = 0;
	a = wio__coro_begin_shared(shared, diver, &levels);
	while (wio__coro_resume(a) == WIO__CORO_SUSPENDED)
		n++;
	refuse_after = -1;
	CHECK(n + refused == levels && wio__coro_result(a) == refused);
	CHECK(refused > 0 || !copied);
	wio__coro_destroy(a);

	/* In a record of which nothing is left. */
	a = wio__coro_begin_shared(shared, diver, &levels);
	CHECK(wio__coro_resume(a) == WIO__CORO_SUSPENDED);
	used = wio__coro_high_water(a);
	b = wio__coro_begin_shared(shared, destroy_another, a);
	CHECK(wio__coro_resume(b) == WIO__CORO_ENDED);
	CHECK(wio__coro_result(b) == 7);
	wio__coro_destroy(b);
	a = wio__coro_begin_shared(shared, diver, &levels);
	CHECK(wio__coro_high_water(a) < used);
	wio__coro_destroy(a);

	/* Others begin while it is suspended. */
	a = wio__coro_begin_shared(shared, diver, &levels);
	CHECK(wio__coro_resume(a) == WIO__CORO_SUSPENDED);
	for (int i = 0; i < 3; i++) {
		b = wio__coro_begin_shared(shared, diver, &levels);
		CHECK(a != b);
		CHECK(wio__coro_resume(b) == WIO__CORO_SUSPENDED);
		CHECK(wio__coro_resume(a) == WIO__CORO_SUSPENDED);
		while (wio__coro_resume(b) == WIO__CORO_SUSPENDED)
			;
		CHECK(wio__coro_result(b) == 0);
		wio__coro_destroy(b);
	}
	while (wio__coro_resume(a) == WIO__CORO_SUSPENDED)
		;
	CHECK(wio__coro_result(a) == 0);
	wio__coro_destroy(a);
	wio__shared_destroy(shared);
	shared = NULL;
	wio__memory_trim();
	wio__coro_trim();
	CHECK(live == before);
}
