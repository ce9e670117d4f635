// SPDX-License-Identifier: MIT
/* Programs: the calls that wait, or end what makes them, and what runs. */
#include "calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- what goes wrong ---- */

void took(struct frame *frame, int r)
{
	/* As well-behaved code does; now and then not. */
	if (r >= 0 || take() % 8 == 7)
		return;
	frame->over = true;
	frame->result = r;
}

static void call_return(struct frame *frame)
{
	frame->over = true;
	switch (take() % 8) {
	case 0:
		frame->result = wio_raise(WIO_EUSER - 4, "raised");
		break;
	case 1:
		frame->result = WIO_ECANCELED;
		break;
	case 2:
		frame->result = wio_exit((int)take());
		break;
	case 3:
		frame->result = WIO_EINTERRUPTED;
		break;
	case 4:
		frame->result =
			wio_raise_from(WIO_EUSER - 5, wio_last_error(), "from");
		break;
	default:
		frame->result = (int)take();
	}
}

static void call_raise(struct frame *frame)
{
	(void)frame;
	char text[64];
	wio_raise(WIO_EUSER - 6, "%s %d", "forgotten", 1);
	wio_error_format(wio_last_error(), text, take() % sizeof text);
}

/* ---- waits ---- */

static void call_yield(struct frame *frame)
{
	took(frame, wio_yield());
}

static void call_sleep(struct frame *frame)
{
	const unsigned byte = take();
	const int64_t delay = byte == 255 ? WIO_FOREVER : TICKS((int)(byte % 8));
	const int64_t until = clock_now + (byte == 255 ? 0 : delay);
	int r = wio_sleep(delay);
	if (r == 0 && clock_now < until)
		finding("a sleep ended too early");
	took(frame, r);
}

static void call_await_task(struct frame *frame)
{
	wio_task *task = *some_task();
	if (!task)
		return;
	int result = 0;
	if (take() % 2) {
		took(frame, wio_await_task(task, NULL));
		return;
	}
	wio_task_retain(task);
	int r = wio_await_task(task, &result);
	if (r == 0 && (!wio_task_done(task) || wio_task_result(task) != result))
		finding("a task was awaited, and its result is another one");
	wio_task_release(task);
	took(frame, r);
}

static void call_await_future(struct frame *frame)
{
	wio_future *future = *some_future();
	int result;
	if (!future)
		return;
	took(frame, wio_await_future(future, take() % 2 ? &result : NULL));
}

static void call_check(struct frame *frame)
{
	took(frame, wio_check_interrupt());
}

static void call_busy(struct frame *frame)
{
	(void)frame;
	clock_now += TICKS(take() % 8);
}

static void call_wait_fd(struct frame *frame)
{
	/* A place where nothing is open, or standard error. */
	int r = wio_wait_fd(take() % 2 ? 900 : 2, WIO_WRITABLE);
	took(frame, r);
}

/* ---- scopes ---- */

static struct scope *scope_push(struct frame *frame)
{
	enum { ROOM = sizeof frame->scopes / sizeof *frame->scopes };
	return frame->scope_count < ROOM && frame->depth == 0
	           ? &frame->scopes[frame->scope_count] : NULL;
}

static void call_group_open(struct frame *frame)
{
	struct scope *scope = scope_push(frame);
	const unsigned byte = take();
	const wio_group_options options = {.shared_stack = byte & 8};
	if (!scope || wio_group_open_with(&scope->group, &options) < 0)
		return;
	scope->timeout = NULL;
	scope->shield = NULL;
	frame->scope_count++;
	objects.groups[byte % GROUPS] = scope->group;
}

static void call_timeout_open(struct frame *frame)
{
	struct scope *scope = scope_push(frame);
	const unsigned byte = take();
	if (!scope)
		return;
	scope->group = NULL;
	scope->timeout = NULL;
	scope->shield = NULL;
	if (byte & 32 && byte != 255) {
		if (wio_shield_open(&scope->shield) == 0)
			frame->scope_count++;
		return;
	}
	int r = byte & 16 ? wio_timeout_open_at(&scope->timeout,
	                                        TICKS((int)(byte % 16)))
	                  : wio_timeout_open(&scope->timeout,
	                                     byte == 255 ? WIO_FOREVER
	                                                 : TICKS((int)(byte % 16)));
	if (r == 0)
		frame->scope_count++;
}

static void call_reschedule(struct frame *frame)
{
	const unsigned byte = take();
	for (int i = 0; i < frame->scope_count; i++) {
		wio_timeout *timeout = frame->scopes[i].timeout;
		if (!timeout || byte >> i & 1)
			continue;
		const bool expired = wio_timeout_expired(timeout);
		int r = wio_timeout_reschedule(
			timeout, byte & 128 ? WIO_FOREVER : clock_now + TICKS(byte % 8));
		if (expired != (r == WIO_ESTATE))
			finding("moving a timeout gave %d", r);
	}
}

