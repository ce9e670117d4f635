// SPDX-License-Identifier: MIT
/* The stack of a coroutine: how much of it is used, and when it is too small. */
#include "coro_test.h"
#include "wasyncio/error.h"
#include "coro/stack.h"

/* How much of the stack. */

/* Uninstrumented: AddressSanitizer may keep locals elsewhere. */
static void __attribute__((noinline, no_sanitize_address)) touch(int bytes)
{
	volatile char frame[6000];

	for (int i = 6000 - bytes; i < 6000; i++)
		frame[i] = 1;
	CHECK(frame[5999] == 1);
}

static int toucher(void *arg)
{
	CHECK(wio__coro_suspend() == 0);
	touch(*(int *)arg);
	CHECK(wio__coro_suspend() == 0);
	return 0;
}

void test_high_water(void)
{
	for (int painted = 0; painted < 2; painted++) {
		int bytes = 5000;
		struct wio__coro *co = make(SIZE, toucher, &bytes);
		size_t low, mid;

		if (painted)
			wio__coro_paint(co);
		low = wio__coro_high_water(co);
		CHECK(low < 2000);
		CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
		mid = wio__coro_high_water(co);
		CHECK(mid >= low && mid < 4000);
		CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
		if (painted)
			CHECK(wio__coro_high_water(co) >= 5000);
		else
			CHECK(wio__coro_high_water(co) >= mid);
		CHECK(wio__coro_high_water(co) < wio__coro_size(co));
		CHECK(wio__coro_resume(co) == WIO__CORO_ENDED);
		wio__coro_destroy(co);
	}
}

/* The lowest bytes of a stack are its red zone. */

static int smasher(void *arg)
{
	char *low = *(char **)arg;

	CHECK(wio__coro_suspend() == 0);
	*low = 0;
	CHECK(wio__coro_suspend() == 0);
	return 0;
}

void test_damage(void)
{
	for (int at = 0; at < WIO__STACK_LINE; at += 9) {
		char *low;
		struct wio__coro *co = make(SIZE, smasher, &low);

		/* So far only the record is in use. */
		low = (char *)co + wio__coro_high_water(co) -
		      wio__coro_size(co);
		low = (char *)wio__stack_zone(low) + at;
		CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
		CHECK(wio__coro_resume(co) == WIO__CORO_DAMAGED);
		wio__coro_destroy(co);
	}
}

/* Deep into a small stack: frames that do not fit there any more. */

static int refused;

static int __attribute__((noinline)) fill(int level, int a, int b, int c, int d)
{
	int r;

	if (level == 0) {
		r = wio__coro_suspend();
		CHECK(r == 0 || r == WIO_ENOMEM);
		refused += r != 0;
		CHECK(wio__coro_can_suspend());
		return a + b + c + d;
	}
	r = fill(level - 1, a + 1, b + 2, c + 3, d + 4);
	return r + (a ^ b ^ c ^ d) + (a * b - c * d);
}

static int plain_fill(int level, int a, int b, int c, int d)
{
	if (level == 0)
		return a + b + c + d;
	return plain_fill(level - 1, a + 1, b + 2, c + 3, d + 4) +
	       (a ^ b ^ c ^ d) + (a * b - c * d);
}

static int filler(void *arg)
{
	int level = *(int *)arg;

	CHECK(fill(level, 1, 2, 3, 4) == plain_fill(level, 1, 2, 3, 4));
	return 0;
}

void test_full(void)
{
	for (int level = 0; level <= 200; level += 20) {
		struct wio__coro *co = make(32768, filler, &level);

		CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
		CHECK(wio__coro_resume(co) == WIO__CORO_ENDED);
		wio__coro_destroy(co);

		/* Dropped with its frames elsewhere. */
		co = make(32768, filler, &level);
		CHECK(wio__coro_resume(co) == WIO__CORO_SUSPENDED);
		wio__coro_destroy(co);

		/* No room and no memory: it goes on at once. */
		refused = 0;
		co = make(32768, filler, &level);
		refuse_after = 0;
		if (wio__coro_resume(co) == WIO__CORO_SUSPENDED) {
			CHECK(!refused);
			CHECK(wio__coro_resume(co) == WIO__CORO_ENDED);
		} else {
			CHECK(refused == 1);
		}
		refuse_after = -1;
		wio__coro_destroy(co);
	}
}
