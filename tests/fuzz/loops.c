// SPDX-License-Identifier: MIT
/* Callbacks, contexts, loops, and what goes wrong: calls that do not wait. */
#include "core/runtime.h"
#include "calls.h"
#include "replay.h"

static void keep_handle(wio_handle *handle)
{
	wio_handle **place = &objects.handles[take() % HANDLES];
	wio_handle *before = *place;
	*place = handle;
	wio_handle_release(before);
}

static int64_t some_delay(void)
{
	const unsigned byte = take();
	return byte == 255 ? WIO_FOREVER : TICKS((int)(byte % 16) - 1);
}

/* ---- callbacks ---- */

static void call_soon(struct frame *frame)
{
	(void)frame;
	struct given given;
	wio_handle *handle = NULL;
	wio_loop *loop = some_loop();
	const unsigned how = take();
	given_take(&given);
	int r;
	switch (how % 4) {
	case 0:
		r = wio_loop_call_later(loop, some_delay(), callback_body,
		                        given.argument, &given.call, &handle);
		break;
	case 1:
		r = wio_loop_call_at(loop, clock_now + some_delay() % TICKS(20),
		                     callback_body, given.argument, &given.call,
		                     &handle);
		break;
	case 2:
		r = wio_loop_call_soon_threadsafe(loop, callback_body, given.argument,
		                                  &given.call);
		break;
	default:
		r = wio_loop_call_soon(loop, callback_body, given.argument,
		                       &given.call, &handle);
	}
	given_check(&given, r);
	if (handle && how & 8)
		keep_handle(handle);
	else
		wio_handle_release(handle);
}

static void call_handle_cancel(struct frame *frame)
{
	(void)frame;
	wio_handle **place = &objects.handles[take() % HANDLES];
	wio_handle *handle = *place;
	if (!handle)
		return;
	wio_handle_cancel(handle);
	if (*place == handle && take() % 2) {
		*place = NULL;
		wio_handle_release(handle);
	}
}

static void call_stop(struct frame *frame)
{
	(void)frame;
	wio_loop *loop = some_loop();
	if (loop && take() % 2)
		wio_loop_stop(loop);
}

static int on_report(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	wio_error_message(report->error);
	if (wio_yield() == 0)
		finding("an exception handler could wait");
	switch (take() % 16) {
	case 1:
		return WIO_EUSER - 3;
	case 2:
		return wio_exit(1);
	case 3:
		wio_interrupt(NULL);
		break;
	default:
		break;
	}
	return 0;
}

static void call_handler(struct frame *frame)
{
	(void)frame;
	wio_loop *loop = some_loop();
	if (!loop)
		return;
	if (take() % 2)
		wio_loop_set_exception_handler(loop, take() % 4 ? on_report : NULL,
		                               NULL);
	else
		wio_loop_call_exception_handler(
			loop, &(wio_report){.kind = WIO_REPORT_USER, .code = WIO_EUSER});
}

/* ---- contexts ---- */

static void call_var(struct frame *frame)
{
	(void)frame;
	const unsigned which = take();
	wio_contextvar **var = &objects.vars[which % VARS];
	wio_token **token = &objects.tokens[which / 2 % TOKENS];
	wio_contextvar **of = &objects.token_vars[which / 2 % TOKENS];
	void *value;
	/* What is set in the thread's own context stays as long as the thread. */
	if (wio_context_current() == wio__rt.first_context)
		return;
	if (!*var) {
		wio_contextvar_new(var, "v", NULL);
		return;
	}
	switch (take() % 4) {
	case 0: {
		wio_token *made;
		if (wio_contextvar_set(*var, objects.vars, &made) < 0)
			return;
		wio_token *before = *token;
		*token = made;
		*of = *var;
		wio_token_release(before);
		break;
	}
	case 1:
		if (*token)
			wio_contextvar_reset(*of, *token);
		break;
	case 2:
		wio_contextvar_set(*var, objects.tokens, NULL);
		break;
	default:
		if (wio_contextvar_get(*var, &value) == 0 && value != objects.vars &&
		    value != objects.tokens)
			finding("a variable has a value that nobody gave it");
	}
}

