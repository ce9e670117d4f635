// SPDX-License-Identifier: MIT
/* Threads one after the other, each with its stack below that of the last one.  On the
 * web they are one worker. */
#include <stdlib.h>

#include "threads.h"

static int three(void *unused)
{
	(void)unused;
	return 3;
}

static int asks_once(void *unused)
{
	(void)unused;
	return wio_to_thread(three, NULL) == 3 ? 0 : FAILED;
}

int stacks(void)
{
	enum { ROUNDS = 8, ROOM = 1 << 20 };
	void *rooms[ROUNDS];
	for (int i = 0; i < ROUNDS; i++)
		CHECK((rooms[i] = malloc(ROOM)) != NULL);
	for (int i = ROUNDS; i-- > 0; free(rooms[i]))
		CHECK(run(asks_once, NULL) == 0);
	return 0;
}
