// SPDX-License-Identifier: MIT
#ifndef WIO_INTERNAL_H
#define WIO_INTERNAL_H

#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "coro.h"
#include "host.h"
#include "core/memory.h"
#include "core/queue.h"
#include "wasyncio.h"

#define WIO__NEVER INT64_MAX

/* On functions of never.list that are called in their own file: inlined there,
 * the callers would have what the Asyncify pass is not to see. */
#define WIO__NEVER_INLINE __attribute__((noinline))

/* On functions for what is rare: apart, it costs the rest no registers. */
#define WIO__RARE __attribute__((noinline))

/* On functions for what only a public function of the same file can bring about.
 * A program that does not call that one is linked without the file: whoever
 * calls these looks first whether there is anything for them. */
#define WIO__IF_LINKED __attribute__((weak))

#define wio__container(pointer, type, member) \
	((type *)((char *)(pointer)-offsetof(type, member)))

/* ---- objects ---- */

/* What an object is; kept after its end so that a stale handle is seen. */
enum wio__kind {
	WIO__LOOP = 0x4c4f4f50,
	WIO__RUNNER = 0x52554e52,
	WIO__FUTURE = 0x46555455,
	WIO__TASK = 0x5441534b,
	WIO__HANDLE = 0x484e444c,
	WIO__CALLBACK = 0x43424b20,
	WIO__CONTEXT = 0x43545854,
	WIO__VAR = 0x56415220,
	WIO__GROUP = 0x47525550,
	WIO__TIMEOUT = 0x54494d45,
	WIO__FREED = 0x46524545
};

struct wio__object {
	enum wio__kind kind;
	unsigned refs;
};

/* ---- error.c, format.c ---- */

struct wio_error {
	unsigned refs; /* 0: static */
	int code;
	int status;
	char *message;
	struct wio_error *cause;
	struct wio_error *context;
	size_t count; /* of a group's members */
	size_t room;
	struct wio_error **members;
};

/* The slot of the live record: the current task's, else the thread's. */
struct wio_error **wio__error_slot(void);
static inline void wio__error_set(struct wio_error **slot, struct wio_error *owned)
{
	struct wio_error *before = *slot;
	*slot = owned;
	if (before)
		wio_error_release(before);
}
struct wio_error *wio__error_new(int code, const char *format, ...)
    WIO_PRINTF(2, 3);
struct wio_error *wio__error_vnew(int code, const char *format, va_list args);
/* A record for a bare code, shared and without a message of its own. */
struct wio_error *wio__error_bare(int code);
size_t wio__format(char *buffer, size_t size, const char *format, ...)
    WIO_PRINTF(3, 4);
size_t wio__vformat(char *buffer, size_t size, const char *format, va_list args);

/* ---- timer.c ---- */

struct wio__timer {
	struct wio__node node;
	uint32_t slot; /* 0: not set */
	int64_t when;
};

struct wio__timer_key {
	int64_t when;
	uint64_t order; /* of insertion; its lower half is the slot */
};

struct wio__timers {
	struct wio__timer_key *keys;
	struct wio__timer **slots;
	void *block; /* both */
	size_t size;
	size_t room;
	size_t count;   /* of keys; 0: no timer is set */
	size_t removed; /* of these */
	uint32_t order;
};

/* [0, WIO_ENOMEM] */
int wio__timers_add(struct wio__timers *timers, struct wio__timer *timer);
/* Does nothing to one that is not set.  [cannot fail] */
void wio__timers_remove(struct wio__timers *timers, struct wio__timer *timer);
/* The one that is due next, or NULL. */
struct wio__timer *wio__timers_first(const struct wio__timers *timers);
/* Take it out if it is due by now; else NULL. */
struct wio__timer *wio__timers_take(struct wio__timers *timers, int64_t now);
void wio__timers_free(struct wio__timers *timers);

/* ---- context.c, map.c ---- */

struct wio__map; /* immutable: variable to value */

struct wio_context {
	struct wio__object object;
	struct wio__object *owner; /* it lies in there, and is counted there */
	struct wio__map *map;
	unsigned entered; /* how often, just now */
};

/* One that is entered by wio_context_run.  They hang on the task, since the
 * task leaves them all with each suspend. */
struct wio__context_scope {
	struct wio__context_scope *outer;
	wio_context *context;
};

