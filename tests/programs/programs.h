// SPDX-License-Identifier: MIT
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "operations.h"
#include "scenario.h"

enum { MOST = 24, SHARED = 3, MOST_JOBS = 9 };

/* A piece of a program: operations, in words. */
struct code {
	const int *words;
	int size;
};

/* The program that is played, and what it works on. */
struct program {
	struct code bodies[MOST];
	struct code callbacks[MOST];
	struct code codes[MOST]; /* of generators */
	int acts[16]; /* what the exception handler does, from report to report */
	int act_count;
	struct {
		int when;
		int callback; /* below zero: an interrupt */
	} script[16];
	int script_size;
	int orders[SHARED]; /* of the queues: fifo, lifo, the least first */
	bool bounded; /* the semaphores */
	int runs;
	bool messages; /* those of cancels are in the trace */

	wio_loop *loop;
	bool spawned[MOST];
	wio_task *tasks[MOST];
	wio_future *futures[SHARED];
	wio_contextvar *var;
	wio_group *groups[SHARED]; /* the one that was opened last, while it is open */
	wio_timeout *timeouts[SHARED];
	int reports;
	wio_handle *later; /* the last timer */
	int scheduled; /* callbacks, of which there is a limit */

	wio_lock locks[SHARED];
	wio_event events[SHARED];
	wio_condition condition;
	wio_semaphore semaphores[SHARED];
	wio_barrier barrier;
	wio_queue *queues[SHARED];
	wio_generator *generators[SHARED];
	bool asked[SHARED]; /* it is not new any more */
	int made; /* generators */
	wio_executor *pools[2]; /* the first is the default one */
	bool has_default, shut;
	int numbers[MOST_JOBS]; /* of jobs, in the order in which they were accepted */
	int jobs, accepted;
};

extern struct program program;

/* Do an operation, if it is one of scopes, of what tasks share, of queues, of what waits for
 * several, of generators, or of jobs.  [0, an error; 1 it is none of these] */
int with_scope(wio_group *group, const int *op);
int share(const int *op);
int queue(const int *op);
int wait_for_several(const int *op);
int generate(const int *op);
int run_jobs(const int *op);

/* What a task runs: its code. */
int body(void *code);

/* Make the task of a body; in a group, or NULL. */
int spawn_body(wio_group *group, const int *op);

/* What becomes of what an operation has returned. */
int decide(int policy, int r);

/* Do the operations of a block, in a group or in none. */
int do_all(wio_group *group, const int *words, int size);

#endif
