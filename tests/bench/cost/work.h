// SPDX-License-Identifier: MIT
#ifndef WORK_H
#define WORK_H

/* Code that others wrote and that never waits, each with n of its items. */
struct work {
	const char *name;
	int n;
	int (*fn)(int n); /* below zero: it went wrong */
};

extern const struct work works[];
extern const int works_count;

#endif
