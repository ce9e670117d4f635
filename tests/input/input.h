// SPDX-License-Identifier: MIT
#ifndef INPUT_H
#define INPUT_H

#include "wasyncio.h"

/*
 * What calls do with input that is bad.  Each case is a function
 *
 *     CASE(name)
 *     {
 *             REFUSED(wio_some_call(NULL), WIO_EINVAL, "part of the message");
 *     }
 *
 * that releases all it makes: after each nothing may be left.
 */
#define CASE(name) \
	void input_##name(void); \
	void input_##name(void)

/* The call fails with that code and leaves a record of its own that says why. */
#define REFUSED(call, code, text) \
	(wio_error_clear(), \
	 input_refused((call), (code), (text), #call, __FILE__, __LINE__))

/* It goes well: gives that. */
#define GIVES(call, value) \
	input_gives((call), (value), #call, __FILE__, __LINE__)

/* It fails for want of memory. */
#define STARVES(call) \
	(input_starve(true), \
	 input_gives((call), WIO_ENOMEM, #call, __FILE__, __LINE__), \
	 input_starve(false))

#define CHECK(condition) \
	((condition) ? (void)0 : input_failed(#condition, __FILE__, __LINE__))

void input_refused(int r, int code, const char *text, const char *call,
                   const char *file, int line);
void input_gives(long long r, long long value, const char *call,
                 const char *file, int line);
void input_starve(bool on);
void input_failed(const char *what, const char *file, int line);

/* An arg_free, and how often it was called since it was asked last. */
void input_free(void *arg);
int input_freed(void);

/* Options with it: an argument that a refusal has to give back. */
extern const wio_call_options input_call;
extern const wio_task_options input_task;

/* Plays fn as the main task of a runner, which is closed afterwards. */
int input_run(wio_fn *fn);
/* The same on a clock that goes at once to where there is something to do. */
int input_run_virtually(wio_fn *fn);
/* How many of its seconds have gone by. */
int input_now(void);

/* A page may always wake a loop. */
extern bool input_in_page;

/* Returns 0. */
int input_nothing(void *unused);

/* Something that is no object of ours. */
extern char input_junk[256];

#endif
