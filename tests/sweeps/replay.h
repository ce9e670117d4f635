// SPDX-License-Identifier: MIT
#ifndef REPLAY_H
#define REPLAY_H

#include "play.h"

/* What is done to a program. */
enum kind {
	UNDISTURBED,
	INTERRUPT,  /* at step first, and at step second unless that is 0 */
	STARVED,    /* from step first on there is no memory, and an interrupt */
	CANCEL,     /* of task number second, at step first */
	POST,       /* a callback of sort second, at step first */
	TICKET,     /* made at step first, completed after second more */
	EVENT,      /* of the host's, of sort second, between iteration first and the
	             * one before, or on the web the next */
	ALLOCATION, /* number first fails */
	MEMORY,     /* it and all later ones fail */
	SUSPEND,    /* number first finds no memory for its frames */
	KINDS
};

extern const char *const kind_names[KINDS];

struct replay {
	const struct scenario *program;
	int expected; /* of a program; 0: it is a scenario */
	int closed;   /* what its close gives undisturbed */
	bool strict;
	bool probe; /* a run more on each runner before it is closed */
	enum kind kind;
	unsigned first;
	unsigned second;
};

struct outcome {
	unsigned steps;       /* events that the tracer saw */
	unsigned iterations;
	unsigned allocations; /* asked for */
	unsigned suspends;
	unsigned tasks;       /* there were at step first */
	int closed;           /* 0, or what the first close that failed gave */
	bool acted;           /* what was to be done was possible */
};

enum { EVENTS = 5 }; /* sorts of them */

/* Play it, look whether all is as it must be, and say what is not. */
struct outcome replay(const struct replay *replay, bool traced);

/* What did not hold in the replay under way. */
void replay_failed(const char *format, ...) WIO_PRINTF(1, 2);
extern unsigned replay_failures;

/* The loop would wait for ever: true when that has been changed. */
bool replay_asleep(wio_loop *loop);

/* ---- event.c ---- */

/* Do that as an event of the host's does: between two steps of the loop. */
void event_between(void (*act)(void));
/* What has not come will not. */
void event_drop(void);

/* ---- memory.c ---- */

struct memory {
	unsigned blocks;  /* not freed */
	unsigned asked;   /* allocations since it was reset */
	unsigned fail;    /* that number fails; 0: none */
	bool fail_onward; /* and all after it */
};

extern struct memory memory;

/* ---- native.c ---- */

struct suspends {
	unsigned asked;
	unsigned fail; /* that number finds no memory for its frames; 0: none */
};

extern struct suspends suspends;

/* ---- tokens.c ---- */

void tokens_reset(void);
/* Say which tokens are left, or were given back too often. */
void tokens_check(void);
/* Cleanups that began and did not get to their end. */
int cleanups_broken(void);

#endif
