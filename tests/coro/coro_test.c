// SPDX-License-Identifier: MIT
/*
 * The switch alone, over coro.h: the same program on every backend.  Linked
 * with --wrap=malloc and --wrap=free, so that it can count and refuse.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "coro_test.h"
#include "wasyncio/error.h"

int failures;

/* Memory: allocations by the code under test, and refusals. */

long live, calls;
static long libc;
long refuse_after = -1;

void *__real_malloc(size_t size);
void __real_free(void *at);
void *__wrap_malloc(size_t size);
void __wrap_free(void *at);
void *__real_wio__stack_map(size_t size);
void __real_wio__stack_unmap(void *base, size_t size);
void *__wrap_wio__stack_map(size_t size);
void __wrap_wio__stack_unmap(void *base, size_t size);

static bool refuses(void)
{
	calls++;
	if (refuse_after < 0 || refuse_after-- > 0)
		return false;
	refuse_after = 0;
	return true;
}

void *__wrap_malloc(size_t size)
{
	void *at = refuses() ? NULL : __real_malloc(size);

	if (at)
		live++;
	return at;
}

/* Not from malloc natively. */
void *__wrap_wio__stack_map(size_t size)
{
	void *base = refuses() ? NULL : __real_wio__stack_map(size);

	if (base)
		live++;
	return base;
}

void __wrap_wio__stack_unmap(void *base, size_t size)
{
	live--;
	__real_wio__stack_unmap(base, size);
}

void __wrap_free(void *at)
{
	if (at)
		live--;
	__real_free(at);
}

static unsigned random_state = 1;

static unsigned pick(unsigned below)
{
	random_state = random_state * 1664525U + 1013904223U;
	return (random_state >> 8) % below;
}

struct wio__shared *shared;

struct wio__coro *make(size_t size, wio__coro_entry *entry, void *arg)
{
	struct wio__coro *co = NULL;

	if (shared) {
		CHECK(wio__coro_create_shared(&co, shared, entry, arg) == 0);
		CHECK(wio__coro_size(co) >= WIO__SHARED_SIZE);
		return co;
	}
	CHECK(wio__coro_create(&co, size, entry, arg) == 0);
	CHECK(wio__coro_size(co) >= size);
	return co;
}

/* Locals of every kind live across a suspend. */

struct wide {
	double a;
	int64_t b;
	char name[24];
};

static struct wide __attribute__((noinline)) widen(int i)
{
	struct wide w = {i * 0.5, (int64_t)i << 33, ""};

	(void)snprintf(w.name, sizeof w.name, "%d:%.2f", i, w.a);
	CHECK(wio__coro_suspend() == 0);
	return w;
}

static int locals(void *arg)
{
	int *done = arg;
	float f = 1.25F;
	double d = 2.5;
	int64_t l = INT64_C(1) << 40;
	volatile char bytes[100];

	for (int i = 0; i < 100; i++)
		bytes[i] = (char)i;
	for (int i = 0; i < 50; i++) {
		char want[24];
		struct wide w = widen(i);

		(void)snprintf(want, sizeof want, "%d:%.2f", i, i * 0.5);
		CHECK(strcmp(w.name, want) == 0);
		CHECK(w.b >> 33 == i && w.a == i * 0.5);
		f += 0.5F, d += 1, l += i;
	}
	CHECK(f == 26.25F && d == 52.5);
	CHECK(l == (INT64_C(1) << 40) + 1225);
	for (int i = 0; i < 100; i++)
		CHECK(bytes[i] == (char)i);
	++*done;
	return 0;
}

static void test_locals(void)
{
	int done = 0;
	struct wio__coro *a = make(SIZE, locals, &done);
	struct wio__coro *b = make(SIZE, locals, &done);

	for (int i = 0; i < 50; i++) {
		CHECK(wio__coro_resume(a) == WIO__CORO_SUSPENDED);
		CHECK(wio__coro_resume(b) == WIO__CORO_SUSPENDED);
	}
	CHECK(wio__coro_resume(a) == WIO__CORO_ENDED);
	CHECK(wio__coro_resume(b) == WIO__CORO_ENDED);
	CHECK(done == 2);
	wio__coro_destroy(a);
	wio__coro_destroy(b);
}

