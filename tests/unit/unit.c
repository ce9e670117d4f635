// SPDX-License-Identifier: MIT
/* Parts of the core against models of them that are too simple to be wrong. */
#include "unit.h"

#include <stdio.h>
#include <stdlib.h>

#include "core/memory.h"
#include "wasyncio.h"

unsigned unit_failing;

void unit_failed(const char *what, const char *file, int line)
{
	printf("%s:%d: %s\n", file, line, what);
	exit(1);
}

unsigned unit_random(unsigned n)
{
	static uint64_t state = 0x9e3779b97f4a7c15;
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)(state >> 33) % n;
}

bool wio__alloc_refused(size_t size)
{
	(void)size;
	return unit_failing && unit_random(unit_failing) == 0;
}

void unit_format(void);
void unit_loop(void);
void unit_map(void);
void unit_timer(void);

/* On the web a program is there for a loop. */
static int done(void *unused)
{
	(void)unused;
	puts("all ok");
	return 0;
}

int main(void)
{
	unit_format();
	unit_map();
	unit_timer();
	unit_loop();
	return wio_run(done, NULL);
}
