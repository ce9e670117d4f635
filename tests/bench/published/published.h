// SPDX-License-Identifier: MIT
#ifndef PUBLISHED_H
#define PUBLISHED_H

#include "wasyncio.h"

/*
 * A program is the body of a run: the coroutine that a main function gives to
 * wio_run.  It does n of what it does, and finds out whether that was right.
 */

/* fibers.c: those of fiber-c. */
int c10m(void *n);
int skynet(void *n);
int itersum(void *n);
int treesum(void *n);

/* tree.c: async_tree of pyperformance, with so many leaves. */
enum { TREE_LEAVES = 46656 };

enum tree_work { TREE_NONE, TREE_IO, TREE_MEMOIZATION, TREE_CPU_IO_MIXED };

struct tree {
	enum tree_work work; /* of a leaf */
	bool group;          /* or else by gather */
	bool eager;
};

int tree_run(void *tree);

/* factorial.c: whether 500! had as many digits as it has. */
bool factorial_of_500(void);

#endif
