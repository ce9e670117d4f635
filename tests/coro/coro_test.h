// SPDX-License-Identifier: MIT
#ifndef CORO_TEST_H
#define CORO_TEST_H

#include <stdio.h>

#include "coro.h"
#include "core/memory.h"

extern int failures;

#define CHECK(what)                                                    \
	do {                                                           \
		if (!(what)) {                                         \
			printf("%s:%d: %s\n", __FILE__, __LINE__, #what); \
			failures++;                                    \
		}                                                      \
	} while (0)

/* The allocation after so many is refused, and all that follow; -1: none. */
extern long refuse_after;

/* Blocks of malloc's that exist, and how often it was asked. */
extern long live, calls;

enum { SIZE = 16384 };

/* On the shared stack, while there is one. */
extern struct wio__shared *shared;
struct wio__coro *make(size_t size, wio__coro_entry *entry, void *arg);

/* shared_test.c */
void test_blocks(void);
void test_shared(void);
void test_shared_memory(void);
void test_shared_nesting(void);
void test_shared_begin(void);

/* stack_test.c */
void test_high_water(void);
void test_damage(void);
void test_full(void);

#endif