/* Down to the last word of the stack, below frames of any length. */

/* Not where they are: what a printf is given lies below. */
static void __attribute__((noinline)) check_words(const volatile uint32_t *words)
{
	for (uint32_t i = 0; i < 4; i++)
		CHECK(words[i] == 0xe0000000U + i);
}

static int __attribute__((noinline)) edge(int depth, int one)
{
	volatile uint32_t words[4];
	int r;

	for (uint32_t i = 0; i < 4; i++)
		words[i] = 0xe0000000U + i;
	r = depth ? edge(depth - 1, one) : wio__coro_suspend();
	check_words(words);
	return r + one;
}

static int edges(void *arg)
{
	(void)arg;
	for (int depth = 0; depth < 4; depth++)
		CHECK(edge(depth, 1) == depth + 1);
	return 0;
}

static void test_edges(void)
{
	struct wio__coro *co = make(SIZE, edges, NULL);

	for (int i = 0; i < 4; i++)
		CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
	CHECK(wio__coro_resume(co) == WIO__CORO_ENDED);
	wio__coro_destroy(co);
}

/* Many at once, many times. */

enum { MANY = 10000, ROUNDS = 5 };

static struct wio__coro *many[MANY];
static int counts[MANY];

static int count(void *arg)
{
	int *n = arg;

	for (int i = 0; i < ROUNDS; i++) {
		CHECK(*n == i);
		++*n;
		CHECK(wio__coro_can_suspend());
		CHECK(wio__coro_suspend() == 0);
	}
	return 0;
}

static void test_many(void)
{
	memset(counts, 0, sizeof counts);
	for (int i = 0; i < MANY; i++)
		many[i] = make(4096, count, &counts[i]);
	CHECK(!wio__coro_can_suspend());
	for (int r = 0; r < ROUNDS; r++)
		for (int i = 0; i < MANY; i++)
			CHECK(wio__coro_resume(many[i]) ==
			      WIO__CORO_SUSPENDED);
	for (int i = 0; i < MANY; i++) {
		CHECK(wio__coro_resume(many[i]) == WIO__CORO_ENDED);
		CHECK(counts[i] == ROUNDS);
		wio__coro_destroy(many[i]);
	}
}

/* The same number again asks malloc for nothing. */
static void test_pool(void)
{
	long before;

	for (int again = 0; again < 3; again++) {
		before = calls;
		test_many();
	}
	CHECK(calls == before);

	/* A peak that does not come back is given up. */
	before = live;
	for (int i = 0; i < 6 * MANY; i++)
		wio__coro_destroy(make(4096, count, &counts[0]));
	CHECK(live < 100 && before >= MANY);
	wio__coro_trim();
	CHECK(live == libc);
}

/* From depth. */

static unsigned __attribute__((noinline)) deep(int level, unsigned seed)
{
	volatile unsigned mine[6];
	unsigned sum = seed;

	for (unsigned i = 0; i < 6; i++)
		mine[i] = seed * (i + 3);
	if (level == 0)
		CHECK(wio__coro_suspend() == 0);
	else
		sum += deep(level - 1, seed * 31 + 7);
	if (level % 7 == 3)
		CHECK(wio__coro_suspend() == 0);
	for (unsigned i = 0; i < 6; i++)
		CHECK(mine[i] == seed * (i + 3));
	return sum;
}

static unsigned plain_deep(int level, unsigned seed)
{
	return seed + (level ? plain_deep(level - 1, seed * 31 + 7) : 0);
}

static int deeper(void *arg)
{
	for (int *level = arg; *level < 120; ++*level)
		CHECK(deep(*level, 9) == plain_deep(*level, 9));
	return 0;
}

static void test_depth(void)
{
	int a = 0, b = 60;
	struct wio__coro *x = make(65536, deeper, &a);
	struct wio__coro *y = make(65536, deeper, &b);
	bool more = true;

	while (more) {
		more = wio__coro_resume(x) == WIO__CORO_SUSPENDED;
		if (b < 120)
			more |= wio__coro_resume(y) == WIO__CORO_SUSPENDED;
	}
	while (a < 120)
		CHECK(wio__coro_resume(x) == WIO__CORO_SUSPENDED);
	CHECK(a == 120 && b == 120);
	wio__coro_destroy(x);
	wio__coro_destroy(y);
}

