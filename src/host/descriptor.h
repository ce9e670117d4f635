// SPDX-License-Identifier: MIT
#ifndef WIO_DESCRIPTOR_H
#define WIO_DESCRIPTOR_H

#include "host.h"

/* What the ways to wait for descriptors share: epoll.c and poll.c, of which CMake
 * takes one. */

/* Have a new descriptor of our own where no program looks for its standard input
 * and output, and no program that is run gets it.  One below zero says that it
 * could not be made: errno.  [the descriptor, a negative errno value] */
int wio__descriptor_own(int fd);

/* The same, and neither end of what it leads to waits.  [same] */
int wio__descriptor_own_nonblocking(int fd);

/* Put one of our own in the place of another, which signal handlers may use at any
 * time.  [0, a negative errno value] */
int wio__descriptor_replace(int old, int fd);

/* What poll(2) has found, as the watch is to hear it: 0 if nothing. */
int wio__descriptor_found(const struct wio__watch *watch, int found);

/* How many forks lie between this process and the one that first asked.  A child
 * has its parent's descriptors: what is done to them is done to both. */
unsigned wio__descriptor_forks(void);

#endif
