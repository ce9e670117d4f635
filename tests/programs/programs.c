// SPDX-License-Identifier: MIT
/*
 * Plays programs that it reads: numbers, of which program.py makes those of a program.
 * Their traces are compared with asyncio's.
 */
#include <stdlib.h>
#include <string.h>

#include "core/runtime.h"
#include "play.h"
#include "programs.h"

struct program program;

enum { MOST_SCHEDULED = 30 };

/* ---- errors ---- */

static const char *message_of(int r)
{
	const wio_error *error = wio_last_error();
	if (!program.messages || r != WIO_ECANCELED || wio_error_code(error) != r)
		return "-";
	return why(error);
}

int decide(int policy, int r)
{
	if (r >= 0 || r == WIO_ECLOSED)
		return r < 0 ? r : 0;
	trace("failed", exc(r), message_of(r));
	wio_task *task = wio_current_task();
	switch (policy) {
	case SWALLOW:
		return 0;
	case CHANGE:
		return wio_raise(VALUE_ERROR, NULL);
	case LEAVE:
		return wio_exit(3);
	case BREAK:
		return WIO_EINTERRUPTED;
	case TAKE_BACK:
		if (task)
			trace("taken back", num(wio_task_uncancel(task)));
		return 0;
	default:
		return r;
	}
}

static int raises(int kind)
{
	switch (kind) {
	case KEEP:
		return wio_raise(ZERO_DIVISION_ERROR, NULL);
	case SWALLOW:
		return wio_raise(WIO_ECANCELED, "own");
	case CHANGE:
		return wio_raise(VALUE_ERROR, NULL);
	case LEAVE:
		return wio_exit(3);
	case BREAK:
		return WIO_EINTERRUPTED;
	default:
		return 0;
	}
}

/* ---- what the operations do ---- */

int body(void *code)
{
	const struct code *c = code;
	return do_all(NULL, c->words, c->size);
}

static int callback(void *code)
{
	const struct code *c = code;
	trace("callback", num(c - program.callbacks));
	return do_all(NULL, c->words, c->size);
}

static int done(wio_future *future, void *code)
{
	(void)future;
	trace("done callback");
	return callback(code);
}

static wio_future *future(int i)
{
	if (!program.futures[i])
		wio_future_new(&program.futures[i], program.loop);
	return program.futures[i];
}

static const char *text(int i)
{
	static const char *const texts[] = {NULL, "a", "b", "c", "d"};
	return texts[i];
}

static int with_task(wio_group *group, const int *op)
{
	wio_task *task = program.tasks[op[A]], *self = wio_current_task();
	int r;
	switch (op[CODE]) {
	case SLEEP:
		return wio_sleep(TICKS(op[A]));
	case YIELD:
		return wio_yield();
	case SPAWN:
		return spawn_body(NULL, op);
	case GROUP_SPAWN:
		return group ? spawn_body(group, op) : 0;
	case CANCEL_SELF:
		if (self)
			trace("cancel", num(wio_task_cancel(self, text(op[B]))));
		return 0;
	case CANCELLING:
		if (self)
			trace("cancelling", num(wio_task_cancelling(self)));
		return 0;
	case AWAIT:
		r = task && task != self ? wio_await(task, NULL) : 0;
		return r < 0 ? r : 0;
	case CANCEL:
		if (task)
			trace("cancel", num(wio_task_cancel(task, text(op[B]))));
		return 0;
	case UNCANCEL:
		if (task)
			trace("uncancel", num(wio_task_uncancel(task)));
		return 0;
	case READ_TASK:
		if (task && wio_task_done(task))
			trace("read", exc(wio_task_result(task)));
		return 0;
	default:
		return 1;
	}
}