static void call_context(struct frame *frame)
{
	(void)frame;
	wio_context **place = &objects.contexts[take() % CONTEXTS];
	wio_context *context = NULL;
	wio_context *before = *place;
	switch (take() % 4) {
	case 0:
		if (wio_context_new(&context) < 0)
			return;
		break;
	case 1:
		if (wio_context_copy(&context, before) < 0)
			return;
		break;
	case 2:
		context = wio_context_current();
		if (context)
			wio_context_retain(context);
		break;
	default:
		break;
	}
	*place = context;
	wio_context_release(before);
}

/* ---- runners and loops ---- */

static void call_interrupt(struct frame *frame)
{
	(void)frame;
	wio_interrupt(take() % 2 ? NULL : some_runner());
}

static void call_own_loop(struct frame *frame)
{
	wio_loop *loop = objects.loop;
	if (!loop) {
		wio_loop_new(&objects.loop);
		return;
	}
	switch (take() % 8) {
	case 0:
		wio_loop_close(loop);
		break;
	case 1:
		if (!wio_loop_is_running(loop) && wio_get_running_loop() != loop &&
		    frame->outermost) {
			objects.loop = NULL;
			wio_loop_release(loop);
		}
		break;
	case 2:
		wio_loop_set_debug(loop, take() % 2);
		break;
	default:
		break;
	}
}

/* What must be refused. */
static void call_nonsense(struct frame *frame)
{
	(void)frame;
	wio_task *task = NULL;
	wio_future *future = NULL;
	wio_context *context = NULL;
	wio_contextvar *var = NULL;
	int r = -1;
	switch (take() % 14) {
	case 0:
		r = wio_create_task(&task, NULL, NULL, NULL);
		break;
	case 1:
		r = wio_await_task(NULL, NULL);
		break;
	case 2:
		r = wio_await_future(NULL, NULL);
		break;
	case 3:
		r = wio_defer(NULL, NULL);
		break;
	case 4:
		r = wio_undefer(1000 + (int)take(), true);
		break;
	case 5:
		r = wio_context_run(NULL, task_body, NULL);
		break;
	case 6:
		r = wio_contextvar_new(&var, NULL, NULL);
		break;
	case 7:
		r = wio_ticket_complete((uint64_t)take() << 32 | 77, 1);
		break;
	case 8:
		r = wio_wait_fd(-1, WIO_READABLE);
		break;
	case 9:
		r = wio_runner_run(NULL, task_body, NULL, NULL);
		break;
	case 10:
		r = wio_loop_run_until_complete(NULL, NULL);
		break;
	case 11:
		r = wio_loop_call_soon(NULL, callback_body, NULL, NULL, NULL);
		break;
	case 12:
		r = wio_raise((int)take(), "no error");
		break;
	default:
		r = wio_future_add_done_callback(NULL, future_done, NULL, NULL);
	}
	if (r >= 0 || task || future || context || var)
		finding("nonsense was taken for good: %d", r);
}

static void call_starve(struct frame *frame)
{
	(void)frame;
	const unsigned byte = take();
	if (byte < 64) {
		suspends.fail = suspends.asked + 1 + byte % 8;
		return;
	}
	memory.fail = memory.asked + 1 + byte % 32;
	memory.fail_onward = byte >= 192;
}

const struct call loop_calls[] = {
	CALL(soon), CALL(handle_cancel), CALL(stop), CALL(handler), CALL(var),
	CALL(context), CALL(interrupt), CALL(own_loop), CALL(nonsense),
	CALL(starve), CALL(protect), CALL(throw),
};
const size_t loop_call_count = sizeof loop_calls / sizeof *loop_calls;
