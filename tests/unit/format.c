// SPDX-License-Identifier: MIT
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "core/format.h"
#include "core/runtime.h"

#include "unit.h"
#include "wasyncio.h"

/* Our own formatter beside libc's. */

enum { ROUNDS = 2000 };

/* Both write the same into buffers of any size. */
#define SAME(...) \
	do { \
		char ours[160], libcs[160]; \
		const size_t size = unit_random(sizeof ours + 1); \
		memset(ours, '#', sizeof ours); \
		memset(libcs, '#', sizeof libcs); \
		const size_t length = wio__format(ours, size, __VA_ARGS__); \
		CHECK((int)length == snprintf(libcs, size, __VA_ARGS__)); \
		CHECK(memcmp(ours, libcs, sizeof ours) == 0); \
	} while (0)

/* All lengths, and the ends of each type. */
static unsigned long long number(void)
{
	unsigned long long n = 0;
	for (unsigned bits = unit_random(65); bits > 0; bits--)
		n = n << 1 | unit_random(2);
	return unit_random(2) ? n : ~n;
}

void unit_format(void);
void unit_format(void)
{
	for (int round = 0; round < ROUNDS; round++) {
		const unsigned long long n = number();
		SAME("%d %u %x", (int)n, (unsigned)n, (unsigned)n);
		SAME("%ld|%lu|%lx", (long)n, (unsigned long)n, (unsigned long)n);
		SAME("%lld %llu %llx", (long long)n, n, n);
		SAME("%zu %i %c%%", (size_t)n, (int)n, 'a' + (int)(n % 26));
		const char *text = "a name of some length";
		SAME("%s: %s", text + n % 20, n % 2 ? "" : text);
	}
	SAME("%d %lld", INT_MIN, LLONG_MIN);
	SAME("nothing");
	SAME("%p", (void *)&wio__rt);
	char text[16];
	CHECK(wio__format(NULL, 0, "%d", 123) == 3);
	const char *volatile none = NULL;
	CHECK(wio__format(text, sizeof text, "%s", none) == 6);
	CHECK(strcmp(text, "(null)") == 0);
}
