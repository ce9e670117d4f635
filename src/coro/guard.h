// SPDX-License-Identifier: MIT
#ifndef WIO_GUARD_H
#define WIO_GUARD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Native stacks with a page below them that nothing may touch:
 *
 *      base + size  +--------------------+
 *                   | stack              |   whole pages
 *      base         +--------------------+
 *                   | guard, one page    |   a fault here is an overflow
 *                   +--------------------+
 *
 * The fault is handled on a stack of the signal's own: whose stack it was is
 * written to standard error, and the process ends as it would have.
 */

/* Up to whole pages; a stack of such a size has whole pages, too. */
size_t wio__guard_round(size_t size);

/* Faults in this thread are nothing of ours any more, until the next stack is
 * mapped. */
void wio__guard_ignore(void);

/* Writes what there is to say of a fault at this address; from the signal
 * handler. */
typedef void wio__guard_report(char *at, size_t page);

/* Who is asked for that. */
extern _Atomic(wio__guard_report *) wio__guard_hit;

#endif