bool wio__context_valid(const wio_context *context);
void wio__context_scope_free(struct wio__context_scope *scope);
/* A copy of the current context that lies in a zeroed object. */
void wio__context_embed(wio_context *context, struct wio__object *owner);
void wio__context_unembed(wio_context *context);
/* Make it the current one; returns what was, for leave. */
static inline wio_context *wio__context_enter(wio_context *context);
static inline void wio__context_leave(wio_context *before);

/* ---- future.c ---- */

enum wio__state { WIO__PENDING, WIO__FINISHED, WIO__CANCELLED };

struct wio_future {
	struct wio__object object; /* first, as in all that own a context */
	wio_loop *loop;
	struct wio__queue callbacks;
	int result; /* or its error */
	unsigned char state;
	bool unretrieved; /* an error that nobody has looked at */
	struct wio_error *error;
	void *value;
	wio_free_fn *value_free;
};

bool wio__future_valid(const wio_future *future);
void wio__future_init(wio_future *future, enum wio__kind kind, wio_loop *loop);
void wio__future_finish(wio_future *future, enum wio__state state, int result,
                        struct wio_error *owned);
/* Report an error that nobody has looked at: before the last release. */
void wio__future_report(wio_future *future);
void wio__future_fini(wio_future *future);
/* Its outcome as await gives it; looks at it, and leaves its record behind. */
int wio__future_outcome(wio_future *future);
int wio__future_cancel(wio_future *future, const char *message);
/* The same for what may be a task. */
int wio__cancel(wio_future *future, const char *message);

/* ---- callback.c, handle.c ---- */

struct wio__callback;
WIO__IF_LINKED void wio__callback_release(struct wio__callback *callback);
/* What its node runs; and what is told of each that has come to be queued. */
WIO__IF_LINKED void wio__callback_run(struct wio__node *node);
WIO__IF_LINKED void wio__callback_queued(struct wio__node *node);
WIO__IF_LINKED void wio_handle_release(wio_handle *handle);

/* ---- call.c ---- */

/* Call what a program gave to free (or retain) a value of its, if it gave
 * anything.  It cannot wait there. */
void wio__value_call(wio_free_fn *fn, void *value);

/* A pointer that is to be kept must not lead to frames of a task on a shared
 * stack, which will not be there.  what: its name in the message.
 * [0, WIO_ESTACK] */
static inline int wio__keep_check(const void *pointer, const char *what);
int wio__keep_check_slow(const void *pointer, const char *what);

/* An argument, and how it goes. */
struct wio__arg {
	void *pointer;
	wio_free_fn *free;
	size_t size; /* not zero: it is our copy */
};

/* Give it back, once. */
static inline void wio__arg_end(struct wio__arg *arg);
void wio__arg_free(struct wio__arg *arg);

/* What is to be called, by a task or a callback: its argument and context as
 * given by wio_call_options.  Part of an object, which its own context needs. */
struct wio__call {
	wio_context *context; /* given, or its own */
	struct wio__arg arg;
	wio_context own;
};

/* In a zeroed object.  Takes arg over; when it fails, arg is given back.
 * [0, WIO_EINVAL not a context, WIO_ENOMEM, WIO_ESTACK] */
int wio__call_init(struct wio__call *call, struct wio__object *owner, void *arg,
                   const wio_call_options *options);
void wio__call_refuse(void *arg, const wio_call_options *options);
/* The last reference to the object is gone. */
void wio__call_fini(struct wio__call *call);
/* Make its context the current one; before: what was.  [0, WIO_EENTERED] */
int wio__call_enter(struct wio__call *call, wio_context **before);
/* Let go of an object that has a context. */
void wio__owner_release(struct wio__object *owner);

/* ---- task.c, tasks.c, wait.c ---- */

/* What a suspended task waits for. */
enum wio__wait {
	WIO__WAIT_NONE,   /* not started, ready, or running */
	WIO__WAIT_FUTURE, /* waiting_on */
	WIO__WAIT_EVENT   /* a timer or a descriptor: woken by wio__task_wake */
};

/* Something to be called when the task ends: a deferred call, or a scope that
 * is open.  It gets the task's result so far and gives the new one. */
struct wio__defer {
	struct wio__defer *next; /* registered before it */
	int (*call)(struct wio__defer *defer, int r);
	const char *scope; /* what it is called; NULL: a deferred call */
	const char *place; /* of the call that opened it, if that is known */
	int64_t mark;      /* larger than all that were there before */
};

