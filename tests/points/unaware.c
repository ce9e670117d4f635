// SPDX-License-Identifier: MIT
/* Code that knows nothing of coroutines: a library's tight loop. */
#include "unaware.h"

#include <stdlib.h>

unsigned long long search(unsigned long long seed)
{
	/* It comes by every number before it is back: in centuries. */
	unsigned long long tries = 0;
	for (unsigned long long x = seed + 1; x != seed; tries++)
		x = x * 6364136223846793005U + 1442695040888963407U;
	return tries;
}

unsigned long long spin(const volatile int *stop)
{
	unsigned long long x = 1;
	while (!*stop)
		x = x * 6364136223846793005U + 1442695040888963407U;
	return x;
}

static int compare_slowly(const void *a, const void *b)
{
	return (int)search(*(const unsigned *)a) - *(const int *)b;
}

void sort(unsigned *numbers, size_t n)
{
	qsort(numbers, n, sizeof *numbers, compare_slowly);
}
