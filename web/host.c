// SPDX-License-Identifier: MIT
/*
 * The web as a host: JavaScript owns the outer loop and calls wio__web_step,
 * once a turn.  A step is never suspended itself.  It resumes tasks, and main,
 * which runs on a coroutine of its own so that a run may suspend it:
 *
 *     index.mjs: turn ---> wio__web_step ---> wio__loop_step ---> a task
 *                   ^            |
 *                   |            +----------> main ---> wio_run
 *                   |                                      |
 *                   +---------- suspended until the run is over
 */
#include <emscripten/em_macros.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <wasi/api.h>

#include "core/format.h"
#include "coro.h"
#include "host.h"
#include "pump.h"
#include "threads.h"
#include "wasyncio/error.h"
#include "wasyncio/loop.h"
#include "wasyncio/runner.h"

_Static_assert(EPIPE == 64 && ENOSPC == 51 && EDQUOT == 19 && EFBIG == 22 &&
                   EISDIR == 31 && ECONNRESET == 15 && EBADF == 8 && EIO == 29 &&
                   EAGAIN == 6 && sizeof(struct iovec) == 8 &&
                   sizeof(__wasi_fdstat_t) == 24 &&
                   __WASI_FILETYPE_CHARACTER_DEVICE == 2,
               "library.js knows these");

/* What library.js gives us. */
extern double wio__web_now(void); /* milliseconds */
extern void wio__web_log(const char *text, size_t size);
/* Not by getenv, which would bring the environment into every program. */
extern bool wio__web_env(const char *name);
/* Where host frames are counted, and where a write says that whoever reads it
 * has enough for now. */
extern void wio__web_boot(int *host_depth, int *full);
/* argv, each with its NUL; the size that takes. */
extern size_t wio__web_args(char *to, size_t room);
/* Ask for a turn after so many milliseconds: 0 as soon as the host has had its
 * own; IDLE when it is woken; ALONE the same, but nothing is known that could do
 * that, so that the host is not kept alive for it. */
extern void wio__web_wake(double delay);
extern void wio__web_sigint(bool take);
/* What index.mjs calls. */
EMSCRIPTEN_KEEPALIVE int wio__web_step(bool last, double now);
EMSCRIPTEN_KEEPALIVE int wio__web_interrupt(void);
EMSCRIPTEN_KEEPALIVE const char *wio__web_suspect(void);

/* A turn goes on for so long while tasks are ready. */
static const int64_t budget = WIO_MS(4);
/* Code that computes for so long owes the host a turn: half a frame. */
static const int64_t slice = WIO_MS(8);

_Thread_local unsigned wio__host_hops;

static bool in_step;
static bool woken; /* in this step, a loop whose turn may have been before */
static bool hushed; /* whoever wakes a loop asks for the turn, too */
static int64_t turn_began;
static int sink_full; /* the turn is to end: index.mjs waits before the next */

int64_t wio__host_now(void)
{
	return (int64_t)(wio__web_now() * 1e6);
}

void wio__host_log(const char *text, size_t size)
{
	wio__web_log(text, size);
}

bool wio__host_env(const char *name)
{
	return wio__web_env(name);
}

int wio__host_open(wio_loop *loop)
{
	if (wio__is_linked(wio__loop_show))
		wio__loop_show(loop);
	return 0;
}

void wio__host_close(wio_loop *loop)
{
	if (wio__is_linked(wio__loop_hide))
		wio__loop_hide(loop);
}

void wio__host_wake(wio_loop *loop)
{
	if (wio__web_wake_afar())
		return;
	/* The step in progress says itself when it wants to be called again. */
	if (in_step)
		woken |= loop != wio_get_running_loop();
	else if (!hushed)
		wio__web_wake(WIO__SOON);
}

void wio__pump_hush(bool on)
{
	hushed = on;
}

bool wio__host_look(wio_loop *loop)
{
	(void)loop;
	static int64_t looked;
	int64_t now = wio__host_now();
	/* Looks are a millisecond apart, unless the clock stands still. */
	bool stands = now == looked;
	looked = now;
	if (wio__is_linked(wio__pumps_look))
		wio__pumps_look();
	return stands || now - turn_began >= slice;
}

/* ---- main ---- */

int __main_argc_argv(int argc, char **argv) __attribute__((weak));
int __main_void(void) __attribute__((weak));