struct wio_task {
	struct wio_future future;
	struct wio__node ready; /* start, wake-up by a future, or by an event */
	struct wio_task *next;  /* all tasks of the loop, in order of creation */
	struct wio_task *previous;
	struct wio__coro *coro;
	struct wio__call call;
	int result;            /* of its code and its deferred calls */
	char *name; /* NULL: "Task-N", made when it is asked for */
	unsigned number;
	int cancels;
	bool must_cancel;
	bool cancel_passed_on; /* cancel went to waiting_on */
	bool cancel_taken;     /* must_cancel was, by the wait in progress */
	bool started;
	bool shares_stack;
	bool queued; /* ready is in a queue */
	unsigned char wait;
	unsigned char refused; /* waits refused because the loop is closed */
	int wake;              /* what the wait returns */
	int masked;            /* running deferred calls */
	struct wio_error *cancel_error; /* the message of the last cancel */
	struct wio_future *waiting_on;
	int *awaited; /* where its result goes, or NULL */
	struct wio__context_scope *scopes; /* contexts entered within it */
	struct wio_error *error;     /* the live record */
	struct wio__defer *defers;
	struct wio__protect *protect; /* the innermost, on its stack */
	struct wio__timer timer;
	size_t high_water; /* of its stack, when it is gone */
	struct wio__node shutdown; /* tells the closing runner that it is done */
	struct wio_task *shutdown_next;
};

int wio__task_new(wio_loop *loop, wio_task **out, wio_fn *fn, void *arg,
                  const wio_task_options *options);
void wio__task_step(struct wio__node *node);
/* Queue a task that waits for an event, with what its wait is to return. */
void wio__task_wake(wio_task *task, int result);
/* End the running task here, with this error: its deferred calls run, its
 * frames are dropped. */
_Noreturn void wio__task_abandon(wio_task *task, int error);
/* Resume for the last time(s) a task whose loop is closed. */
void wio__task_close(wio_task *task);
/* Let it run, in a step or when its loop closes: it gave the host a turn, or its
 * deferred calls are next. */
void wio__task_continue(wio_task *task);
/* Whether the running task may wait: 0 or one of the wait errors. */
int wio__wait_check(void);
/* Suspend it until wio__task_wake; the result given there, or a wait error. */
int wio__wait_event(wio_task *task);

/* ---- defer.c ---- */

void wio__defer_push(wio_task *task, struct wio__defer *defer);
void wio__defer_remove(wio_task *task, struct wio__defer *defer);
/* Call all that there are; the result replaces r where they fail. */
WIO__IF_LINKED int wio__defer_run_all(wio_task *task, int r);

/* ---- throw.c ---- */

/* End the running task by a throw that nothing stops.  Unlike wio__task_abandon
 * it is no place where a task is suspended. */
_Noreturn void wio__task_leave(wio_task *task, int error);
/* Its calls of wio_protect are left for good: a throw is to pass them. */
void wio__protect_drop(wio_task *task);

/* ---- jump.c ---- */

/* setjmp was called for it; and longjmp is about to be. */
void wio__jump_note(const void *env);
void wio__jump_check(const void *env);

/* ---- loop.c ---- */

/* A clock and a script of events over the host's drive, for tests. */
struct wio__clock {
	int64_t (*now)(struct wio__clock *clock);
	/* Nothing is ready: go to deadline or the next event before it, at the
	 * poll of an iteration.  Called with WIO__NEVER as well. */
	void (*advance)(struct wio__clock *clock, wio_loop *loop, int64_t deadline);
	/* Deliver the events that are due. */
	void (*deliver)(struct wio__clock *clock, wio_loop *loop);
	bool (*has_events)(struct wio__clock *clock);
};

struct wio__post;

struct wio_loop {
	struct wio__object object; /* its refs are the atomic ones below */
	atomic_uint refs;
	atomic_uint leaving; /* threads that let go of it and still wake it */
	struct wio__runtime *home; /* of its thread */
	unsigned inner; /* objects of it that still exist; they share one ref */
	bool closed;
	bool active;   /* a run is under way */
	bool stopping; /* leave after this iteration */
	bool debug;
	int leave; /* error that ends the run at once, or 0 */
	struct wio_error *leave_record;
	struct wio__queue ready;
	/*
	 * What this iteration still runs: of what was ready when it began, and then
	 * of the timers that were due then.  Those stay where they are until it is
	 * their turn: a million would be out of every cache before they run.
	 */
	struct wio__queue batch;
	int64_t due_by;
	wio_task *preempted; /* gave the host a turn at a check point */
	struct wio__timers timers;
	uint64_t iteration;
	int64_t clock_read; /* when the clock was last read for timers */
	unsigned clock_skip; /* iterations that may go by before the next reading */
	unsigned clock_skipped;
	struct wio_task *tasks;
	struct wio_task *tasks_last;
	unsigned tickets; /* open */
	unsigned watches; /* descriptors waited for */
	wio_runner *runner; /* whose interrupts it takes */
	atomic_uint interrupts; /* raised, by anyone */
	unsigned interrupts_seen;
	unsigned kills; /* interrupts that raise at the next safe point */
	/* Not zero: something below or above wants a look, at the next safe point:
	 * an interrupt, an error that leaves, a post, the end.  So that there is
	 * one thing to test. */
	atomic_bool attention;
	_Atomic(struct wio__post *) posts; /* newest first */
	wio_exception_handler *handler;
	void *handler_arg;
	bool reporting; /* the handler is running */
	struct wio__clock *clock;
	struct wio__shared *stack; /* of its tasks with shared_stack; or NULL */
	void *host;                /* the host's own */
};