static int close_scope(struct frame *frame, int body)
{
	const struct scope scope = frame->scopes[frame->scope_count - 1];
	if (scope.timeout) {
		frame->scope_count--;
		return wio_timeout_close(scope.timeout, body);
	}
	if (scope.shield) {
		frame->scope_count--;
		return wio_shield_close(scope.shield, body);
	}
	int r = wio_group_close(scope.group, body);
	if (r == WIO_ENOMEM)
		return r; /* still open */
	group_hide(scope.group);
	frame->scope_count--;
	return r;
}

static void call_scope_close(struct frame *frame)
{
	static const int bodies[] = {0, 1, WIO_ECANCELED, WIO_EUSER - 7, 5, 0, 2, 0};
	if (frame->scope_count)
		took(frame, close_scope(frame, bodies[take() % 8]));
}

/* Inside a deferred call, or what a context is run with. */
static int nested_body(void *frame)
{
	struct frame inner = {.outer = frame};
	inner.depth = inner.outer ? inner.outer->depth + 1 : 1;
	inner.protected = inner.outer && inner.outer->protected;
	return play(&inner);
}

/* Of whatever task, and taken back or not. */
enum { MARKS = 8 };
static int marks[MARKS];

static int deferred_body(void *unused)
{
	(void)unused;
	return nested_body(NULL);
}

static void call_defer(struct frame *frame)
{
	(void)frame;
	marks[take() % MARKS] = wio_defer(deferred_body, NULL);
}

static void call_undefer(struct frame *frame)
{
	const unsigned byte = take();
	took(frame, wio_undefer(marks[byte % MARKS], byte & 8));
}

static void call_context_run(struct frame *frame)
{
	wio_context *context = objects.contexts[take() % CONTEXTS];
	if (context && frame->depth < 2)
		took(frame, wio_context_run(context, nested_body, frame));
}

static int protected_body(void *frame)
{
	struct frame inner = {.outer = frame, .protected = true};
	inner.depth = inner.outer->depth + 1;
	return play(&inner);
}

void call_protect(struct frame *frame)
{
	if (frame->depth < 3)
		took(frame, wio_protect(protected_body, frame));
}

void call_throw(struct frame *frame)
{
	const unsigned byte = take();
	int r = wio_throw(frame->protected && byte % 8 ? WIO_EUSER - 8 : 1);
	if (r >= 0)
		finding("a throw was refused with %d", r);
}

/* ---- runs ---- */

static void call_run(struct frame *frame)
{
	struct given given;
	wio_runner *runner = objects.runners[take() % RUNNERS];
	given_take(&given);
	int r = wio_runner_run(runner, task_body, given.argument, &given.task);
	if (!frame->outermost && r != WIO_ERUNNING && r != WIO_EINVAL &&
	    wio_get_running_loop())
		finding("a run in a run gave %d", r);
}

static void call_close(struct frame *frame)
{
	(void)frame;
	wio_runner_close(objects.runners[take() % RUNNERS]);
}

static void call_drive(struct frame *frame)
{
	(void)frame;
	wio_loop *loop = some_loop();
	if (!loop)
		return;
	if (take() % 4 == 0) {
		wio_loop_run_forever(loop);
		return;
	}
	wio_future *future = take() % 2 ? *some_future()
	                                : wio_task_future(*some_task());
	if (future)
		wio_loop_run_until_complete(loop, future);
}

static const struct call own_calls[] = {
	CALL(return), CALL(raise), CALL(yield), CALL(yield), CALL(sleep),
	CALL(sleep), CALL(await_task), CALL(await_task), CALL(await_future),
	CALL(check), CALL(busy), CALL(wait_fd), CALL(group_open),
	CALL(timeout_open), CALL(reschedule), CALL(scope_close),
	CALL(scope_close), CALL(defer), CALL(undefer), CALL(context_run),
	CALL(run), CALL(close), CALL(drive),
};

/* ---- what runs ---- */

void make(const struct call *call, struct frame *frame)
{
	static int says = -1;
	if (says < 0)
		says = getenv("FUZZ_SAY") != NULL;
	if (says)
		fprintf(stderr, "%s: %s\n",
		        wio_current_task() ? wio_task_name(wio_current_task()) : "-",
		        call->name);
	call->make(frame);
}

/* The calls that do not wait. */
static size_t quick_call_count(void)
{
	return object_call_count + loop_call_count;
}