static bool has_main(void)
{
	return __main_argc_argv || __main_void;
}

/* What the linker gave main for a stack; a coroutine's own is as large. */
extern char __stack_low, __stack_high;

static struct wio__pump first; /* main's */
static _Thread_local struct wio__pump *driver; /* whose coroutine runs */
static bool is_last; /* after this turn the host has nothing more to do */

/* argv in one block: the pointers, then the texts. */
static char **make_argv(int *argc)
{
	size_t size = wio__web_args(NULL, 0);
	char *texts = malloc(size + 1);
	if (!texts)
		return NULL;
	wio__web_args(texts, size);
	texts[size] = '\0';
	int n = 0;
	for (size_t i = 0; i < size; i += strlen(texts + i) + 1)
		n++;
	char **argv = malloc(((size_t)n + 1) * sizeof *argv);
	if (!argv)
		return NULL;
	*argc = n;
	for (int i = 0; i < n; i++, texts += strlen(texts) + 1)
		argv[i] = texts;
	argv[n] = NULL;
	return argv;
}

static _Noreturn void fail(const char *text)
{
	wio__host_log(text, strlen(text));
	abort();
}

static int root_entry(void *unused)
{
	(void)unused;
	int argc = 0;
	char **argv = NULL;
	if (__main_argc_argv && !(argv = make_argv(&argc)))
		fail("wasyncio: no memory for the arguments of main\n");
	int status = __main_argc_argv ? __main_argc_argv(argc, argv) : __main_void();
	/* What can be called lives on. */
	if (wio__is_linked(wio__pumps_main_ended))
		return wio__pumps_main_ended(status);
	/* It leaves by an exception of the host's. */
	exit(status);
}

int wio__pump_begin(struct wio__pump *pump, size_t size, wio__coro_entry *entry, void *arg)
{
	if (size < wio__coro_smallest)
		size = wio__coro_smallest;
	return wio__coro_create(&pump->root, size, entry, arg);
}

static void boot(void)
{
	wio__web_boot(&wio__coro_host_depth, &sink_full);
	if (!has_main()) {
		if (!wio__is_linked(wio__pumps_main_ended))
			fail("wasyncio: the program has no main\n");
		first.over = true;
		return;
	}
	if (wio__pump_begin(&first, (size_t)(&__stack_high - &__stack_low), root_entry, NULL) < 0)
		fail("wasyncio: no memory for the stack of main\n");
}

/* Start what drives it, or go on with it after a run. */
static void go_on(struct wio__pump *pump)
{
	driver = pump;
	enum wio__coro_state state = wio__coro_resume(pump->root);
	driver = NULL;
	if (state == WIO__CORO_ENDED) {
		pump->over = true;
		wio__coro_destroy(pump->root);
		pump->root = NULL;
	} else if (state != WIO__CORO_SUSPENDED) {
		char text[160];
		wio__format(text, sizeof text,
		            "wasyncio: main overflowed its stack of %zu bytes (high "
		            "water %zu): link with a larger -sSTACK_SIZE\n",
		            wio__coro_size(pump->root), wio__coro_high_water(pump->root));
		fail(text);
	}
}

bool wio__host_can_drive(void)
{
	return driver && wio__coro_can_suspend();
}

int wio__host_drive(wio_loop *loop)
{
	struct wio__pump *pump = driver;
	pump->loop = loop;
	int r = wio__coro_suspend();
	pump->loop = NULL;
	return r < 0 ? r : pump->verdict;
}

/* ---- steps ---- */

/* Milliseconds until a time, never too few. */
static double until(int64_t when, int64_t now)
{
	int64_t left = when - now;
	return (double)(left / WIO_MS(1) + (left % WIO_MS(1) > 0));
}

static int64_t due(const struct wio__pump *pump)
{
	return pump->loop ? wio__loop_next(pump->loop) : WIO__OVER;
}

