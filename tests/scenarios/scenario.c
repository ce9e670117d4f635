// SPDX-License-Identifier: MIT
#include "core/clock.h"
#include "core/closing.h"
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "core/trace.h"
#include "host.h"
#include "scenario.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "play.h"

/* ---- the trace ---- */

enum { ITERATION_LIMIT = 2000 };

static bool frozen; /* after "hang", or because nobody reads it */
static bool is_strict;
static const struct watch *watch;
static wio_fn *on_run;

static void emit(const char *format, ...) WIO_PRINTF(1, 2);

static void emit(const char *format, ...)
{
	if (frozen)
		return;
	va_list args;
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

void trace_line(const char *label, ...)
{
	if (frozen)
		return;
	printf("trace %s", label);
	va_list values;
	va_start(values, label);
	for (const char *v; (v = va_arg(values, const char *)) != NULL;)
		printf(" %s", v);
	va_end(values);
	putchar('\n');
}

const char *num(long long n)
{
	static char text[8][24];
	static unsigned next;
	char *t = text[next++ % 8];
	snprintf(t, sizeof text[0], "%lld", n);
	return t;
}

static const wio_error_entry python_errors[] = {
    {VALUE_ERROR, "ValueError", "value"},
    {ZERO_DIVISION_ERROR, "ZeroDivisionError", "division by zero"},
    {RUNTIME_ERROR, "RuntimeError", "runtime"},
    {KEY_ERROR, "KeyError", "key"},
    {OS_ERROR, "OSError", "os"},
};

const char *exc(int code)
{
	switch (code) {
	case WIO_ECANCELED:
		return "CancelledError";
	case WIO_EINTERRUPTED:
		return "KeyboardInterrupt";
	case WIO_EEXIT:
		return "SystemExit";
	case WIO_EGROUP:
		return "ExceptionGroup";
	case WIO_ETIMEDOUT:
		return "TimeoutError";
	case WIO_ELOOKUP:
		return "LookupError";
	case WIO_EINVAL:
		return "ValueError";
	case WIO_ENOMEM:
		return "MemoryError";
	case WIO_EBROKEN:
		return "BrokenBarrierError";
	case WIO_EEMPTY:
		return "QueueEmpty";
	case WIO_EFULL:
		return "QueueFull";
	case WIO_ESHUTDOWN:
		return "QueueShutDown";
	case WIO_ECLOSED:
	case WIO_EOTHERLOOP:
	case WIO_ERUNNING:
	case WIO_ENOTRUNNING:
	case WIO_ESTOPPED:
	case WIO_ESTATE:
	case WIO_EENTERED:
	case WIO_EBUSY:
		return "RuntimeError";
	default:
		break;
	}
	return code < 0 ? wio_strerror_name(code) : num(code);
}

const char *err(const wio_error *error)
{
	return error ? exc(wio_error_code(error)) : "-";
}

const char *why(const wio_error *error)
{
	return error && error->message ? error->message : "-";
}

static const char *exc_in_task(int code)
{
	if (code == WIO_ECLOSED)
		return "GeneratorExit";
	/* Of a task that waits for itself. */
	return code == WIO_EINVAL ? "RuntimeError" : exc(code);
}

static void hang(void)
{
	emit("hang");
	frozen = true;
}

/* ---- who waits for whom ---- */

enum { DEEPEST = 16, MOST = 64 };

struct pair {
	const char *waiter;
	const char *awaited;
};

static const char *name_of(const wio_call_graph_entry *entry)
{
	return entry->task ? wio_task_name(entry->task) : "future";
}

static int in_order(const void *a, const void *b)
{
	const struct pair *p = a, *q = b;
	int order = strcmp(p->waiter, q->waiter);
	return order ? order : strcmp(p->awaited, q->awaited);
}

void trace_awaits(wio_future *future)
{
	wio_call_graph_entry entries[MOST];
	const char *path[DEEPEST];
	struct pair pairs[MOST];
	size_t n = 0;
	const int count = wio_call_graph(future, entries, MOST);
	for (int i = 0; i < count && i < MOST; i++) {
		const wio_call_graph_entry *entry = &entries[i];
		path[entry->depth] = name_of(entry);
		if (i > 0)
			pairs[n++] = (struct pair){path[entry->depth],
			                           path[entry->depth - 1]};
	}
	qsort(pairs, n, sizeof *pairs, in_order);
	for (size_t i = 0; i < n; i++) {
		/* It may wait in two ways, as a group's opener does. */
		if (i == 0 || in_order(&pairs[i - 1], &pairs[i]) != 0)
			trace("awaits", pairs[i].waiter, "for", pairs[i].awaited);
	}
}

/* An iteration is about to deliver its events. */
static void iterate(int64_t time)
{
	wio_loop *loop = wio__rt.stepping;
	if (loop->iteration > ITERATION_LIMIT) {
		hang();
		wio__loop_leave(loop, WIO_EDEADLK, NULL);
		if (watch)
			watch->endless();
	} else {
		emit("iter %llu %lld", (unsigned long long)loop->iteration,
		     (long long)time);
	}
}

static void emit_report(const wio_report *report)
{
	static const char *const kinds[] = {
	    [WIO_REPORT_CALLBACK] = "callback",
	    [WIO_REPORT_NEVER_RETRIEVED] = "never-retrieved",
	    [WIO_REPORT_PENDING] = "pending",
	    [WIO_REPORT_SHUTDOWN] = "shutdown",
	    [WIO_REPORT_ORPHAN] = "orphan",
	    [WIO_REPORT_HANDLER] = "handler",
	    [WIO_REPORT_UNCLOSED] = "unclosed",
	    [WIO_REPORT_USER] = "other",
	    [WIO_REPORT_SHIELDED] = "shielded",
	    [WIO_REPORT_SLOW] = "slow",
	    [WIO_REPORT_GENERATOR] = "generator",
	    [WIO_REPORT_GENERATOR_LATE] = "generator-late",
	    [WIO_REPORT_MISUSE] = "misuse",
	};
	wio_task *task = report->task;
	/* Of a callback asyncio says only that. */
	if (!task && report->kind != WIO_REPORT_CALLBACK && report->future && report->future->object.kind == WIO__TASK)
		task = (wio_task *)report->future;
	emit("report %s %s %s", kinds[report->kind], task ? wio_task_name(task) : "-",
	     report->code ? exc(report->code) : "-");
}

void wio__trace_call(enum wio__event event, wio_task *task, int64_t value)
{
	if (!wio__rt.clock)
		return; /* between plays */
	const char *name = task ? wio_task_name(task) : "-";
	const int code = (int)value;
	/* What asyncio itself runs as tasks is not in its trace either. */
	if (strcmp(name, WIO__CLOSING_NAME) == 0)
		return;
	switch (event) {
	case WIO__EVENT_RUN:
		emit("run");
		if (on_run) {
			wio_fn *fn = on_run;
			on_run = NULL;
			fn(NULL);
		}
		break;
	case WIO__EVENT_DONE:
		emit("done %s", exc(code));
		break;
	case WIO__EVENT_CLOSE:
		emit("close");
		break;
	case WIO__EVENT_CLOSED:
		if (code < 0)
			emit("closed %s", exc(code));
		else
			emit("closed");
		break;
	case WIO__EVENT_ITERATION:
		iterate(value);
		break;
	case WIO__EVENT_START:
		/* Not of one that is thrown into what has not begun. */
		if (code == 0)
			emit("start %s", name);
		break;
	case WIO__EVENT_SUSPEND:
		emit("suspend %s", name);
		break;
	case WIO__EVENT_RESUME:
		if (code == WIO_ECANCELED)
			emit("resume %s cancelled", name);
		else if (code < 0)
			emit("resume %s %s", name, exc_in_task(code));
		else
			emit("resume %s", name);
		break;
	case WIO__EVENT_END:
		emit("end %s %s", name, exc_in_task(code));
		break;
	case WIO__EVENT_CANCEL:
		emit("cancel %s", name);
		break;
	case WIO__EVENT_DEADLOCK:
		hang();
		break;
	case WIO__EVENT_REPORT:
		emit_report((const wio_report *)(intptr_t)value);
		break;
	}
	if (watch)
		watch->event(event, task, value);
}

/* ---- the clock and the script ---- */

struct entry {
	int64_t when;
	wio_fn *event;
	void *arg;
};

static struct entry script[96];
static size_t script_size;
static int64_t clock_now;

static int64_t clock_read(struct wio__clock *clock)
{
	(void)clock;
	return clock_now;
}

static bool clock_has_events(struct wio__clock *clock)
{
	(void)clock;
	return script_size > 0;
}

static void clock_advance(struct wio__clock *clock, wio_loop *loop,
                          int64_t deadline)
{
	(void)clock;
	(void)loop;
	if (script_size && script[0].when < deadline)
		deadline = script[0].when;
	if (deadline != WIO__NEVER && deadline > clock_now)
		clock_now = deadline;
}

static void clock_deliver(struct wio__clock *clock, wio_loop *loop)
{
	(void)clock;
	while (script_size && script[0].when <= clock_now) {
		const struct entry e = script[0];
		memmove(script, script + 1, --script_size * sizeof *script);
		if (e.event == interrupt) {
			emit("interrupt");
			wio_interrupt(NULL);
		} else {
			wio_loop_call_soon_threadsafe(loop, e.event, e.arg, NULL);
		}
	}
}

static struct wio__clock virtual_clock = {
    .now = clock_read,
    .advance = clock_advance,
    .deliver = clock_deliver,
    .has_events = clock_has_events,
};

void at(int ticks, wio_fn *event, void *arg)
{
	size_t i = script_size++;
	if (script_size > sizeof script / sizeof *script)
		abort();
	for (; i > 0 && script[i - 1].when > TICKS(ticks); i--)
		script[i] = script[i - 1];
	script[i] = (struct entry){TICKS(ticks), event, arg};
}

void at_run(wio_fn *fn)
{
	on_run = fn;
}

int interrupt(void *unused)
{
	(void)unused;
	emit("interrupt");
	wio_interrupt(NULL);
	return wio_check_interrupt();
}

void busy(int ticks)
{
	clock_now += TICKS(ticks);
}

long long now(void)
{
	return clock_now / TICKS(1);
}

/* ---- short forms ---- */

wio_runner *runner(void)
{
	wio_runner *r;
	if (wio_runner_new(&r, &(wio_runner_options){.strict = is_strict}) < 0)
		abort();
	return r;
}

int close_runner(wio_runner *r)
{
	if (watch)
		watch->closing(r);
	int result = wio_runner_close(r);
	wio_runner_free(r);
	return result;
}

int run(wio_fn *fn, void *arg)
{
	wio_runner *r = runner();
	int result = wio_runner_run(r, fn, arg, NULL);
	int closed = close_runner(r);
	return closed < 0 ? closed : result;
}

static void traced_closed(void *phase)
{
	trace(phase);
}

int steps_at_close(wio_fn *generators, wio_fn *executor)
{
	wio_loop *loop = wio_get_running_loop();
	/* What was there first is told last. */
	int r = wio_loop_at_close(loop, &(wio_closing){.phase = WIO_PHASE_EXECUTOR,
	                                               .fn = executor,
	                                               .arg = "executor closed",
	                                               .closed = traced_closed});
	if (r == 0)
		r = wio_loop_at_close(
		    loop, &(wio_closing){.phase = WIO_PHASE_GENERATORS,
		                         .fn = generators,
		                         .arg = "generators closed",
		                         .closed = traced_closed});
	return r;
}

void spawn(wio_fn *fn, void *arg, const char *name)
{
	if (wio_create_task(NULL, fn, arg, &(wio_task_options){.name = name}) < 0)
		abort();
}

int *digit(int n)
{
	static int digits[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
	return &digits[n];
}

void release_future(void *future)
{
	wio_future_release(future);
}

void release_queue(void *queue)
{
	wio_queue_release(queue);
}

void spawn_with_task(wio_fn *fn, wio_task *task)
{
	wio_create_task(NULL, fn, wio_task_retain(task),
	                &(wio_task_options){.arg_free = release_future});
}

void soon_with_task(wio_fn *fn, wio_task *task)
{
	wio_loop_call_soon(wio_get_running_loop(), fn, wio_task_retain(task),
	                   &(wio_call_options){.arg_free = release_future}, NULL);
}

void spawn_with_queue(wio_fn *fn, wio_queue *queue)
{
	wio_create_task(NULL, fn, wio_queue_retain(queue),
	                &(wio_task_options){.arg_free = release_queue});
}

wio_contextvar *variable(const char *name)
{
	wio_contextvar *var;
	const wio_contextvar_options zero = {.has_default = true};
	if (wio_contextvar_new(&var, name, &zero) < 0)
		abort();
	return var;
}

int var_get(const wio_contextvar *var)
{
	void *value;
	if (wio_contextvar_get(var, &value) < 0)
		abort();
	return (int)(intptr_t)value;
}

void var_set(wio_contextvar *var, int value)
{
	if (wio_contextvar_set(var, (void *)(intptr_t)value, NULL) < 0)
		abort();
}

int var_in(const wio_context *context, const wio_contextvar *var)
{
	void *value;
	wio_context_get(context, var, &value);
	return (int)(intptr_t)value;
}

bool strict(void)
{
	return is_strict;
}

/* ---- plays ---- */

void scenario_drop_script(void)
{
	script_size = 0;
}

void scenario_play(const struct scenario *scenario, bool in_strict,
                   const struct watch *by)
{
	frozen = by && !by->traced;
	is_strict = in_strict;
	watch = by;
	on_run = NULL;
	script_size = 0;
	clock_now = 0;
	wio__rt.tasks_named = 0;
	wio__clock_set(&virtual_clock);
	wio_register_errors(python_errors,
	                    sizeof python_errors / sizeof *python_errors);
	scenario->play();
	wio__clock_set(NULL);
	scenario_drop_jobs();
}

#define X(name) void scenario_##name(void);
#include "scenarios.inc"
#undef X

const struct scenario scenarios[] = {
#define X(name) {#name, scenario_##name},
#include "scenarios.inc"
#undef X
};

const size_t scenario_count = sizeof scenarios / sizeof *scenarios;

/* ---- generators ---- */

wio_generator *generator(wio_fn *fn, void *arg)
{
	wio_generator *generator;
	const wio_generator_options options = {.sent_size = sizeof(int)};
	wio_generator_new(&generator, sizeof(int), fn, arg, &options);
	return generator;
}

wio_generator *begun(wio_fn *fn, void *arg)
{
	wio_generator *made = generator(fn, arg);
	wio_generator_next(made, NULL);
	return made;
}

const char *asked(int r, int item)
{
	return r > 0 ? num(item) : exc(r);
}

int give(int item)
{
	return wio_generator_yield(&item, NULL);
}

static void release_generator(void *generator)
{
	wio_generator_release(generator);
}

wio_task *task_with_generator(wio_fn *fn, wio_generator *generator)
{
	wio_task *task;
	wio_create_task(&task, fn, generator,
	                &(wio_task_options){.arg_free = release_generator});
	return task;
}

void spawn_with_generator(wio_fn *fn, wio_generator *generator)
{
	wio_task_release(task_with_generator(fn, wio_generator_retain(generator)));
}