static int with_future(const int *op)
{
	int r;
	switch (op[CODE]) {
	case AWAIT_FUTURE:
		r = wio_await(future(op[A]), NULL);
		return r < 0 ? r : 0;
	case SET_FUTURE:
		return wio_future_done(future(op[A]))
		           ? 0
		           : wio_future_set_result(future(op[A]), op[B]);
	case FAIL_FUTURE:
		return wio_future_done(future(op[A]))
		           ? 0
		           : wio_future_set_exception(future(op[A]), ZERO_DIVISION_ERROR, NULL);
	case CANCEL_FUTURE:
		trace("cancel future",
		      num(wio_future_cancel(future(op[A]), text(op[B]))));
		return 0;
	case READ_FUTURE:
		if (wio_future_done(future(op[A])))
			trace("read future", exc(wio_future_result(future(op[A]))));
		return 0;
	default:
		return 1;
	}
}

static int schedule(const int *op)
{
	struct code *code = &program.callbacks[op[A]];
	wio_task *task = program.tasks[op[A]];
	if (op[CODE] < SOON || op[CODE] > DONE_FUTURE)
		return 1;
	if (++program.scheduled > MOST_SCHEDULED)
		return 0;
	switch (op[CODE]) {
	case SOON:
		return wio_loop_call_soon(program.loop, callback, code, NULL, NULL);
	case POST:
		return wio_loop_call_soon_threadsafe(program.loop, callback, code, NULL);
	case LATER:
		wio_handle_release(program.later);
		return wio_loop_call_later(program.loop, TICKS(op[B]), callback, code,
		                           NULL, &program.later);
	case DONE:
		return task ? wio_future_add_done_callback(
		                  wio_task_future(task), done,
		                  &program.callbacks[op[B]], NULL)
		            : 0;
	default:
		return wio_future_add_done_callback(future(op[A]), done,
		                                    &program.callbacks[op[B]], NULL);
	}
}

/* What else has to do with the loop. */
static int with_loop(const int *op)
{
	wio_task *task;
	switch (op[CODE]) {
	case INTERRUPT:
		return interrupt(NULL);
	case TAKE_BACK_LATER:
		if (program.later)
			wio_handle_cancel(program.later);
		return 0;
	case STOP:
		wio_loop_stop(program.loop);
		return 0;
	case VAR:
		var_set(program.var, op[A]);
		return 0;
	case START:
		return wio_loop_set_eager_start(program.loop, op[A] ? WIO_START_EAGER
		                                                    : WIO_START_LAZY);
	case GRAPH:
		for (int i = 0; i < MOST; i++) {
			task = program.tasks[i];
			if (task && !wio_task_done(task))
				trace_awaits(wio_task_future(task));
		}
		return 0;
	default:
		return 1;
	}
}

static int do_one(wio_group *group, const int *op)
{
	int r = with_task(group, op);
	if (r == 1)
		r = with_future(op);
	if (r == 1)
		r = schedule(op);
	if (r == 1)
		r = with_loop(op);
	if (r == 1)
		r = with_scope(group, op);
	if (r == 1)
		r = share(op);
	if (r == 1)
		r = queue(op);
	if (r == 1)
		r = wait_for_several(op);
	if (r == 1)
		r = generate(op);
	if (r == 1)
		r = run_jobs(op);
	return r;
}

int do_all(wio_group *group, const int *words, int size)
{
	for (const int *op = words; op < words + size; op += HEAD + op[BLOCK]) {
		int r = op[CODE] == RAISE ? raises(op[A])
		                          : decide(op[POLICY], do_one(group, op));
		if (r < 0)
			return r;
	}
	return 0;
}

/* ---- a play ---- */

static int handle(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	/* When these come is the collector's business. */
	if (report->kind == WIO_REPORT_NEVER_RETRIEVED ||
	    report->kind == WIO_REPORT_PENDING ||
	    /* of jobs that are left: there a warning */
	    (report->kind == WIO_REPORT_SHUTDOWN && report->code == 0) ||
	    report->kind == WIO_REPORT_GENERATOR_LATE || /* there a warning */
	    (report->kind == WIO_REPORT_GENERATOR && report->code == WIO_ECANCELED))
		return 0;
	trace("handler", exc(report->code), num(var_get(program.var)));
	const int i = program.reports++;
	switch (i < program.act_count ? program.acts[i] : 0) {
	case 1:
		return wio_exit(4);
	case 2:
		return WIO_EINTERRUPTED;
	case 3:
		return interrupt(NULL);
	case 4:
		return VALUE_ERROR;
	default:
		return 0;
	}
}

