// SPDX-License-Identifier: MIT
/*
 * The border to JavaScript: what border.js calls, and what it is told.  Values are C's
 * own structs, which it reads and writes where they lie.
 */
#include <emscripten/em_macros.h>
#include <stdlib.h>
#include <string.h>

#include "call/border.h"
#include "call/calls.h"
#include "core/error.h"
#include "core/memory.h"
#include "host.h"
#include "pump.h"
#include "threads.h"
#include "wasyncio/error.h"
#include "wasyncio/future.h"
#include "wasyncio/loop.h"

_Static_assert(sizeof(wio_value) == 16 && offsetof(wio_value, integer) == 8 &&
                   sizeof(enum wio_kind) == 4,
               "border.js knows where all of a value lies");
_Static_assert(offsetof(struct wio__answer, id) == 16 && sizeof(struct wio__answer) == 32,
               "and of an answer");

/* What border.js gives us. */
extern void wio__web_border(void);
extern int wio__web_take(wio_call *call, const wio_value *result);
extern int wio__web_item(wio_call *call, const wio_value *item);
extern void wio__web_progress(wio_call *call, double part);
extern void wio__web_end(wio_call *call, int r, const char *failure, size_t size,
                         bool timed_out);
extern void wio__web_closed(wio_runner *runner, int r, const char *failure, size_t size);
extern void wio__web_main_ended(int status);
extern void wio__web_look(void);
extern int wio__web_call(wio_call *of, const char *name, size_t count, const wio_value *args,
                         struct wio__answer *answer);
extern void wio__web_js(void);
extern void wio__web_settle(uint32_t id, uint32_t low, uint32_t high);
extern int wio__web_answer(uint32_t id, struct wio__answer *answer);
extern bool wio__web_abort(uint32_t id, bool join);
extern void wio__web_forget(uint32_t host);
extern void wio__web_wake(double delay);

/* What border.js calls. */
EMSCRIPTEN_KEEPALIVE void *wio__web_room(size_t size);
EMSCRIPTEN_KEEPALIVE const char *wio__web_name(size_t i, bool variable);
EMSCRIPTEN_KEEPALIVE wio_runner *wio__web_open(void);
EMSCRIPTEN_KEEPALIVE wio_call *wio__web_start(wio_runner *runner, const char *name,
                                              wio_value *args, size_t count,
                                              size_t vars, double timeout, int wants);
EMSCRIPTEN_KEEPALIVE const char *wio__web_failure(void);
EMSCRIPTEN_KEEPALIVE int wio__web_interrupt_call(wio_call *call);
EMSCRIPTEN_KEEPALIVE void wio__web_cancel_call(wio_call *call);
EMSCRIPTEN_KEEPALIVE void wio__web_ask(wio_call *call, uint32_t more);
EMSCRIPTEN_KEEPALIVE int wio__web_close(wio_runner *runner);
EMSCRIPTEN_KEEPALIVE void wio__web_settled(uint32_t low, uint32_t high);
EMSCRIPTEN_KEEPALIVE void wio__web_exit(int status);

/* Its JavaScript is linked. */
void wio__border_open(void)
{
	wio__web_border();
}

/* ---- its runners ---- */

struct runner {
	struct runner *next;
	wio_runner *runner;
	struct wio__pump pump;
	unsigned calls; /* in flight */
	bool closing;
};

static struct runner *runners;

/* The host is asked for a turn anyway, by the call of border.js. */
static struct runner *find(const wio_runner *runner)
{
	struct runner *each = runners;
	while (each && each->runner != runner)
		each = each->next;
	return each;
}

wio_runner *wio__web_open(void)
{
	struct runner *runner = wio__shared_zalloc(sizeof *runner);
	if (!runner || wio_runner_new(&runner->runner, NULL) < 0) {
		free(runner);
		return NULL;
	}
	runner->next = runners;
	runners = runner;
	return runner->runner;
}

static double sooner(double a, double b)
{
	if (a >= 0 && b >= 0)
		return a < b ? a : b;
	return a > b ? a : b;
}

static void drop(struct runner *runner)
{
	struct runner **at = &runners;
	while (*at != runner)
		at = &(*at)->next;
	*at = runner->next;
	free(runner);
}

double wio__pumps_turn(double next)
{
	/* In a turn functions of the host may make more of them, in front. */
	for (struct runner *runner = runners, *behind; runner; runner = behind) {
		double own = WIO__NOTHING;
		if (runner->calls || runner->closing)
			own = wio__pump_turn(&runner->pump);
		/* What is left between calls is for the next. */
		if (runner->calls || runner->closing)
			next = sooner(next, own);
		behind = runner->next;
		if (runner->pump.over)
			drop(runner);
	}
	return next;
}

void wio__pumps_look(void)
{
	wio__web_look();
}

void wio__pumps_over(struct wio__pump *pump)
{
	wio__loop_pump(pump->loop, pump->verdict);
}

/* ---- errors, as text that is read at once ---- */

static char *failure;

static size_t write_failure(int code, const wio_error *error)
{
	const size_t size = wio__failure_format(code, error, NULL, 0);
	free(failure);
	failure = wio__shared_zalloc(size + 1);
	if (!failure)
		return 0;
	wio__failure_format(code, error, failure, size);
	return size;
}

