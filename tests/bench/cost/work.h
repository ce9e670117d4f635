// SPDX-License-Identifier: MIT
#ifndef WORK_H
#define WORK_H

#include <stddef.h>

/* Code that others wrote, on n items or by a script of theirs.  It waits once, as
 * its first statement, and so does the rest in frames that were suspended. */
struct work {
	const char *name;
	int n;
	int (*fn)(const struct work *work); /* below zero: it went wrong */
	const char *script;
};

extern const struct work works[];
extern const int works_count;

/* One that waits, and then calls itself by way of the library until the engine's stack
 * ends; of small code there is none. */
extern const struct work nest;

/* One level of it: is said. */
void work_level(void);

/* The program with an argument: what a wait keeps of each work, and how deep nest
 * gets.  [the program's status, unless it was ended there] */
int room(void);

/* That wait.  Without coroutines it is none, or a promise's, by JSPI. */
void work_wait(void);

/* What the task's stack had left at the last one. */
extern size_t work_left;

#endif