static const char *detail(int r)
{
	return r == WIO_EEXIT ? num(wio_error_status(wio_last_error()))
	                      : message_of(r);
}

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void begin(void)
{
	for (int i = 0; i < program.script_size; i++) {
		const int c = program.script[i].callback;
		at(program.script[i].when, c < 0 ? interrupt : callback,
		   c < 0 ? NULL : &program.callbacks[c]);
	}
	for (int i = 0; i < SHARED; i++) {
		wio_queue_new(&program.queues[i], sizeof(int),
		              &(wio_queue_options){
		                  .maxsize = (size_t)i,
		                  .lifo = program.orders[i] == 1,
		                  .compare = program.orders[i] == 2 ? compare : NULL});
		program.semaphores[i] = (wio_semaphore)WIO_SEMAPHORE(i);
		if (program.bounded)
			program.semaphores[i] = (wio_semaphore)WIO_BOUNDED_SEMAPHORE(i);
	}
	program.barrier = (wio_barrier)WIO_BARRIER(2);
	program.var = variable("var");
}

static void end(void)
{
	for (int i = 0; i < MOST; i++)
		wio_task_release(program.tasks[i]);
	for (int i = 0; i < SHARED; i++) {
		wio_future_release(program.futures[i]);
		wio_queue_release(program.queues[i]);
		wio_generator_release(program.generators[i]);
	}
	for (int i = 0; i < 2; i++)
		wio_executor_release(program.pools[i]);
	wio_handle_release(program.later);
	wio_contextvar_release(program.var);
}

static void play(void)
{
	begin();
	wio_runner *r;
	wio_runner_new(&r, &(wio_runner_options){.asyncio = true});
	wio_runner_get_loop(r, &program.loop);
	if (program.act_count)
		wio_loop_set_exception_handler(program.loop, handle, NULL);
	for (int i = 0; i < program.runs; i++) {
		int result = wio_runner_run(r, body, &program.bodies[i], NULL);
		trace("ran", exc(result), detail(result));
	}
	int result = wio_runner_close(r);
	trace("closed", exc(result), result == WIO_EEXIT ? detail(result) : "-");
	wio_runner_free(r);
	end();
}

/* ---- reading ---- */

enum { MOST_WORDS = 1 << 14 };
static int words[MOST_WORDS];
static int word_count;

static int read_number(void)
{
	int n;
	if (scanf("%d", &n) != 1)
		exit(0);
	return n;
}

static void read_codes(struct code *codes)
{
	const int count = read_number();
	for (int i = 0; i < count; i++) {
		codes[i] = (struct code){words + word_count, read_number()};
		for (int n = 0; n < codes[i].size; n++)
			words[word_count++] = read_number();
	}
}

static void read_program(void)
{
	program = (struct program){0};
	word_count = 0;
	read_codes(program.bodies);
	read_codes(program.callbacks);
	read_codes(program.codes);
	program.act_count = read_number();
	for (int i = 0; i < program.act_count; i++)
		program.acts[i] = read_number();
	program.script_size = read_number();
	for (int i = 0; i < program.script_size; i++) {
		program.script[i].when = read_number();
		program.script[i].callback = read_number();
	}
	for (int i = 0; i < SHARED; i++)
		program.orders[i] = read_number();
	program.bounded = read_number();
	program.runs = read_number();
	program.messages = read_number();
}

int main(void)
{
	static const struct scenario scenario = {"program", play};
	for (;;) {
		printf("== %d\n", read_number());
		fflush(stdout); /* it may be the last that is heard of it */
		read_program();
		scenario_play(&scenario, false, NULL);
		if (wio__rt.users)
			printf("-- %u objects are left\n", wio__rt.users);
		fflush(stdout);
	}
}
