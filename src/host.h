// SPDX-License-Identifier: MIT
#ifndef WIO_HOST_H
#define WIO_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/compiler.h"
#include "wasyncio/runner.h"

struct wio__coro;

/*
 * What the runtime asks of its host.  One file implements this for each:
 * src/host/posix.c, wasi/host.c (both with the blocking drive of
 * src/host/blocking.c) and web/host.c (pumped by JavaScript).  What the host
 * asks in return stands at the end.
 */

/* The monotonic clock, in nanoseconds. */
int64_t wio__host_now(void);

/* Write a block of text where the user looks for errors. */
void wio__host_log(const char *text, size_t size);

/* The lowest address of the thread's own stack; NULL: nobody knows.  Asked by the
 * native switches, and where WebAssembly has threads: else the linker tells. */
WIO__IF_LINKED char *wio__host_stack_low(void);

/* Whether an environment variable is there, and not empty. */
bool wio__host_env(const char *name);

/*
 * Run steps of the loop while it is active.  A blocking drive returns when
 * that is over; a pumped one suspends main's coroutine until then.
 * [0, WIO_EDEADLK nothing can wake it any more, WIO_ENOSUSPEND]
 */
int wio__host_drive(wio_loop *loop);

/* Whether it can be done here: a pumped drive needs main's coroutine. */
bool wio__host_can_drive(void);

/* How often the drive has come back to the host: waits, or turns. */
extern _Thread_local unsigned wio__host_hops;

/* Get ready for a loop, and let go of it.  [0, a negative errno value] */
int wio__host_open(wio_loop *loop);
void wio__host_close(wio_loop *loop);

/* End the wait that the drive is in, or the next one.  From any thread and
 * from signal handlers.  [cannot fail] */
void wio__host_wake(wio_loop *loop);

/*
 * Turn the host's own interrupts (SIGINT; byte 0x03) into wio_interrupt of
 * this runner, and put back what was.  Nested calls count.  Does nothing
 * where somebody else handles them already.
 */
struct wio__interrupts {
	enum wio_switch stdin_byte; /* 0x03 on standard input */
};
void wio__host_take_interrupts(wio_runner *runner,
                               const struct wio__interrupts *how);
void wio__host_leave_interrupts(wio_runner *runner);

/*
 * The slow path of a check point, at most every millisecond or so: look for
 * interrupts that only a look can find.  True: the host wants a turn.
 */
bool wio__host_look(wio_loop *loop);

/* The last record of an error that the host keeps is gone. */
WIO__IF_LINKED void wio__host_forget(unsigned error);

/* The exit status after an interrupt, and what the process does about it when
 * main has returned that. */
int wio__host_interrupted_status(void);

/* The same of those that are no interrupt (wasyncio/signals.h): which are or-ed.  Nested
 * calls count.  [0, WIO_EBUSY the program handles one, WIO_ENOTSUP not in this thread] */
int wio__host_take_signals(wio_runner *runner, int which);
void wio__host_leave_signals(int which);
int wio__host_terminated_status(void);

/*
 * A descriptor that a task waits for.  The host says once when events hold or
 * an error is there.
 */
struct wio__watch {
	struct wio__watch *next; /* the host's */
	wio_loop *loop;
	int fd;
	int events; /* WIO_READABLE, WIO_WRITABLE */
	int result; /* the events that hold, or a negative errno value */
};

/* Begin and end watching.  Ending one that is ready does nothing.
 * [0, WIO_ENOTSUP, WIO_EBUSY, a negative errno value] */
int wio__host_watch(struct wio__watch *watch);
void wio__host_unwatch(struct wio__watch *watch);

/* Read from standard input what is there, without waiting.
 * [bytes, 0 at end of file, -EAGAIN, WIO_ENOTSUP, a negative errno value] */
int wio__host_stdin_read(void *buffer, size_t size);

/* The descriptor whose readability means that wio__host_stdin_read has
 * something. */
enum { WIO__STDIN = 0 };

/* ---- what the runtime does for its host ---- */

#define WIO__NEVER INT64_MAX

enum { WIO__OVER = -1, WIO__TURN = -2 };

/* When the next step of a loop is due by the host's clock: 0 at once; WIO__NEVER
 * only when something happens; WIO__OVER: its run is over. */
int64_t wio__loop_next(const wio_loop *loop);

/* One iteration; after a check point gave the host a turn, or when there was no more
 * room, the rest of one.  Returns as wio__loop_next, or WIO__TURN: first the host is to
 * have its turn. */
int64_t wio__loop_step(wio_loop *loop);

/* So many tasks and callbacks may run in its steps from here on; at 0 one has ended, in
 * the middle of an iteration if that has more.  Of a host that sets none it is 0 from the
 * beginning, and comes to that after all that an unsigned counts. */
unsigned *wio__loop_room(wio_loop *loop);

/* From now on the host runs its steps, whether or not a run is driven; again when one
 * has returned WIO__OVER, for what would end a run ends nothing here; and with an
 * error, WIO_EDEADLK, that the main task of each run gets where it waits. */
void wio__loop_pump(wio_loop *loop, int error);

/* Whether anything may still wake it.  outside: what the host knows of may. */
bool wio__loop_can_wake(const wio_loop *loop, bool outside);

/* Where the host keeps what it has for a loop. */
void **wio__loop_host(wio_loop *loop);

/* Of a host that keeps nothing there: a loop that is open is in the list of who looks
 * from outside, if that is linked (graph/layout.h). */
WIO__IF_LINKED void wio__loop_show(wio_loop *loop);
WIO__IF_LINKED void wio__loop_hide(wio_loop *loop);

/* A descriptor is ready (the events that hold) or failed (a negative errno
 * value).  From the drive or from a step. */
WIO__IF_LINKED void wio__watch_ready(struct wio__watch *watch, int result);

/* The name and the stack of the running task, for a last word; NULL: none runs. */
const char *wio__task_running(struct wio__coro **stack);

/* What check points test where no signal handler or thread can write it: an
 * embedder's interrupts, and that there is something to do for us. */
extern union wio__check_word {
	struct {
		volatile uint32_t flag;
		volatile uint32_t raised;
	} by;
	volatile uint64_t anybody;
} wio__check_word;

#endif