double wio__pump_turn(struct wio__pump *pump)
{
	/* The clock costs as much as some tasks that only yield, so it is read after
	 * more and more of them; not after ever more, or a program that slows down
	 * holds the host. */
	enum { FEW = 8, LAP = 128, STILL = 256 };
	unsigned lap = FEW, left = lap;
	int still = 0; /* laps within which the clock has not moved */
	int64_t next = due(pump);
	for (;;) {
		if (next == WIO__NEVER) {
			if (wio__loop_can_wake(pump->loop, false))
				return WIO__IDLE;
			/* What JavaScript may do later, nobody knows while the host lives. */
			if (wio__loop_can_wake(pump->loop, !is_last))
				return WIO__ALONE;
			is_last = false; /* main may ask the host for something yet */
			pump->verdict = WIO_EDEADLK;
			next = WIO__OVER;
		}
		if (next == WIO__OVER) {
			if (pump->root)
				go_on(pump);
			else if (wio__is_linked(wio__pumps_over))
				wio__pumps_over(pump);
			pump->verdict = 0;
			if (pump->over)
				return WIO__NOTHING;
			next = due(pump);
			continue;
		}
		if (next > 0) {
			int64_t now = wio__host_now();
			if (next > now)
				return until(next, now);
		}
		unsigned *room = wio__loop_room(pump->loop);
		*room = left;
		next = wio__loop_step(pump->loop);
		if (next == WIO__TURN || sink_full)
			return 0;
		/* It may have run nothing. */
		left = *room < left ? *room : left - 1;
		if (left == 0) {
			int64_t took = wio__host_now() - turn_began;
			if (took >= budget || (!took && ++still == STILL))
				return 0;
			if (lap < LAP)
				lap *= 2;
			left = lap;
		}
	}
}

/* As many iterations as fit into a turn. */
static double turn(void)
{
	if (!first.root && !first.over)
		boot();
	double next = WIO__NOTHING;
	if (!first.over)
		next = wio__pump_turn(&first);
	return wio__is_linked(wio__pumps_turn) ? wio__pumps_turn(next) : next;
}

/*
 * One turn, which asks for the next.  last: the host has nothing else left, and
 * ends when the program does not go on.  now: milliseconds, if who calls has just
 * looked.  [0, WIO_EREENTRANT]  The end of the program is an exception that comes
 * out of here.
 */
int wio__web_step(bool last, double now)
{
	if (in_step)
		return WIO_EREENTRANT;
	in_step = true;
	woken = false;
	sink_full = 0;
	is_last = last;
	wio__host_hops++;
	turn_began = now > 0 ? (int64_t)(now * 1e6) : wio__host_now();
	wio__coro_note_outer();
	double next = turn();
	in_step = false;
	if (woken && (next < 0 || next > 0))
		next = WIO__SOON;
	wio__web_wake(next);
	return 0;
}

static const char *suspect(void)
{
	static char text[240];
	struct wio__coro *co = driver ? driver->root : NULL;
	const char *task = wio__task_running(&co);
	if (!co)
		return "";
	const size_t size = wio__coro_size(co);
	const size_t high = wio__coro_high_water(co);
	/* A stack that is not full has nothing to do with it. */
	if (high + 128 > size)
		wio__format(text, sizeof text,
		            " (%s%s%s overflowed its stack of %zu bytes, high water "
		            "%zu: give it more by %s)",
		            task ? "task '" : "main", task ? task : "",
		            task ? "'" : "", size, high,
		            task ? "wio_task_options.stack_size" : "-sSTACK_SIZE");
	else
		wio__format(text, sizeof text, " (in %s%s%s)", task ? "task '" : "main",
		            task ? task : "", task ? "'" : "");
	return text;
}

/* What a trap hit, as part of a sentence. */
const char *wio__web_suspect(void)
{
	wio__coro_dead();
	return suspect();
}

/* ---- interrupts ---- */

/* Before the first run, whose they are. */
static int early;
static bool was_run;

/* [which one of its run it is, from 1; 0: there is nothing to interrupt] */
int wio__web_interrupt(void)
{
	if (!was_run)
		return first.over || !has_main() ? 0 : ++early;
	int n = wio_interrupt(NULL);
	return n > 0 ? n : 0;
}

static int takers;

void wio__host_take_interrupts(wio_runner *runner,
                               const struct wio__interrupts *how)
{
	(void)how;
	if (takers++ == 0)
		wio__web_sigint(true);
	was_run = true;
	for (; early > 0; early--)
		wio_interrupt(runner);
}

void wio__host_leave_interrupts(wio_runner *runner)
{
	(void)runner;
	if (--takers == 0)
		wio__web_sigint(false);
}

int wio__host_interrupted_status(void)
{
	return 130;
}

int wio__host_terminated_status(void)
{
	return 143;
}
