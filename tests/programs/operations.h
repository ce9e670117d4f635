// SPDX-License-Identifier: MIT
#ifndef OPERATIONS_H
#define OPERATIONS_H

/*
 * What random programs are made of.  An operation is its number, its numbers a, b and
 * c, what becomes of its error, and how many numbers of a block follow it.
 * program.py reads this list.
 */
#define OPERATIONS(X) \
	/* time, tasks, futures */ \
	X(SLEEP) X(YIELD) X(SPAWN) X(AWAIT) X(CANCEL) X(CANCEL_SELF) X(UNCANCEL) \
	X(CANCELLING) X(READ_TASK) X(AWAIT_FUTURE) X(SET_FUTURE) X(FAIL_FUTURE) \
	X(CANCEL_FUTURE) X(READ_FUTURE) \
	/* the loop */ \
	X(SOON) X(POST) X(LATER) X(DONE) X(DONE_FUTURE) X(TAKE_BACK_LATER) X(STOP) X(INTERRUPT) X(VAR) \
	X(RAISE) X(START) X(GRAPH) \
	/* scopes */ \
	X(GROUP) X(GROUP_SPAWN) X(GROUP_CANCEL) X(TIMEOUT) X(RESCHEDULE) \
	/* what tasks share */ \
	X(LOCK) X(ACQUIRE) X(RELEASE) X(EVENT_WAIT) X(EVENT_SET) X(EVENT_CLEAR) \
	X(CONDITION) X(CONDITION_WAIT) X(NOTIFY) X(SEMAPHORE) X(BARRIER) \
	X(BARRIER_RESET) X(BARRIER_ABORT) \
	/* queues */ \
	X(PUT) X(GET) X(PUT_NOWAIT) X(GET_NOWAIT) X(TASK_DONE) X(JOIN) X(SHUTDOWN) \
	/* waiting for several; c has a bit for each task */ \
	X(GATHER) X(WAIT) X(WAIT_FOR) X(SHIELD) X(AS_COMPLETED) \
	/* generators; their own code gives items */ \
	X(ASK) X(SEND) X(THROW) X(CLOSE) X(DROP) X(EACH) X(ITEM) \
	/* jobs, in the default executor or another one */ \
	X(JOB) X(JOB_FOR_NOBODY) X(TO_THREAD) X(SHUT_POOL) X(SHUT_DEFAULT)

/* What becomes of an error that an operation ends with. */
#define POLICIES(X) \
	X(KEEP) X(SWALLOW) X(CHANGE) X(LEAVE) X(BREAK) X(TAKE_BACK)

enum operation {
#define NAME(name) name,
	OPERATIONS(NAME)
#undef NAME
};

enum policy {
#define NAME(name) name,
	POLICIES(NAME)
#undef NAME
};

/* The words of an operation, before its block. */
enum { CODE, A, B, C, POLICY, BLOCK, HEAD };

#endif
