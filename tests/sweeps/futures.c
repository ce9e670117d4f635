// SPDX-License-Identifier: MIT
/* Programs of tasks, futures and callbacks. */
#include "sweeps.h"

/* An argument that is copied, and what it holds. */
struct holder {
	void *token;
};

static void holder_free(void *holder)
{
	token_release(((struct holder *)holder)->token);
}

/* ---- awaits: tasks, their arguments and their results ---- */

static int three(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(2));
	return r < 0 ? r : 3;
}

static int start_copied(wio_task **out)
{
	const wio_task_options options = {.arg_size = sizeof(struct holder),
	                                  .arg_free = holder_free};
	return wio_create_task(out, three, &(struct holder){token()}, &options);
}

static int awaits(void *unused)
{
	(void)unused;
	enum { N = 3 };
	wio_task *tasks[N] = {NULL};
	int sum = 0;
	int r = start(&tasks[0], three, "first");
	if (r == 0)
		r = wio_task_set_name(tasks[0], "renamed");
	if (r == 0)
		r = start(&tasks[1], three, NULL);
	if (r == 0)
		r = start_copied(&tasks[2]);
	for (int i = 0; i < N && r >= 0; i++) {
		r = wio_await(tasks[i], NULL);
		sum += r;
	}
	for (int i = 0; i < N; i++)
		wio_task_release(tasks[i]);
	return r < 0 ? r : sum;
}

PROGRAM(awaits)
{
	run_alone(awaits);
}

/* ---- values: one is taken, one left, one lost to a cancellation ---- */

static int makes(void *unused)
{
	(void)unused;
	int r = wio_yield();
	if (r < 0)
		return r;
	wio_task_set_value(token(), token_release);
	wio_task_set_value(token(), token_release);
	return 1;
}

static int too_late(void *unused)
{
	(void)unused;
	wio_task_set_value(token(), token_release);
	wio_task_cancel(wio_current_task(), "in its last step");
	return 1;
}

static int take(wio_task *task)
{
	int r = wio_await(task, NULL);
	if (r < 0)
		return r;
	void *value = wio_task_take(task);
	token_release(value);
	return wio_task_value(task) ? VALUE_ERROR : r;
}

static int values(void *unused)
{
	(void)unused;
	enum { N = 3 };
	wio_fn *const fns[N] = {makes, makes, too_late};
	wio_task *tasks[N] = {NULL};
	int result = 0;
	int r = 0;
	for (int i = 0; i < N && r >= 0; i++)
		r = start(&tasks[i], fns[i], NULL);
	if (r >= 0)
		r = take(tasks[0]);
	if (r >= 0)
		r = wio_await(tasks[1], NULL);
	if (r >= 0)
		r = wio_await(tasks[2], &result);
	for (int i = 0; i < N; i++)
		wio_task_release(tasks[i]);
	if (r < 0)
		return r;
	return result == WIO_ECANCELED ? 3 : VALUE_ERROR;
}

PROGRAM(values)
{
	run_alone(values);
}

/* ---- futures: every way to end one ---- */

static int waits(void *future)
{
	return wio_await((wio_future *)future, NULL);
}

static int start_waiting(wio_task **out, wio_future *future)
{
	return wio_create_task(out, waits, wio_future_retain(future),
	                       &(wio_task_options){.arg_free = release_future});
}

static int set_value(wio_future *future, int result)
{
	void *value = token();
	int r = wio_future_set_value(future, result, value, token_release);
	if (r < 0)
		token_release(value);
	return r;
}

/* Two tasks wait for one future: 14. */
static int shared(wio_future *future)
{
	wio_task *tasks[2] = {NULL};
	int sum = 0;
	int r = start_waiting(&tasks[0], future);
	if (r == 0)
		r = start_waiting(&tasks[1], future);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	if (r == 0)
		r = set_value(future, 7);
	for (int i = 0; i < 2 && r >= 0; i++) {
		r = wio_await(tasks[i], NULL);
		sum += r;
	}
	for (int i = 0; i < 2; i++)
		wio_task_release(tasks[i]);
	return r < 0 ? r : sum;
}