/* Why the last call here was refused. */
static int refused;

const char *wio__web_failure(void)
{
	write_failure(refused, wio_last_error());
	return failure;
}

/* ---- calls ---- */

/* What it is there: border.js parses it, and says what it could not. */
static int taken(int r, const char *who)
{
	return r == WIO_EINVAL ? wio_raise(r, "%s: a text is no JSON", who) : r;
}

static int take(wio_call *call, wio_value value)
{
	return taken(wio__web_take(call, &value), "wio_call_return");
}

static int item(wio_call *call, wio_value value)
{
	return taken(wio__web_item(call, &value), "wio_call_yield");
}

static void end(wio_call *call, int r, const wio_error *error)
{
	struct runner *runner = find(call->of_caller);
	const size_t size = r < 0 ? write_failure(r, error) : 0;
	runner->calls--;
	wio__web_end(call, r, failure, size, call->timed_out);
}

/* border.js writes all of it. */
void *wio__web_room(size_t size)
{
	return wio__refused(size) ? NULL : malloc(size);
}

const char *wio__web_name(size_t i, bool variable)
{
	return variable ? wio__contextvar_export_name(i) : wio_export_name(i);
}

enum { WANTS_PROGRESS = 1, WANTS_ITEMS = 2 };

/* Milliseconds; what is longer never comes. */
static const double LONGEST = 9e12;

static const struct wio__caller callers[] = {
    {take, NULL, NULL, end},
    {take, wio__web_progress, NULL, end},
    {take, NULL, item, end},
    {take, wio__web_progress, item, end},
};

wio_call *wio__web_start(wio_runner *of, const char *name, wio_value *args, size_t count,
                         size_t vars, double timeout, int wants)
{
	struct runner *runner = find(of);
	const wio__export *to = wio__export_find(name);
	wio_call *call = runner && to ? wio__shared_zalloc(sizeof *call) : NULL;
	if (!call) {
		refused = WIO_ENOMEM;
		free(args);
		return NULL;
	}
	call->caller = &callers[wants & (WANTS_PROGRESS | WANTS_ITEMS)];
	call->of_caller = of;
	call->to = to;
	call->block = args;
	call->args = args;
	call->count = count;
	call->vars = vars;
	call->timeout = timeout < LONGEST ? (int64_t)(timeout * 1e6) : 0;
	refused = wio__call_start(call, of, NULL);
	if (refused < 0)
		return NULL;
	if (!runner->pump.loop) {
		wio_runner_get_loop(of, &runner->pump.loop);
		wio__loop_pump(runner->pump.loop, 0);
	}
	runner->calls++;
	return call;
}

int wio__web_interrupt_call(wio_call *call)
{
	int r = wio_task_interrupt(call->task);
	return r > 0 ? r : 0;
}

void wio__web_cancel_call(wio_call *call)
{
	call->left = true;
	wio_task_cancel(call->task, NULL);
}

void wio__web_ask(wio_call *call, uint32_t more)
{
	wio__pump_hush(true);
	wio__call_ask(call, more);
	wio__pump_hush(false);
}

/* ---- the end ---- */

/* On a coroutine of its own, for it waits. */
static int close_it(void *arg)
{
	struct runner *runner = arg;
	int r = wio_runner_close(runner->runner);
	const size_t size = r < 0 ? write_failure(r, wio_last_error()) : 0;
	wio__web_closed(runner->runner, r, failure, size);
	wio_runner_free(runner->runner);
	return 0;
}

/* [0, WIO_ERUNNING it is under way, or this is a call of the program's, WIO_ENOMEM] */
int wio__web_close(wio_runner *of)
{
	enum { STACK = 16 * 1024 };
	struct runner *runner = find(of);
	if (!runner || runner->closing || wio_get_running_loop())
		return WIO_ERUNNING;
	int r = wio__pump_begin(&runner->pump, STACK, close_it, runner);
	if (r < 0)
		return r;
	runner->closing = true;
	runner->pump.loop = NULL;
	wio__web_wake(0);
	return 0;
}

int wio__pumps_main_ended(int status)
{
	wio__web_main_ended(status);
	return status;
}

void wio__web_exit(int status)
{
	exit(status);
}

/* ---- functions of JavaScript ---- */

int wio__border_call(const char *name, size_t count, const wio_value *args,
                     struct wio__answer *answer)
{
	int r = wio__web_check_thread("wio_host_call");
	return r < 0 ? r : wio__web_call(wio__call_running(), name, count, args, answer);
}

/* Its JavaScript is linked. */
int wio__border_js(const char *name)
{
	wio__web_js();
	return wio__web_check_thread(name);
}

void wio__border_settle(uint32_t id, uint64_t ticket)
{
	wio__web_settle(id, (uint32_t)ticket, (uint32_t)(ticket >> 32));
}

int wio__border_take(uint32_t id, struct wio__answer *answer)
{
	return wio__web_answer(id, answer);
}

bool wio__border_abort(uint32_t id, bool join)
{
	return wio__web_abort(id, join);
}

void wio__web_settled(uint32_t low, uint32_t high)
{
	/* It may be too late, and then nobody minds. */
	wio_ticket_complete((uint64_t)high << 32 | low, 0);
}

void wio__host_forget(unsigned error)
{
	wio__web_forget(error);
}
