// SPDX-License-Identifier: MIT
#ifndef WIO_COMPILER_H
#define WIO_COMPILER_H

/* What we tell the compiler and the linker of a function. */

/* On functions of never.list that are called in their own file: inlined there,
 * the callers would have what the Asyncify pass is not to see. */
#define WIO__NEVER_INLINE __attribute__((noinline))

/* On functions for what is rare: apart, it costs the rest no registers. */
#define WIO__RARE __attribute__((noinline))

/* On functions for what only a public function of the same file can bring about.
 * A program that does not call that one is linked without the file: whoever
 * calls these looks first whether there is anything for them. */
#define WIO__IF_LINKED __attribute__((weak))

#endif