/* What is done to each, and what awaiting it gives: 4. */
static int ended(wio_future *future, int how)
{
	int result;
	switch (how) {
	case 0:
		wio_future_set_exception(future, VALUE_ERROR, "number %d", how);
		break;
	case 1:
		wio_future_set_exception(future, KEY_ERROR, NULL);
		break;
	case 2:
		wio_future_cancel(future, "no more");
		break;
	default:
		wio_future_set_result(future, 2);
		/* Nobody awaits it. */
		return wio_future_result(future) - 1;
	}
	int r = wio_await(future, &result);
	if (r < 0)
		return r;
	return result == (how == 0   ? VALUE_ERROR
	                  : how == 1 ? KEY_ERROR
	                             : WIO_ECANCELED);
}

static int futures(void *unused)
{
	(void)unused;
	int sum = 0;
	int r = 0;
	for (int i = 0; i < 6 && r >= 0; i++) {
		wio_future *future;
		r = wio_future_new(&future, NULL);
		if (r < 0)
			break;
		if (i == 4)
			r = shared(future);
		else if (i == 5)
			/* Nobody looks at its error. */
			r = wio_future_set_exception(future, VALUE_ERROR, "unseen");
		else
			r = ended(future, i);
		sum += r;
		wio_future_release(future);
	}
	return r < 0 ? r : sum;
}

PROGRAM(futures)
{
	run_alone(futures);
}

/* ---- callbacks ---- */

static int calls;

static int called(void *unused)
{
	(void)unused;
	calls++;
	return 0;
}

static int call_copied(wio_loop *loop)
{
	const wio_call_options options = {.arg_size = sizeof(struct holder),
	                                  .arg_free = holder_free};
	return wio_loop_call_later(loop, TICKS(1), called,
	                           &(struct holder){token()}, &options, NULL);
}

static int call_in_context(wio_loop *loop)
{
	wio_context *context;
	int r = wio_context_copy(&context, NULL);
	if (r < 0)
		return r;
	const wio_call_options options = {.context = context,
	                                  .arg_free = token_release};
	r = wio_loop_call_soon(loop, called, token(), &options, NULL);
	wio_context_release(context);
	return r;
}

static int call_and_cancel(wio_loop *loop, bool soon, bool at_once)
{
	const wio_call_options options = {.arg_free = token_release};
	wio_handle *handle;
	int r = soon ? wio_loop_call_soon(loop, called, token(), &options, &handle)
	             : wio_loop_call_later(loop, TICKS(2), called, token(),
	                                   &options, &handle);
	if (r < 0)
		return r;
	if (!at_once)
		r = wio_sleep(TICKS(1));
	wio_handle_cancel(handle);
	wio_handle_cancel(handle);
	wio_handle_release(handle);
	return r;
}

/* A callback that takes itself back while it runs. */
struct self {
	wio_handle *handle;
	void *token;
};

static struct self self;

static void self_free(void *unused)
{
	(void)unused;
	token_release(self.token);
	self.token = NULL;
}

static int cancels_itself(void *arg)
{
	wio_handle_cancel(self.handle);
	calls += ((struct self *)arg)->token != NULL;
	return 0;
}

static int call_and_cancel_inside(wio_loop *loop)
{
	self.token = token();
	int r = wio_loop_call_soon(loop, cancels_itself, &self,
	                           &(wio_call_options){.arg_free = self_free},
	                           &self.handle);
	if (r < 0)
		return r;
	r = wio_yield();
	wio_handle_cancel(self.handle);
	wio_handle_release(self.handle);
	return r;
}

static int callbacks(void *unused)
{
	(void)unused;
	const wio_call_options options = {.arg_free = token_release};
	wio_loop *loop = wio_get_running_loop();
	int r = wio_loop_call_soon(loop, called, token(), &options, NULL);
	if (r == 0)
		r = wio_loop_call_at(loop, wio_loop_time(loop) + TICKS(3), called,
		                     token(), &options, NULL);
	if (r == 0)
		r = call_copied(loop);
	if (r == 0)
		r = call_in_context(loop);
	if (r == 0)
		r = call_and_cancel_inside(loop);
	if (r == 0)
		r = call_and_cancel(loop, true, true);
	if (r == 0)
		r = call_and_cancel(loop, false, true);
	if (r == 0)
		r = call_and_cancel(loop, false, false);
	if (r == 0)
		r = wio_sleep(TICKS(4));
	if (r < 0)
		return r;
	/* One is left for the close. */
	r = wio_loop_call_later(loop, TICKS(9), called, token(), &options, NULL);
	return r < 0 ? r : calls + 2;
}

