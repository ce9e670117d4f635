// SPDX-License-Identifier: MIT
#ifndef WIO_COMPILER_H
#define WIO_COMPILER_H

/* What we tell the compiler and the linker of a function. */

#include <stdbool.h>
#include <stddef.h>

/* On functions of never.list that are called in their own file: inlined there,
 * the callers would have what the Asyncify pass is not to see. */
#define WIO__NEVER_INLINE __attribute__((noinline))

/* On functions for what is rare: apart, it costs the rest no registers. */
#define WIO__RARE __attribute__((noinline))

/* On functions for what only a public function of the same file can bring about.
 * A program that does not call that one is linked without the file: whoever
 * calls these looks first whether there is anything for them, or whether it is
 * linked.  Where a linker wants one for each name (WIO__NO_WEAK, a choice of the
 * build) all are, and hooks.c has those that only tests define. */
#ifdef WIO__NO_WEAK
#define WIO__IF_LINKED
#define wio__is_linked(function) true
#else
#define WIO__IF_LINKED __attribute__((weak))
#define wio__is_linked(function) ((function) != NULL)
#endif

#endif