static const struct call *quick_call(size_t n)
{
	return n < object_call_count ? &object_calls[n]
	                             : &loop_calls[n - object_call_count];
}

/* Of shared.c and around.c. */
static const struct call *another_quick_call(size_t n)
{
	return n < around_call_count ? &around_calls[n] : &sharing_calls[0];
}

static const struct call *another_call(size_t n)
{
	if (n < shared_call_count)
		return &shared_calls[n];
	n -= shared_call_count;
	return n < waiting_call_count ? &waiting_calls[n]
	                              : another_quick_call(n - waiting_call_count);
}

int play_inner(struct frame *frame)
{
	return frame->depth < 2 ? nested_body(frame) : 0;
}

/* Of streams.c. */
static const struct call *stream_call(size_t n)
{
	return n < stream_waiting_call_count
	           ? &stream_waiting_calls[n]
	           : &stream_calls[(n - stream_waiting_call_count) % stream_call_count];
}

/* From here on a byte is one of those, so that inputs from before they were there
 * kept some of their sense. */
enum { OTHERS = 160, STREAMS = 224 };

int play(struct frame *frame)
{
	enum { OWN = sizeof own_calls / sizeof *own_calls };
	while (!frame->over && input_left()) {
		const unsigned byte = take();
		if (byte >= STREAMS) {
			make(stream_call((byte - STREAMS) %
			                 (stream_waiting_call_count + stream_call_count)),
			     frame);
			continue;
		}
		if (byte >= OTHERS) {
			make(another_call((size_t)(byte - OTHERS) %
			                  (shared_call_count + waiting_call_count +
			                   around_call_count + 1)), frame);
			continue;
		}
		const size_t which = byte % (OWN + quick_call_count());
		make(which < OWN ? &own_calls[which] : quick_call(which - OWN), frame);
	}
	return frame->result;
}

int task_body(void *argument)
{
	(void)argument;
	struct frame frame = {0};
	int r = play(&frame);
	/* Some close what they have opened; for others the runtime does. */
	while (frame.scope_count && take() % 2) {
		int s = close_scope(&frame, r);
		if (s == WIO_ENOMEM)
			break;
		r = s;
	}
	while (frame.scope_count)
		group_hide(frame.scopes[--frame.scope_count].group);
	return r;
}

int callback_body(void *argument)
{
	(void)argument;
	struct frame frame = {.depth = 1};
	for (unsigned n = take() % 4; n > 0 && !frame.over && input_left(); n--) {
		const unsigned which = take();
		if (which < 8)
			call_return(&frame);
		else if (which >= STREAMS)
			make(&stream_calls[which % stream_call_count], &frame);
		else if (which >= OTHERS)
			make(another_quick_call(which % (around_call_count + 1)), &frame);
		else
			make(quick_call(which % quick_call_count()), &frame);
	}
	if (wio_yield() == 0)
		finding("a callback could wait");
	return frame.result;
}

void calls_begin(void)
{
	memset(&objects, 0, sizeof objects);
	arguments_begin();
	shared_begin();
	around_begin();
	streams_begin();
}

void calls_play(bool strict)
{
	const wio_runner_options options = {.strict = strict};
	for (int i = 0; i < RUNNERS; i++)
		wio_runner_new(&objects.runners[i], &options);
	struct frame frame = {.outermost = true, .depth = 1};
	/* Nothing but a run makes much of an input. */
	call_run(&frame);
	while (input_left()) {
		frame.over = false;
		play(&frame);
	}
}

/* Out of its place first: what goes may look around. */
#define GIVE_BACK(objects, type, release) \
	for (size_t i = 0; i < sizeof(objects) / sizeof *(objects); i++) { \
		type *object = (objects)[i]; \
		(objects)[i] = NULL; \
		release(object); \
	}

void calls_end(void)
{
	streams_close();
	for (int i = 0; i < RUNNERS; i++)
		wio_runner_close(objects.runners[i]);
	GIVE_BACK(objects.runners, wio_runner, wio_runner_free)
	wio_loop *loop = objects.loop;
	objects.loop = NULL;
	if (loop) {
		wio_loop_close(loop);
		wio_loop_release(loop);
	}
	GIVE_BACK(objects.tasks, wio_task, wio_task_release)
	GIVE_BACK(objects.futures, wio_future, wio_future_release)
	GIVE_BACK(objects.handles, wio_handle, wio_handle_release)
	GIVE_BACK(objects.tokens, wio_token, wio_token_release)
	GIVE_BACK(objects.contexts, wio_context, wio_context_release)
	GIVE_BACK(objects.vars, wio_contextvar, wio_contextvar_release)
	streams_end();
	around_end();
	shared_end();
	arguments_end();
}