PROGRAM(callbacks)
{
	calls = 0;
	run_alone(callbacks);
}

/* ---- timers: in order of their times, among equal ones of their making ---- */

enum { TIMERS = 60 };

static struct timer {
	int64_t when;
	wio_handle *handle;
	void *token;
	bool cancelled;
} timers[TIMERS];

static const struct timer *fired;

static void timer_free(void *timer)
{
	token_release(((struct timer *)timer)->token);
}

static int timer_fires(void *arg)
{
	const struct timer *timer = arg;
	if (timer->cancelled ||
	    (fired && (fired->when > timer->when ||
	               (fired->when == timer->when && fired > timer))))
		calls -= TIMERS;
	fired = timer;
	calls++;
	return 0;
}

static int set_timers(wio_loop *loop)
{
	const wio_call_options options = {.arg_free = timer_free};
	int r = 0;
	for (int i = 0; i < TIMERS && r == 0; i++) {
		struct timer *t = &timers[i];
		t->when = wio_loop_time(loop) + TICKS(1 + i * 37 % 11);
		t->token = token();
		r = wio_loop_call_at(loop, t->when, timer_fires, t, &options,
		                     &t->handle);
	}
	/* From everywhere in the heap. */
	for (int i = 0; i < TIMERS && r == 0; i += 3) {
		timers[i].cancelled = true;
		wio_handle_cancel(timers[i].handle);
	}
	return r;
}

static int release_timers(void *token)
{
	for (int i = 0; i < TIMERS; i++)
		wio_handle_release(timers[i].handle);
	token_release(token);
	return 0;
}

static int time_passes(void *unused)
{
	(void)unused;
	void *arg = token();
	int r = wio_defer(release_timers, arg);
	if (r < 0) {
		token_release(arg);
		return r;
	}
	r = set_timers(wio_get_running_loop());
	if (r == 0)
		r = wio_sleep(TICKS(12));
	return r < 0 ? r : calls;
}

PROGRAM(timers)
{
	calls = 0;
	fired = NULL;
	for (int i = 0; i < TIMERS; i++)
		timers[i] = (struct timer){0};
	run_alone(time_passes);
}

/* ---- done_callbacks ---- */

static int done(wio_future *future, void *unused)
{
	(void)future;
	(void)unused;
	calls++;
	return 0;
}

static int fails(wio_future *future, void *unused)
{
	calls++;
	return done(future, unused) < 0 ? 0 : VALUE_ERROR;
}

static int add(wio_future *future, wio_done_fn *fn)
{
	return wio_future_add_done_callback(
		future, fn, token(), &(wio_call_options){.arg_free = token_release});
}

static int add_and_remove(wio_future *future)
{
	void *arg = token();
	int r = wio_future_add_done_callback(
		future, done, arg, &(wio_call_options){.arg_free = token_release});
	if (r == 0 && wio_future_remove_done_callback(future, done, arg) !=
	                  !wio_future_done(future))
		r = VALUE_ERROR;
	return r;
}

static int done_callbacks(void *unused)
{
	(void)unused;
	wio_task *task;
	int r = start(&task, three, NULL);
	if (r < 0)
		return r;
	r = add(wio_task_future(task), done);
	if (r == 0)
		r = add_and_remove(wio_task_future(task));
	if (r == 0)
		r = add(wio_task_future(task), fails);
	if (r == 0)
		r = wio_await(task, NULL);
	if (r >= 0)
		r = add(wio_task_future(task), done);
	if (r >= 0)
		r = wio_yield();
	/* Two yields: what it queued runs in the iteration after this one. */
	if (r >= 0)
		r = wio_yield();
	wio_task_release(task);
	return r < 0 ? r : calls;
}

PROGRAM(done_callbacks)
{
	calls = 0;
	run_alone(done_callbacks);
}
