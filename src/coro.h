// SPDX-License-Identifier: MIT
#ifndef WIO_CORO_H
#define WIO_CORO_H

#include <stdbool.h>
#include <stddef.h>

#include "core/compiler.h"

/*
 * The switch: stackful coroutines.  One file of src/coro/ implements this,
 * chosen by CMake.  Mostly each has a C stack of its own:
 *
 *      high   +----------------------+
 *             | struct wio__coro     |   the backend's own record
 *             +----------------------+ <- first stack pointer, 16-byte aligned
 *             | C frames             |
 *             +----------------------+ <- stack pointer at the last suspend
 *             | saved asyncify       |   (asyncify only; exactly the size needed)
 *             | frames               |
 *             +----------------------+
 *             | free                 |
 *             +----------------------+
 *             | red zone, 64 bytes   |   a pattern, looked at on every suspend
 *      low    +----------------------+
 *
 * Others run on a shared stack, one at a time.  What they have on it is copied
 * out when they suspend, into one block of exactly that size, and back to the
 * same place before they go on:
 *
 *      high   +----------------------+
 *             | struct wio__shared   |
 *             +----------------------+     copy out    +------------------+
 *             | C frames             |  ------------>  | C frames         |
 *             +----------------------+                 +------------------+
 *             | free                 |                 | asyncify frames  |
 *             +----------------------+                 +------------------+
 *             | red zone, 64 bytes   |     so no address in there means anything
 *      low    +----------------------+     while its coroutine is suspended
 *
 * Resumes nest where a loop is closed from inside a coroutine, whose tasks are
 * resumed for the last time there, and where one begins in the call that makes it.
 * Those are never of the same shared stack: each loop has its own, and a chain of
 * them, of which what begins takes the first on which nothing runs.
 */
struct wio__coro;
struct wio__shared;

typedef int wio__coro_entry(void *arg);

enum wio__coro_state {
	WIO__CORO_SUSPENDED, /* it may be resumed again */
	WIO__CORO_ENDED,     /* its entry returned */
	WIO__CORO_ABANDONED, /* it left by wio__coro_abandon() */
	WIO__CORO_OVERFLOWED, /* it was made to leave: its stack was too small */
	WIO__CORO_DAMAGED    /* its red zone is overwritten: nothing may go on */
};

/*
 * Make a coroutine that will call entry(arg) on a stack of at least size
 * bytes, taken from this thread's pool.  size counts the red zone and the
 * record.  [0, WIO_EINVAL below wio__coro_smallest, WIO_ENOMEM]
 */
int wio__coro_create(struct wio__coro **out, size_t size,
                     wio__coro_entry *entry, void *arg);

extern const size_t wio__coro_smallest;

enum { WIO__SHARED_SIZE = 128 * 1024 };

/* A stack for coroutines to share.  [0, WIO_ENOMEM] */
int wio__shared_create(struct wio__shared **out);

/* Free it, and those of its chain; none of its coroutines is left.  NULL is ignored.
 * [cannot fail] */
void wio__shared_destroy(struct wio__shared *shared);

/* As wio__coro_create, on a shared stack.  [0, WIO_ENOMEM] */
int wio__coro_create_shared(struct wio__coro **out, struct wio__shared *shared,
                            wio__coro_entry *entry, void *arg);

/* The stack that a coroutine shares, or NULL. */
struct wio__shared *wio__coro_shared(const struct wio__coro *co);

/* Have one taken by what runs there, or not any more: what begins meanwhile begins on
 * another.  NULL is ignored.  [whether it was]  [cannot fail] */
bool wio__shared_take(struct wio__shared *shared, bool taken);

/* Whether one may begin: there is a stack that is not taken, if need be a new one. */
bool wio__shared_has_room(struct wio__shared *shared);

/*
 * As wio__coro_create_shared, of one that is resumed at once, on the first stack of the
 * chain that is not taken, for which wio__shared_has_room has looked.  Its record is the
 * spare one there, which is back when it has ended, or when it suspends, for which there
 * has to be memory anyway.  [cannot fail]
 */
struct wio__coro *wio__coro_begin_shared(struct wio__shared *shared,
                                         wio__coro_entry *entry, void *arg);

/* Whether this leads to frames of the running coroutine on a shared stack: it
 * is not to be kept. */
bool wio__coro_is_shared(const void *pointer);

/* Run it until it suspends, ends or is abandoned; says which.  No other one of
 * the same shared stack may be running below. */
enum wio__coro_state wio__coro_resume(struct wio__coro *co);

/* What the entry of one that has ended returned. */
int wio__coro_result(const struct wio__coro *co);

/* Have one that has ended call another entry, from the top of its stack. */
void wio__coro_again(struct wio__coro *co, wio__coro_entry *entry, void *arg);

/*
 * Have one that was left, from wherever, call another entry on a stack of its
 * own that has this size, so that what its frames held stays as it was until it
 * is destroyed; on a shared stack until another one runs there.  *co is another
 * one then.  [0, as wio__coro_create]
 */
int wio__coro_move(struct wio__coro **co, size_t size, wio__coro_entry *entry,
                   void *arg);

/*
 * Before the runtime begins what must not be left in the middle: where the ends
 * of stacks are checked, a coroutine that has too little room for it overflows
 * here.  Elsewhere nothing.
 */
#ifdef WIO__STACK_LIMITS
__attribute__((import_module("env"), import_name("wio__stack_room"))) void
wio__coro_room(void);
#else
static inline void wio__coro_room(void)
{
}
#endif

/*
 * The same in calls that are rarely made.  Where size is not all these look also
 * when nothing checks: a stack that was left has damaged memory, and the program
 * ends with a message rather than go on with that.
 */