bool wio__loop_valid(const wio_loop *loop);
void wio__loop_hold(wio_loop *loop); /* one inner reference */
void wio__loop_drop(wio_loop *loop);
static inline void wio__loop_ready(wio_loop *loop, struct wio__node *node)
{
	wio__queue_push(&loop->ready, node);
}

/* For drives: when the next step is due by the host's clock: 0 at once,
 * WIO__NEVER only when something happens. */
int64_t wio__loop_next_slow(const wio_loop *loop);
static inline int64_t wio__loop_next(const wio_loop *loop)
{
	return loop->ready.first ? 0 : wio__loop_next_slow(loop);
}
static inline bool wio__loop_attention(const wio_loop *loop)
{
	return atomic_load_explicit(&((wio_loop *)(uintptr_t)loop)->attention,
	                            memory_order_relaxed);
}
static inline void wio__loop_attend(wio_loop *loop)
{
	atomic_store_explicit(&loop->attention, true, memory_order_release);
}
/* One iteration; after a preemption, the rest of one. */
void wio__loop_step(wio_loop *loop);
/* Something outside holds on to it and may still wake it. */
bool wio__loop_can_wake(const wio_loop *loop);
/* A descriptor is ready, or failed. */
WIO__IF_LINKED void wio__watch_ready(struct wio__watch *watch, int result);

int64_t wio__loop_now(const wio_loop *loop);
/* Timers are set by this: one may be due, but not of this batch. [0, WIO_ENOMEM] */
int wio__loop_set_timer(wio_loop *loop, struct wio__timer *timer);

/* Ends a run when a future is done. */
struct wio__stop {
	struct wio__node node;
	wio_loop *loop;
	wio_future *future;
	bool queued;
	bool owned; /* by the queue: freed when it has run */
};
int wio__loop_run(wio_loop *loop, wio_future *until, struct wio__stop *stop);
/* As wio_loop_run_until_complete, for who has checked that it may. */
int wio__loop_run_until(wio_loop *loop, wio_future *future);
/* Whether a run may begin here, as far as the host goes.  [0, WIO_ENOSUSPEND] */
int wio__loop_check_drive(const char *who);
/* Let go of what is ready and will not run: the loop is closed. */
void wio__loop_drop_ready(wio_loop *loop);
/* End the run at once with this error, whose record is retained. */
void wio__loop_leave(wio_loop *loop, int error, struct wio_error *record);

/* ---- post.c ---- */

/* For loops that have any. */
WIO__IF_LINKED void wio__posts_take(wio_loop *loop);
/* Those that came when it was closed already. */
WIO__IF_LINKED void wio__posts_drop(wio_loop *loop);
/* Close all that are open on a loop. */
WIO__IF_LINKED void wio__tickets_revoke(wio_loop *loop);
WIO__IF_LINKED void wio__tickets_free(void);

/* ---- report.c ---- */

void wio__report(wio_loop *loop, enum wio_report_kind kind, const char *message,
                 int code, const wio_error *error, wio_task *task,
                 wio_future *future);
/* One readable block in the host's log. */
void wio__report_log(const wio_report *report);
/* What became of a callback's result. */
void wio__callback_result(wio_loop *loop, int result, wio_future *future);
/* An error that leaves the run at once: WIO_EINTERRUPTED, WIO_EEXIT. */
static inline bool wio__leaves(int result)
{
	return result == WIO_EINTERRUPTED || result == WIO_EEXIT;
}

/* ---- runner.c (more in runner.h), interrupt.c ---- */

enum wio__runner_state { WIO__CREATED, WIO__INITIALIZED, WIO__ENDED };

