// SPDX-License-Identifier: MIT
/* The small blocks that tasks and what they keep are made of. */
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "coro_test.h"

void test_blocks(void)
{
	enum { N = 5000, LARGEST = 1500 };
	static char *blocks[N];
	static size_t sizes[N];
	unsigned random = 1;
	long before = live;

	for (int again = 0; again < 3; again++) {
		for (int i = 0; i < N; i++) {
			random = random * 1664525 + 1013904223;
			sizes[i] = 1 + (random >> 16) % LARGEST;
			blocks[i] = wio__alloc(sizes[i]);
			CHECK(blocks[i] != NULL);
			CHECK((uintptr_t)blocks[i] % alignof(max_align_t) == 0);
			memset(blocks[i], i, sizes[i]);
		}
		for (int i = 0; i < N; i++) {
			CHECK(blocks[i][0] == (char)i);
			CHECK(blocks[i][sizes[i] - 1] == (char)i);
			wio__free(blocks[i], sizes[i]);
		}
	}
	wio__memory_trim();
	CHECK(live == before);

	/* What is lost is seen: it keeps what it is part of. */
	blocks[0] = wio__zalloc(40);
	CHECK(blocks[0][39] == 0);
	wio__memory_trim();
	CHECK(live == before + 1);
	wio__free(blocks[0], 40);
	wio__memory_trim();
	CHECK(live == before);

	refuse_after = 0;
	CHECK(wio__alloc(40) == NULL);
	CHECK(wio__zalloc(LARGEST) == NULL);
	refuse_after = -1;
}