/* Through libc, by an indirect call. */

static int leave_at = -1;

static int compare(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;

	if (leave_at >= 0 && leave_at-- == 0)
		wio__coro_abandon();
	CHECK(wio__coro_suspend() == 0);
	return (x > y) - (x < y);
}

static int sorter(void *arg)
{
	int *v = arg;
	int mine[40];

	for (int i = 0; i < 40; i++)
		mine[i] = (i * 17 + v[0]) % 40;
	qsort(mine, 40, sizeof *mine, compare);
	memcpy(v, mine, sizeof mine);
	return 0;
}

static void test_libc(void)
{
	int v[3][40];
	struct wio__coro *co[3];
	int going = 3;

	for (int i = 0; i < 3; i++) {
		v[i][0] = i;
		co[i] = make(SIZE, sorter, v[i]);
	}
	while (going) {
		for (int i = 0; i < 3; i++)
			if (co[i] && wio__coro_resume(co[i]) ==
			                 WIO__CORO_ENDED) {
				wio__coro_destroy(co[i]);
				co[i] = NULL;
				going--;
			}
	}
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 40; k++)
			CHECK(v[i][k] == k);
}

/* Abandoned from depth, again and again on the same stacks. */

static void __attribute__((noinline)) quit_at(int level, int suspends)
{
	volatile char frame[64];

	memset((char *)frame, level, sizeof frame);
	if (level == 0) {
		while (suspends-- > 0)
			CHECK(wio__coro_suspend() == 0);
		wio__coro_abandon();
	}
	if (level > 0)
		quit_at(level - 1, suspends);
	CHECK(frame[0] == level);
	CHECK(level < 0);
}

static int quitter(void *arg)
{
	const int *how = arg;

	quit_at(how[0], how[1]);
	return 0;
}

static void test_abandon(void)
{
	int done = 0;
	struct wio__coro *other = make(SIZE, locals, &done);
	int v[40] = {3};

	for (int i = 0; i < 50; i++) {
		int how[2] = {i % 40, i % 3};
		struct wio__coro *co = make(SIZE, quitter, how);

		CHECK(wio__coro_resume(other) == WIO__CORO_SUSPENDED);
		for (int k = 0; k < how[1]; k++)
			CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
		CHECK(wio__coro_resume(co) == WIO__CORO_ABANDONED);
		CHECK(!wio__coro_can_suspend());
		wio__coro_destroy(co);
	}
	CHECK(wio__coro_resume(other) == WIO__CORO_ENDED && done == 1);
	wio__coro_destroy(other);

	/* Out of qsort. */
	leave_at = 25;
	other = make(SIZE, sorter, v);
	for (int i = 0; i < 25; i++)
		CHECK(wio__coro_resume(other) == WIO__CORO_SUSPENDED);
	CHECK(wio__coro_resume(other) == WIO__CORO_ABANDONED);
	wio__coro_destroy(other);
	leave_at = -1;
}

/* Parked ones may be dropped, started or not. */
static void test_drop(void)
{
	int done = 0;

	for (int i = 0; i < 20; i++) {
		struct wio__coro *co = make(SIZE, locals, &done);

		for (int k = 0; k < i; k++)
			CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
		wio__coro_destroy(co);
	}
	CHECK(done == 0);
}

static void test_sizes(void)
{
	struct wio__coro *co = NULL;
	int n = 0;

	CHECK(wio__coro_create(&co, 0, count, &n) == WIO_EINVAL);
	CHECK(wio__coro_create(&co, wio__coro_smallest - 1, count, &n) ==
	      WIO_EINVAL);
	CHECK(wio__coro_create(&co, SIZE_MAX, count, &n) < 0);
	CHECK(wio__coro_create(&co, SIZE_MAX / 3, count, &n) < 0);
	CHECK(co == NULL);
	for (size_t size = wio__coro_smallest; size < 3000000;
	     size += size / 5 + 8) {
		n = 0;
		co = make(size, count, &n);
		while (wio__coro_resume(co) == WIO__CORO_SUSPENDED)
			;
		CHECK(n == ROUNDS);
		wio__coro_destroy(co);
	}

	wio__coro_trim();
	refuse_after = 0;
	CHECK(wio__coro_create(&co, SIZE, count, &n) == WIO_ENOMEM);
	refuse_after = -1;
	CHECK(live == libc);
}

