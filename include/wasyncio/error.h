// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_ERROR_H
#define WASYNCIO_ERROR_H

#include "types.h"

WIO_BEGIN

/*
 * The runtime's own errors, -10000 to -10999.  Negative errno values (-1 to
 * -4095) pass through from the host; programs register theirs below -20000.
 */
#define WIO_ERRORS(X) \
	X(WIO_ENOMEM, -10000, "out of memory") \
	X(WIO_EINVAL, -10001, "an argument is not valid") \
	X(WIO_ECANCELED, -10002, "cancelled") \
	X(WIO_EINTERRUPTED, -10003, "interrupted") \
	X(WIO_EEXIT, -10004, "exit requested") \
	X(WIO_ETIMEDOUT, -10005, "timed out") \
	X(WIO_EGROUP, -10006, "tasks of the group failed") \
	X(WIO_ECLOSED, -10007, "closed") \
	X(WIO_ERUNNING, -10008, "a loop is running already") \
	X(WIO_ENOTRUNNING, -10009, "nothing is running here") \
	X(WIO_ESTOPPED, -10010, "the loop was stopped before the future was done") \
	X(WIO_EDEADLK, -10011, "nothing is left that could wake the loop") \
	X(WIO_ENOSUSPEND, -10012, "nothing can be suspended here") \
	X(WIO_EREENTRANT, -10013, "a step was entered from inside a step") \
	X(WIO_ESTATE, -10014, "not possible in this state") \
	X(WIO_EOTHERLOOP, -10015, "the object belongs to another loop") \
	X(WIO_ESTALE, -10016, "the ticket was used or revoked before") \
	X(WIO_ESTACK, -10017, "the stack is too small, or shared") \
	X(WIO_EENTERED, -10018, "the context is entered already") \
	X(WIO_ELOOKUP, -10019, "the variable has no value here") \
	X(WIO_EBUSY, -10020, "another task is waiting for it") \
	X(WIO_ENOTSUP, -10021, "this host cannot do that")

/* Of what stands around the loop, each with the name that asyncio has for it.
 * Their names and messages are known once something of it was used. */
#define WIO_ERRORS_OF_BARRIERS(X) \
	X(WIO_EBROKEN, -10100, "the barrier is broken, or was reset")
#define WIO_ERRORS_OF_QUEUES(X) \
	X(WIO_EEMPTY, -10110, "the queue is empty") \
	X(WIO_EFULL, -10111, "the queue is full")
/* Of queues and executors. */
#define WIO_ERRORS_OF_SHUTDOWNS(X) \
	X(WIO_ESHUTDOWN, -10112, "it was shut down")

/* Of functions of the host, see call.h. */
#define WIO_ERRORS_OF_HOSTS(X) \
	X(WIO_EHOST, -10130, "a function of the host failed")

/* Of readers, see stream.h. */
#define WIO_ERRORS_OF_STREAMS(X) \
	X(WIO_EINCOMPLETE, -10140, "the stream ended within what was to be read") \
	X(WIO_EOVERRUN, -10141, "more than the limit was to be read")

/* Of requests, see fetch.h. */
#define WIO_ERRORS_OF_FETCH(X) \
	X(WIO_ENETWORK, -10150, "the network has failed")

/* Of an exception of C++, see cxx.h. */
#define WIO_ERRORS_OF_CXX(X) \
	X(WIO_EEXCEPTION, -10120, "a C++ exception")

enum wio_code {
#define WIO_ERROR_ENUM(name, value, message) name = value,
	WIO_ERRORS(WIO_ERROR_ENUM)
	WIO_ERRORS_OF_BARRIERS(WIO_ERROR_ENUM)
	WIO_ERRORS_OF_QUEUES(WIO_ERROR_ENUM)
	WIO_ERRORS_OF_SHUTDOWNS(WIO_ERROR_ENUM)
	WIO_ERRORS_OF_CXX(WIO_ERROR_ENUM)
	WIO_ERRORS_OF_HOSTS(WIO_ERROR_ENUM)
	WIO_ERRORS_OF_STREAMS(WIO_ERROR_ENUM)
	WIO_ERRORS_OF_FETCH(WIO_ERROR_ENUM)
#undef WIO_ERROR_ENUM
	WIO_EUSER = -20001 /* the first code of programs; they count down */
};

/* A program's error codes, as it hands them to wio_register_errors; the macro
 * makes the entry of a list like those above. */
typedef struct wio_error_entry {
	int code;
	const char *name;
	const char *message;
} wio_error_entry;
#define WIO_ERROR_ENTRY(name, value, message) {value, #name, message},

/*
 * Make names and messages of a program's own codes known to wio_strerror,
 * for this thread.
 * Units: n counts the table's entries.
 * Owns: the table must outlive the thread's use of the library.
 * [never suspends] [0, WIO_EINVAL a code above -20001, WIO_ESTACK the table is
 * on a shared stack, WIO_ENOMEM there are 32 tables already]
 */
int wio_register_errors(const wio_error_entry *table, size_t n);

/*
 * The message of a code, never NULL; "unknown error" for one that is not known, and
 * "no error" for a result, zero or positive.
 * Owns: static.
 * [never suspends] [cannot fail]
 */
const char *wio_strerror(int code);

/*
 * The name of a code, such as "WIO_ECANCELED"; never NULL.  One that has none is
 * called by its number: "errno 28", "error -20003", or of a result "result 0".
 * Owns: static; a number's text is the thread's, for this one and the next three.
 * [never suspends] [cannot fail]
 */
const char *wio_strerror_name(int code);

