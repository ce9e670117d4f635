// SPDX-License-Identifier: MIT
#ifndef WORK_H
#define WORK_H

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

/* That wait.  Without coroutines it is none, or a promise's, by JSPI. */
void work_wait(void);

#endif
