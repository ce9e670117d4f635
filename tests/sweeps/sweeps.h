// SPDX-License-Identifier: MIT
#ifndef SWEEPS_H
#define SWEEPS_H

/*
 * What the sweeps' own programs are written with, beside scenario.h.  Unlike
 * scenarios they look at everything that is returned, give back all that they
 * make on every path, and swallow an interrupt nowhere: so that they may be cut
 * short anywhere, also for want of memory, and nothing may be left.
 */
#include "scenario.h"

/* Each with what its last run returns when nothing disturbs it. */
#define PROGRAMS(X) \
	X(awaits, 9) \
	X(values, 3) \
	X(futures, 18) \
	X(callbacks, 7) \
	X(done_callbacks, 4) \
	X(timers, 40) \
	X(group, 24) \
	X(group_fails, WIO_EGROUP) \
	X(nested_groups, WIO_EGROUP) \
	X(timeouts, 5) \
	X(defers, 4) \
	X(left_open, 11) \
	X(generators, 73) \
	X(throws, WIO_EGROUP) \
	X(storm, 6) \
	X(chain, 60) \
	X(knot, 1) \
	X(cleanups, WIO_ETIMEDOUT) \
	X(shields, WIO_ETIMEDOUT) \
	X(kept, 3) \
	X(contexts, 40) \
	X(errors, VALUE_ERROR) \
	X(exits, WIO_EEXIT) \
	X(reports, 3) \
	X(leftovers, 1) \
	X(refuses, 2) \
	X(runs, 3) \
	X(own_loop, 4) \
	X(factory, 7) \
	X(posts, 6) \
	X(tickets, 8) \
	X(tight, 4) \
	X(descriptors, 3) \
	X(started, 3) \
	X(exported, 4) \
	X(embedded, 4) \
	X(tube, 49) \
	X(pipe, 49)

#define PROGRAM(name) \
	void program_##name(void); \
	void program_##name(void)

/* Something that is given back exactly once for each time it was taken. */
void *token(void);
void token_retain(void *token);
void token_release(void *token);

/* token_release as a deferred call. */
int token_defer(void *token);

/* A cleanup that waits begins, and has got to its end. */
void cleanup_begins(void);
void cleanup_ends(void);

/* A task of the running loop with a token for its argument. */
int start(wio_task **out, wio_fn *fn, const char *name);

/* What a program without a run has come to. */
void program_result(int result);

/* Run fn on a runner of its own and close it.  Results are looked at by the
 * sweep. */
void run_alone(wio_fn *fn);

/* The same in steps; NULL when there is no memory for a runner. */
wio_runner *new_runner(void);

#endif