struct wio_runner {
	struct wio__object object;
	enum wio__runner_state state;
	wio_runner_options options;
	wio_loop *loop;
	wio_context *context;
	wio_task *main;     /* of the run under way */
	atomic_bool running; /* interrupts are taken */
	bool closing;        /* each of them then raises */
	unsigned interrupts; /* of this run */
	unsigned interrupts_before; /* of the loop, when the run began */
	unsigned interrupts_kept; /* strict: they came when main was done */
	unsigned listeners; /* wio_run, and in it run or close */
	wio_runner *outer; /* whose run was under way before */
	/* what close needs, so that it cannot fail for want of memory */
	struct wio_future phase;
	struct wio__node phase_node;
	struct wio__stop phase_stop[3];
	size_t shutdown_left; /* tasks that close still waits for */
	wio_task *shutdown_first;
	struct wio__timer deadline; /* strict */
	struct wio__timer again;
	bool late;
};

/* Act on interrupts that were raised since; at safe points. */
void wio__interrupts_take_slow(wio_loop *loop);
static inline void wio__interrupts_take(wio_loop *loop)
{
	if (wio__loop_attention(loop))
		wio__interrupts_take_slow(loop);
}

enum wio__event {
	WIO__EVENT_RUN,
	WIO__EVENT_DONE,
	WIO__EVENT_ITERATION,
	WIO__EVENT_START,
	WIO__EVENT_RESUME,
	WIO__EVENT_SUSPEND,
	WIO__EVENT_END,
	WIO__EVENT_CANCEL,
	WIO__EVENT_REPORT, /* value: the address of the wio_report */
	WIO__EVENT_CLOSE,
	WIO__EVENT_CLOSED,
	WIO__EVENT_DEADLOCK
};

enum { WIO__ERROR_TABLES = 32 };

/* The one thread-local: all that is not an object. */
struct wio__runtime {
	wio_loop *stepping; /* whose step is on this stack */
	wio_task *task;     /* that is running */
	wio_context *context;
	wio_context *first_context; /* of the thread, outside everything */
	struct wio_error *error;    /* live record outside tasks */
	wio_runner *running;        /* whose run is under way */
	/* Of programs; kept while the thread lives, so not on the heap. */
	struct wio__error_table {
		const wio_error_entry *entries;
		size_t count;
	} error_tables[WIO__ERROR_TABLES];
	size_t error_table_count;
	unsigned long long vars_made;
	unsigned tasks_named; /* Task-1, Task-2, ... */
	int64_t marks;          /* of deferred calls and scopes, so far */
	struct wio__gone *gone; /* objects, in debug mode (misuse.c) */
	struct wio__clock *clock; /* that new loops get; tests */
	bool share_stacks; /* as if all tasks were made with shared_stack; tests */
	int locked;     /* in a call that must not be torn apart */
	bool reading;   /* a task waits in wio_stdin_read */
	unsigned users; /* runners and loops; at 0 the caches are freed */
	struct wio__ticket *tickets;
	uint32_t ticket_room;
	uint32_t ticket_free; /* first free slot, from 1 */
};

extern _Thread_local struct wio__runtime wio__rt;

static inline wio_context *wio__context_enter(wio_context *context)
{
	wio_context *before = wio__rt.context;
	context->entered++;
	wio__rt.context = context;
	return before;
}

static inline void wio__context_leave(wio_context *before)
{
	wio__rt.context->entered--;
	wio__rt.context = before;
}

static inline void wio__arg_end(struct wio__arg *arg)
{
	if (arg->free || arg->size)
		wio__arg_free(arg);
}

static inline int wio__keep_check(const void *pointer, const char *what)
{
	const wio_task *task = wio__rt.task;
	return task && task->shares_stack ? wio__keep_check_slow(pointer, what) : 0;
}

/* Around calls of a program's functions in the middle of our own work: they can
 * neither wait nor be ended there. */
static inline void wio__lock(void)
{
	wio__rt.locked++;
	wio__coro_host_depth++;
}

static inline void wio__unlock(void)
{
	wio__coro_host_depth--;
	wio__rt.locked--;
}

/* Told of everything that the loop does: defined by tests and tools, if at all. */
__attribute__((weak)) void wio__trace_call(enum wio__event event, wio_task *task,
                                           int64_t value);
static inline void wio__trace(enum wio__event event, wio_task *task, int64_t value)
{
	if (wio__trace_call)
		wio__trace_call(event, task, value);
}

void wio__runtime_enter(void);
void wio__runtime_leave(void);

#endif
