// SPDX-License-Identifier: MIT
#ifndef SAME_H
#define SAME_H

/* What the programs of fiber-c do beside waiting, the same here and in the peer. */

enum { ACTIVE = 10000, PAGE = 4096, PAGES = 3, TEN = 10, HEIGHT = 15 };

static volatile unsigned char touched;

/* What a connection of c10m does with its stack. */
static __attribute__((noinline)) int use_stack(void)
{
	volatile unsigned char pages[PAGES * PAGE];
	for (int i = 0; i < PAGES; i++) {
		pages[i * PAGE] = 1;
		touched = pages[i * PAGE];
	}
	return touched;
}

/* Of treesum. */
struct node {
	struct node *left, *right; /* NULL in a leaf */
	int value;
};

/* The nodes of one height are the same, so that the tree is one node a level. */
static inline void plant(struct node nodes[HEIGHT + 1])
{
	for (int i = 0; i < HEIGHT; i++)
		nodes[i] = (struct node){&nodes[i + 1], &nodes[i + 1], 0};
	nodes[HEIGHT] = (struct node){.value = HEIGHT};
}

#endif