/*
 * Attach a message to an error and return its code: return wio_raise(...).
 * The record belongs to the current task (outside tasks, to the thread) and
 * counts if the code returned equals it.  One that was live becomes its
 * context.  The format knows %s %d %u %ld %lu %lld %llu %zu %x %c %p %%.
 * Without memory the message is lost, the code is not.
 * Mirrors: raise X(message).
 * [never suspends] [code; WIO_EINVAL when code is not negative]
 */
int wio_raise(int code, const char *format, ...) WIO_PRINTF(2, 3);

/*
 * wio_raise with a cause.
 * Owns: retains cause, which may be NULL.
 * Mirrors: raise X(message) from cause.
 * [never suspends] [code; WIO_EINVAL when code is not negative]
 */
int wio_raise_from(int code, const wio_error *cause, const char *format, ...)
    WIO_PRINTF(3, 4);

/*
 * Raise several errors as one, whose members they are, in this order.
 * Units: n counts errors.
 * Owns: retains errors; one that is NULL is left out.
 * Mirrors: raise ExceptionGroup(message, errors).
 * [never suspends] [WIO_EGROUP, 0 there is none, WIO_EINVAL errors is NULL, WIO_ENOMEM]
 */
int wio_raise_group(const wio_error *const *errors, size_t n, const char *format, ...)
    WIO_PRINTF(3, 4);

/*
 * Raise an error again, as it is: return wio_error_raise(rest).  For what
 * wio_error_split has left, and what was kept (wio_error_retain) while more was done
 * that may fail.
 * Owns: retains error; NULL is none, and nothing is raised.
 * Mirrors: raise error.
 * [never suspends] [its code, 0 of NULL]
 */
int wio_error_raise(const wio_error *error);

/*
 * Ask for the end of the run with an exit status, by returning the result.
 * Units: a status from 0 to 125; any other, -1 too, becomes 125.
 * Mirrors: raise SystemExit(status).
 * [never suspends] [WIO_EEXIT]
 */
int wio_exit(int status);

/*
 * The record of the last error in this task (outside tasks: of this thread),
 * for instance of a failed await or a refused call.  NULL when there is none.
 * Owns: borrowed, until the task's next error; retain it to keep it.
 * [never suspends] [cannot fail]
 */
const wio_error *wio_last_error(void);

/*
 * The last error was dealt with: from now on there is none, and what is raised next was
 * not raised over it.
 * Mirrors: the end of an except clause.
 * [never suspends] [cannot fail]
 */
void wio_error_clear(void);

/* The error's code.  [never suspends] [cannot fail] */
int wio_error_code(const wio_error *error);

/* Its message; without one wio_strerror's, and "" of NULL.
 * Owns: borrowed.  [never suspends] [cannot fail] */
const char *wio_error_message(const wio_error *error);

/* The error named as its cause, or NULL.  Owns: borrowed.
 * Mirrors: __cause__.  [never suspends] [cannot fail] */
const wio_error *wio_error_cause(const wio_error *error);

/* The error over which it was raised, or NULL.  Owns: borrowed.
 * Mirrors: __context__.  [never suspends] [cannot fail] */
const wio_error *wio_error_context(const wio_error *error);

/* How many errors a WIO_EGROUP holds; otherwise 0.
 * Mirrors: len(group.exceptions).  [never suspends] [cannot fail] */
size_t wio_error_count(const wio_error *error);

/* The i-th error of a group in order of completion; NULL beyond the last.
 * Owns: borrowed.
 * Mirrors: group.exceptions[i].  [never suspends] [cannot fail] */
const wio_error *wio_error_member(const wio_error *error, size_t i);

/*
 * Part a group by a code: *match has the members of that code, *rest the others, each
 * NULL if it has none.  Both keep the order, the message, cause and context, and what
 * is nested; an error that is no group goes where it belongs as it is, and so does a
 * group whose own code it is.  match or rest may be NULL.
 * Owns: *match and *rest are the caller's, to be released.
 * Mirrors: ExceptionGroup.split, subgroup.
 * [never suspends] [how many errors are in *match, WIO_EINVAL error is NULL,
 * WIO_ENOMEM]
 */
int wio_error_split(const wio_error *error, int code, wio_error **match,
                    wio_error **rest);

/* The status that wio_exit was given; 0 for other errors.
 * Mirrors: SystemExit.code.  [never suspends] [cannot fail] */
int wio_error_status(const wio_error *error);

/* What a cancel comes from. */
enum wio_source_kind {
	WIO_SOURCE_UNKNOWN,
	WIO_SOURCE_TASK,     /* a call in it, such as wio_task_cancel */
	WIO_SOURCE_CALLBACK, /* the same outside of tasks */
	WIO_SOURCE_GROUP,    /* that this task has opened */
	WIO_SOURCE_TIMEOUT,  /* the same */
	WIO_SOURCE_INTERRUPT,
	WIO_SOURCE_CLOSE /* of its runner */
};

typedef struct wio_source {
	enum wio_source_kind kind;
	const char *task; /* its name; NULL: of none, or one that is gone */
} wio_source;

/*
 * Who asked for the cancel that this error is, where it has arrived, in wio_last_error,
 * or of the task that it has ended, in wio_task_error: a cancel out of nowhere is the
 * hardest thing to find in asyncio.
 * Owns: the name is borrowed, until the error is released.
 * [never suspends] [cannot fail]
 */
wio_source wio_error_source(const wio_error *error);

/*
 * Write the error with its causes, contexts and members as a readable block; to a
 * buffer that is NULL nothing.
 * Units: bytes, with the terminating zero; returns what the whole would need.
 * [never suspends] [cannot fail]
 */
size_t wio_error_format(const wio_error *error, char *buffer, size_t size);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_error *wio_error_retain(const wio_error *error);

/* One reference less; NULL is ignored.  [never suspends] [cannot fail] */
void wio_error_release(wio_error *error);

WIO_END
#endif