static void test_host_depth(void)
{
	CHECK(wio__coro_host_depth == 0);
	wio__coro_host_depth++;
	CHECK(!wio__coro_can_suspend());
	wio__coro_host_depth--;
}

/* Anything in any order. */

static void __attribute__((noinline)) walk(unsigned *state, int level)
{
	volatile unsigned mine = *state * 2654435761U + (unsigned)level;
	unsigned keep = mine;

	for (int i = 0; i < 3; i++) {
		*state = *state * 1664525U + 1013904223U;
		if (*state & 0x10000 && level < 12)
			walk(state, level + 1);
		else if ((*state >> 20 & 255) == 0)
			wio__coro_abandon();
		else
			CHECK(wio__coro_suspend() == 0);
		CHECK(mine == keep);
	}
}

static int walker(void *arg)
{
	walk(arg, 0);
	return 0;
}

static void test_random(void)
{
	enum { N = 200 };
	static struct wio__coro *co[N];
	static unsigned state[N];
	static const size_t sizes[] = {8192, 12000, 16384, 20000, 65536};
	int ended = 0, abandoned = 0;

	for (long step = 0; step < 100000; step++) {
		unsigned i = pick(N);

		if (!co[i]) {
			state[i] = pick(1U << 24);
			co[i] = make(sizes[pick(5)], walker, &state[i]);
			if (pick(8) == 0)
				wio__coro_paint(co[i]);
			continue;
		}
		switch (pick(100) ? wio__coro_resume(co[i])
		                  : WIO__CORO_ABANDONED) {
		case WIO__CORO_SUSPENDED:
			continue;
		case WIO__CORO_ENDED:
			ended++;
			break;
		case WIO__CORO_ABANDONED:
			abandoned++;
			break;
		case WIO__CORO_OVERFLOWED:
		case WIO__CORO_DAMAGED:
			CHECK(co[i] == NULL);
			break;
		}
		CHECK(wio__coro_high_water(co[i]) < wio__coro_size(co[i]));
		wio__coro_destroy(co[i]);
		co[i] = NULL;
	}
	for (int i = 0; i < N; i++)
		if (co[i])
			wio__coro_destroy(co[i]), co[i] = NULL;
	CHECK(ended > 100 && abandoned > 100);
}

int main(void)
{
	static const struct {
		const char *name;
		void (*run)(void);
		bool shared; /* as well, on a stack that all share */
	} tests[] = {
		{"locals", test_locals, true},
		{"edges", test_edges, true},
		{"many", test_many, true},
		{"pool", test_pool, false},
		{"depth", test_depth, true},
		{"libc", test_libc, true},
		{"abandon", test_abandon, true},
		{"drop", test_drop, true},
		{"sizes", test_sizes, false},
		{"high water", test_high_water, false},
		{"damage", test_damage, false},
		{"full", test_full, false},
		{"host depth", test_host_depth, true},
		{"random", test_random, true},
		{"blocks", test_blocks, false},
		{"shared", test_shared, false},
		{"shared memory", test_shared_memory, false},
		{"shared nesting", test_shared_nesting, false},
		{"shared, begun at once", test_shared_begin, false},
	};

	/* Where libc is linked in, its own blocks count. */
	test_locals();
	puts("first");
	wio__coro_trim();
	libc = live;

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		int before = failures;

		tests[i].run();
		if (tests[i].shared) {
			CHECK(wio__shared_create(&shared) == 0);
			tests[i].run();
			wio__shared_destroy(shared);
			shared = NULL;
		}
		wio__memory_trim();
		wio__coro_trim();
		printf("%s %s\n", failures == before ? "ok" : "FAILED",
		       tests[i].name);
	}
	CHECK(live == libc);
	printf(failures ? "failed\n" : "all ok\n");
	return failures != 0;
}
