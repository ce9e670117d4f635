// SPDX-License-Identifier: MIT
#ifndef WORK_H
#define WORK_H

/* Code that others wrote and that never waits, each with n of its items; or a
 * script of theirs, which waits once, as its first statement. */
struct work {
	const char *name;
	int n;
	int (*fn)(const struct work *work); /* below zero: it went wrong */
	const char *script;
};

extern const struct work works[];
extern const int works_count;

/* The wait of a script; without coroutines it is none. */
void work_wait(void);

#endif