#ifdef WIO__STACK_LOOKS
void wio__coro_look(void);
#else
static inline void wio__coro_look(void)
{
	wio__coro_room();
}
#endif

/* A thread begins that runs no coroutines, or ends: in between its own stack is checked,
 * where a build checks stacks. */
void wio__coro_begin_thread(void);
void wio__coro_end_thread(void);

/*
 * In the core, if that is there: a stack was too small and nothing can go on.
 * Says so; of the thread's own when co is NULL.  From signal handlers too, with
 * what writes the text there.
 */
typedef void wio__coro_log(const char *text, size_t size);

WIO__IF_LINKED void wio__coro_overflowed(const struct wio__coro *co,
                                         wio__coro_log *log);

/* In the core, too: the program ends itself.  Says in which task. */
WIO__IF_LINKED void wio__coro_aborted(void);

/* In scope/jump.c, for what wraps the two in debug builds: setjmp was called for
 * it; and longjmp is about to be. */
void wio__jump_note(const void *env);
void wio__jump_check(const void *env);

/* Bytes that the running code may still use: of its coroutine's stack, or of the
 * thread's own; SIZE_MAX where nobody knows. */
size_t wio__coro_left(void);

/*
 * Suspend the running coroutine; returns when it is resumed.  WIO_ENOMEM: its
 * frames could not be kept, it goes on without having been suspended.
 * Only where wio__coro_can_suspend().  [suspends] [0, WIO_ENOMEM]
 */
int wio__coro_suspend(void);

/*
 * A top is a function that suspends by itself, so that one frame less has to
 * be saved; src/coro/top_*.h has what it does that by:
 *
 *	int wait(void)
 *	{
 *		if (wio__top_again())
 *			return wio__top_left() ? after(wio__top_arrive()) : slow();
 *		if (...)
 *			return slow();
 *		...
 *		return wio__top_leave(after);
 *	}
 *
 * On the way back into a suspended coroutine it is called again: to go on after
 * leave, or to go on inside slow, the one thing in it that may suspend as well.
 * Neither its locals nor its arguments have lasted.  after is given what
 * wio__coro_suspend would return.  A top is named in src/cmake/top.list.
 */

/*
 * True on a coroutine's own stack with no frame of the host between it and
 * its resume (wio__coro_host_depth).
 */
bool wio__coro_can_suspend(void);

/*
 * In a catch clause of C++, or a destructor that an exception runs: nothing can wait
 * there.  What its runtime knows of those belongs to the thread, and a coroutine
 * could not take it along; nor can Asyncify come back there.
 */
struct wio__coro_caught {
	void *caught;
	unsigned uncaught;
};

/* The runtime's own, and what it was outside of all coroutines. */
extern _Thread_local const struct wio__coro_caught *wio__coro_now;
extern _Thread_local struct wio__coro_caught wio__coro_outer;

#ifdef WIO__NO_WEAK
static inline bool wio__coro_in_exception(void)
{
	return false;
}

static inline void wio__coro_note_outer(void)
{
}
#else
WIO__IF_LINKED struct wio__coro_caught *__cxa_get_globals(void);

/* No call: in the functions that wait it would cost registers. */
static inline bool wio__coro_in_exception(void)
{
	return wio__is_linked(__cxa_get_globals) && wio__coro_now &&
	       (wio__coro_now->caught != wio__coro_outer.caught ||
	        wio__coro_now->uncaught != wio__coro_outer.uncaught);
}

/* Before a loop is driven. */
static inline void wio__coro_note_outer(void)
{
	if (!wio__is_linked(__cxa_get_globals))
		return;
	wio__coro_now = __cxa_get_globals();
	wio__coro_outer = *wio__coro_now;
}
#endif

/* Frames below the running code over which a coroutine cannot suspend: those of
 * the host, which counts them around calls that may call back into the module,
 * and those of ours that call functions which must not wait. */
extern _Thread_local int wio__coro_host_depth;

/*
 * Call entry(arg) in the running coroutine, such that wio__coro_leap() can leave
 * it from any depth.  Returns what entry does, or what the leap gives.
 * [suspends as they do]
 */
int wio__coro_protect(wio__coro_entry *entry, void *arg);

/*
 * Leave the innermost wio__coro_protect(), which returns land(arg); land runs
 * while the frames that are left are still in memory, and may suspend.
 */
_Noreturn void wio__coro_leap(wio__coro_entry *land, void *arg);

/* The same up to the coroutine's start: land, which runs in it, abandons it. */
_Noreturn void wio__coro_leap_out(wio__coro_entry *land, void *arg);

/* Frames are being left, and objects of C++ in them are destroyed. */
bool wio__coro_is_leaving(void);

/* Leave the running coroutine for ever, from any depth; its frames are
 * dropped, resume returns WIO__CORO_ABANDONED. */
_Noreturn void wio__coro_abandon(void);

/* After a trap, before a last look at what there was: all that is on any stack
 * is given up.  (asyncify only) */
void wio__coro_dead(void);

/* Give its stack back to the pool.  A suspended one is never resumed again:
 * its frames are dropped without cleanup.  [cannot fail] */
void wio__coro_destroy(struct wio__coro *co);

/* Size of its stack in bytes, as rounded up by create. */
size_t wio__coro_size(const struct wio__coro *co);

/* Fill what is unused of a stack that has not started with a pattern, so that
 * the high-water mark sees all that is touched.  Nothing on a shared one, where
 * others leave their marks. */
void wio__coro_paint(struct wio__coro *co);

/* Most bytes of the stack in use so far: exactly when painted, otherwise at
 * the deepest suspend; of one that overflowed, what that would have come to. */
size_t wio__coro_high_water(const struct wio__coro *co);

/* Free this thread's pooled stacks.  [cannot fail] */
void wio__coro_trim(void);

#endif
