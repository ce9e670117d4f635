// SPDX-License-Identifier: MIT
#ifndef UNIT_H
#define UNIT_H

#include <stdbool.h>
#include <stddef.h>

/* Ends the program and says where, unless the condition holds. */
#define CHECK(condition) \
	((condition) ? (void)0 : unit_failed(#condition, __FILE__, __LINE__))

_Noreturn void unit_failed(const char *what, const char *file, int line);

/* The next number of a fixed series, below n. */
unsigned unit_random(unsigned n);

/* While it is set, one allocation in so many fails; 0: none. */
extern unsigned unit_failing;

#endif
