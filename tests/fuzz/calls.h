// SPDX-License-Identifier: MIT
#ifndef CALLS_H
#define CALLS_H

#include "fuzz.h"

/* What runs: a task's code, a callback, or what is around a run. */
struct frame {
	struct frame *outer; /* in the same task */
	bool over;
	int result;
	int depth; /* of frames */
	bool outermost; /* around all runs */
	bool protected; /* wio_throw leaves this frame, and none that has scopes */
	struct scope {
		wio_group *group; /* one of the three */
		wio_timeout *timeout;
		wio_shield_scope *shield;
	} scopes[4];
	int scope_count;
};

/* Calls until the input ends, or this frame does. */
int play(struct frame *frame);

/* ---- arguments.c ---- */

/* Something that is given back exactly once. */
struct argument {
	unsigned number;
};

/* An argument and the options to give it with, as the input has it. */
struct given {
	struct argument *argument;
	struct argument copy;
	wio_call_options call;
	wio_task_options task;
};

void given_take(struct given *given);
/* The call is over: one that failed has given it back. */
void given_check(const struct given *given, int r);
/* What the runtime is to call, and what programs do themselves. */
void argument_free(void *argument);
void argument_drop(void *argument);
void arguments_begin(void);
void arguments_end(void);

/* ---- objects.c ---- */

enum { TASKS = 6, FUTURES = 4, HANDLES = 4, CONTEXTS = 3, VARS = 2, TOKENS = 3,
       TICKETS = 4, GROUPS = 3, RUNNERS = 2 };

/* All that programs hold on to, by place. */
extern struct objects {
	wio_task *tasks[TASKS];
	wio_future *futures[FUTURES];
	wio_handle *handles[HANDLES];
	wio_context *contexts[CONTEXTS];
	wio_contextvar *vars[VARS];
	wio_token *tokens[TOKENS];
	wio_contextvar *token_vars[TOKENS];
	uint64_t tickets[TICKETS];
	wio_group *groups[GROUPS]; /* open, and usable by others */
	wio_runner *runners[RUNNERS];
	wio_loop *loop; /* of no runner */
} objects;

/* Each a place that the input chooses. */
wio_task **some_task(void);
wio_future **some_future(void);
/* The running loop, or another one; NULL: there is none. */
wio_loop *some_loop(void);
wio_runner *some_runner(void);
void keep_task(wio_task *task);
void group_hide(const wio_group *group);

/* ---- the calls ---- */

struct call {
	const char *name;
	void (*make)(struct frame *frame);
};
#define CALL(name) {#name, call_##name}

/* Those of objects.c and of loops.c. */
extern const struct call object_calls[];
extern const size_t object_call_count;
extern const struct call loop_calls[];
extern const size_t loop_call_count;

/* Those of shared.c and of around.c: that wait, and that do not. */
extern const struct call shared_calls[];
extern const size_t shared_call_count;
extern const struct call waiting_calls[];
extern const size_t waiting_call_count;
extern const struct call sharing_calls[1];
extern const struct call around_calls[];
extern const size_t around_call_count;

/* Those of streams.c: that wait, and that do not. */
extern const struct call stream_waiting_calls[];
extern const size_t stream_waiting_call_count;
extern const struct call stream_calls[];
extern const size_t stream_call_count;

void streams_begin(void);
void streams_close(void); /* the runner of its own, before anything goes */
void streams_end(void);
void shared_begin(void);
void shared_end(void);
void around_begin(void);
void around_end(void);
/* Nothing is ready: end a job; false: there is none. */
bool around_wake(void);

/* Of calls.c.  What is new goes to the end, so that inputs keep their sense. */
void call_protect(struct frame *frame);
void call_throw(struct frame *frame);

/* Make it; with FUZZ_SAY in the environment, say so before. */
void make(const struct call *call, struct frame *frame);

/* Calls in a frame of their own, inside of this one. */
int play_inner(struct frame *frame);

/* A wait, or something else that passes errors on: mostly the frame ends. */
void took(struct frame *frame, int r);

int task_body(void *argument);
int callback_body(void *argument);
int future_done(wio_future *future, void *argument);

#endif
