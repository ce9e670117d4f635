// SPDX-License-Identifier: MIT
/* Functions that the host calls, and what they call of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

/* ---- values ---- */

static int empty(wio_call *call)
{
	(void)call;
	return 0;
}
WIO_EXPORT(empty);

static int number(wio_call *call)
{
	(void)call;
	return 42;
}
WIO_EXPORT(number);

static int echo(wio_call *call)
{
	int r = wio_yield();
	return r < 0 ? r : wio_call_return(call, wio_call_value(call, 0));
}
WIO_EXPORT(echo);

static int add(wio_call *call)
{
	int64_t sum = wio_call_int(call, 0) + wio_call_int(call, 1);
	return wio_call_return(call, wio_int(sum));
}
WIO_EXPORT(add);

static int count(wio_call *call)
{
	return (int)wio_call_count(call);
}
WIO_EXPORT(count);

static int greet(wio_call *call)
{
	char text[80];
	const char *name = wio_call_string(call, 0);
	if (!name)
		return wio_call_check(call);
	snprintf(text, sizeof text, "hello %s", name);
	return wio_call_return(call, wio_string(text));
}
WIO_EXPORT(greet);

static int invert(wio_call *call)
{
	wio_bytes given = wio_call_bytes(call, 0);
	unsigned char *bytes = malloc(given.size + 1);
	if (!bytes)
		return WIO_ENOMEM;
	for (size_t i = 0; i < given.size; i++)
		bytes[i] = (unsigned char)~((const unsigned char *)given.data)[i];
	int r = wio_call_return(call, wio_bytes_of(bytes, given.size));
	free(bytes);
	return r;
}
WIO_EXPORT(invert);

static int broken_text(wio_call *call)
{
	return wio_call_return(call, wio_string("\xff"));
}
WIO_EXPORT(broken_text);

/* ---- waits ---- */

static int nap(wio_call *call)
{
	int64_t ms = wio_call_int(call, 0);
	wio_call_progress(call, 0.5);
	int r = wio_sleep(WIO_MS(ms));
	wio_call_progress(call, 1);
	return r < 0 ? r : wio_call_return(call, wio_int(ms));
}
WIO_EXPORT(nap);

static wio_lock lock;
static int cleanups;

static int cleans_up(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_MS(5));
	cleanups++;
	return r < 0 ? r : 0;
}

/* Holds what others wait for, and cleans up for a while. */
static int hold(wio_call *call)
{
	wio_defer(cleans_up, NULL);
	wio_call_progress(call, 0);
	int r = wio_lock_acquire(&lock);
	if (r < 0)
		return r;
	r = wio_sleep(WIO_MS(wio_call_int(call, 0)));
	wio_lock_release(&lock);
	return r;
}
WIO_EXPORT(hold);

static int cleaned(wio_call *call)
{
	(void)call;
	return cleanups;
}
WIO_EXPORT(cleaned);

/* Goes on after a cancel. */
static int stubborn(wio_call *call)
{
	int times = 0;
	wio_call_progress(call, 0);
	while (times < wio_call_int(call, 0) && wio_sleep(WIO_S(100)) < 0)
		wio_call_progress(call, ++times);
	return times;
}
WIO_EXPORT(stubborn);

static int forever(wio_call *call)
{
	wio_call_progress(call, 0);
	for (int r;;)
		if ((r = wio_check_interrupt()) < 0)
			return r;
}
WIO_EXPORT(forever);

static int check_for_ever(void *unused)
{
	(void)unused;
	for (int r;;)
		if ((r = wio_check_interrupt()) < 0)
			return r;
}

static int run_here(void *self, wio_job *job)
{
	(void)self;
	wio_job_run(job);
	return 0;
}

/* Where nothing can wait, so that the host gets no turn before the end. */
static int holds_the_host(wio_call *call)
{
	static const wio_executor_methods methods = {.submit = run_here};
	wio_executor *executor;
	wio_future *future = NULL;
	wio_call_progress(call, 0);
	int r = wio_executor_new(&executor, &(wio_executor_options){.methods = &methods});
	if (r == 0)
		r = wio_run_in_executor(&future, executor, check_for_ever, NULL, NULL);
	if (r == 0)
		r = wio_await(future, NULL);
	wio_future_release(future);
	wio_executor_release(executor);
	return r;
}
WIO_EXPORT(holds_the_host);

/* Neither a message nor an interrupt reaches it. */
static int deaf(wio_call *call)
{
	volatile bool on = true;
	wio_call_progress(call, 0);
	while (on)
		;
	return 0;
}
WIO_EXPORT(deaf);

static int yields(wio_call *call)
{
	(void)call;
	for (int r;;)
		if ((r = wio_yield()) < 0)
			return r;
}
WIO_EXPORT(yields);

static int ask_for_ever(wio_call *call)
{
	for (int r;;)
		if ((r = wio_host_call(NULL, wio_call_string(call, 0), 0, NULL)) < 0)
			return r;
}
WIO_EXPORT(ask_for_ever);

/* ---- errors ---- */

static int fail(wio_call *call)
{
	wio_call_return(call, wio_string("dropped"));
	int r = wio_raise(WIO_ETIMEDOUT, "the deep one");
	(void)r;
	return wio_raise(WIO_EBUSY, "no %s", "way");
}
WIO_EXPORT(fail);

static int fails(void *text)
{
	return wio_raise(WIO_ESTATE, "%s", (char *)text);
}

static int fail_together(wio_call *call)
{
	(void)call;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r == 0)
		r = wio_group_create_task(group, NULL, fails, "first", NULL);
	if (r == 0)
		r = wio_group_create_task(group, NULL, fails, "second", NULL);
	return wio_group_close(group, r < 0 ? r : 0);
}
WIO_EXPORT(fail_together);

static int leave(wio_call *call)
{
	(void)call;
	return wio_exit(3);
}
WIO_EXPORT(leave);

static int crash(wio_call *call)
{
	(void)call;
	__builtin_trap();
}
WIO_EXPORT(crash);

static int ends(wio_call *call)
{
	(void)call;
	exit(9);
}
WIO_EXPORT(ends);

/* ---- streams ---- */

static int numbers(wio_call *call)
{
	wio_defer(cleans_up, NULL);
	const int64_t n = wio_call_int(call, 0);
	for (int64_t i = 0; i < n; i++) {
		wio_call_progress(call, (double)i);
		int r = wio_call_yield(call, wio_int(i));
		if (r < 0)
			return r;
	}
	return wio_call_count(call) > 1 ? wio_raise(WIO_EUSER, "at the end") : 0;
}
WIO_EXPORT(numbers);

static int open_scope(wio_call *call)
{
	wio_timeout *timeout;
	wio_timeout_open(&timeout, WIO_S(1));
	int r = wio_call_yield(call, wio_int(1));
	return wio_timeout_close(timeout, r);
}
WIO_EXPORT(open_scope);

/* ---- the host's functions ---- */

/* Calls the function named by its first argument with the others. */
static int pass_on(wio_call *call, int (*to)(wio_value *result, const char *name,
                                             size_t count, const wio_value *args))
{
	wio_value args[4];
	size_t n = wio_call_count(call) - 1;
	for (size_t i = 0; i < n && i < 4; i++)
		args[i] = wio_call_value(call, i + 1);
	wio_value answer;
	int r = to(&answer, wio_call_string(call, 0), n, args);
	if (r < 0)
		return r;
	r = wio_call_return(call, answer);
	wio_value_clear(&answer);
	return r;
}

static int ask(wio_call *call)
{
	return pass_on(call, wio_host_call);
}
WIO_EXPORT(ask);

/* The same of an exported function, in a worker. */
static int ask_worker(wio_call *call)
{
	return pass_on(call, wio_worker_call);
}
WIO_EXPORT(ask_worker);

/* As ask; cancelled it waits for the function's end. */
static int ask_and_join(wio_call *call)
{
	const wio_host_call_options options = {.join = true};
	return wio_host_call_with(NULL, wio_call_string(call, 0), 0, NULL, &options);
}
WIO_EXPORT(ask_and_join);

static int ask_and_raise(wio_call *call)
{
	int r = wio_host_call(NULL, wio_call_string(call, 0), 0, NULL);
	char text[80];
	snprintf(text, sizeof text, "after %s", wio_strerror_name(r));
	return wio_raise(WIO_EBUSY, "%s", text);
}
WIO_EXPORT(ask_and_raise);

/* ---- context ---- */

static wio_contextvar *tenant, *locale;
WIO_EXPORT_CONTEXTVAR(tenant);
WIO_EXPORT_CONTEXTVAR(locale);

static int has_tenant(void *call)
{
	void *value;
	int r = wio_contextvar_get(tenant, &value);
	return r < 0 ? r : wio_call_return(call, *(const wio_value *)value);
}

/* In a task of its own. */
static int whose(wio_call *call)
{
	wio_task *task;
	int r = wio_create_task(&task, has_tenant, call, NULL);
	if (r < 0)
		return r;
	r = wio_await(task, NULL);
	wio_task_release(task);
	return r;
}
WIO_EXPORT(whose);

/* ---- iterations ---- */

/* How many turns of the loop it takes. */
static int iterations;

static int counts(void *unused)
{
	(void)unused;
	while (wio_yield() == 0)
		iterations++;
	return 0;
}

static int ask_often(wio_call *call)
{
	wio_task *task;
	int r = wio_create_task(&task, counts, NULL, NULL);
	iterations = 0;
	for (int i = 0; i < 100 && r == 0; i++)
		r = wio_host_call(NULL, wio_call_string(call, 0), 0, NULL);
	wio_task_cancel(task, NULL);
	wio_task_release(task);
	return r < 0 ? r : iterations;
}
WIO_EXPORT(ask_often);

#ifdef WITHOUT_MAIN
/* A library for embedders. */
#elif defined WITH_MAIN
static int app(void *unused)
{
	(void)unused;
	puts("main runs");
	return wio_sleep(WIO_MS(5)) < 0 ? 1 : 7;
}

int main(void)
{
	return wio_run(app, NULL);
}
#elif !defined __EMSCRIPTEN__
/* From C. */
#define CHECK(condition) \
	((condition) ? (void)0 \
	             : (void)(failures++, printf("%s:%d: %s\n", __FILE__, __LINE__, #condition)))

static int failures;

static int app(void *unused)
{
	(void)unused;
	wio_value result, args[2] = {wio_int(INT64_C(1) << 40), wio_int(2)};
	CHECK(strcmp(wio_export_name(0), "empty") == 0);
	CHECK(wio_export_call(&result, "add", 2, args) == 0);
	CHECK(result.kind == WIO_INT && result.integer == (INT64_C(1) << 40) + 2);
	CHECK(wio_export_call(NULL, "number", 0, NULL) == 42);
	args[0] = wio_string("you");
	CHECK(wio_export_call(&result, "greet", 1, args) == 0);
	CHECK(result.kind == WIO_STRING && strcmp(result.text, "hello you") == 0);
	wio_value_clear(&result);
	args[0] = wio_bytes_of("\0\1\2", 3);
	CHECK(wio_export_call(&result, "invert", 1, args) == 0);
	CHECK(result.size == 3 && memcmp(result.bytes, "\xff\xfe\xfd", 3) == 0);
	wio_value_clear(&result);
	CHECK(wio_export_call(&result, "greet", 0, NULL) == WIO_EINVAL);
	CHECK(strcmp(wio_error_message(wio_last_error()),
	             "greet: argument 1 is undefined, not a string") == 0);
	CHECK(wio_export_call(&result, "nothing", 0, NULL) == WIO_ELOOKUP);
	CHECK(wio_export_call(&result, "broken_text", 0, NULL) == WIO_EINVAL);
	CHECK(wio_export_call(&result, "fail", 0, NULL) == WIO_EBUSY);
	args[0] = wio_int(1);
	CHECK(wio_export_call(&result, "numbers", 1, args) == WIO_ESTATE);
	args[0] = wio_string("f");
	CHECK(wio_export_call(&result, "ask", 1, args) == WIO_ENOTSUP);
	CHECK(wio_export_call(&result, "ask_and_join", 1, args) == WIO_ENOTSUP);
	CHECK(wio_export_call(&result, "ask_worker", 1, args) == WIO_ENOTSUP);
	CHECK(wio_export_call(&result, "ask_beside", 0, NULL) == WIO_ENOTSUP);
	CHECK(strcmp(wio_error_message(wio_last_error()),
	             "beside: it is written in JavaScript, which this host has not") == 0);
	return 0;
}

static const wio_outcome *outcome(const char *name, wio_value arg)
{
	wio_value *call = wio_export_room(2 * sizeof *call);
	call[0] = wio_string(name);
	call[1] = arg;
	return wio_export_run(call, 2);
}

static void runs_for_an_embedder(void)
{
	const wio_outcome *o = outcome("nap", wio_int(1));
	CHECK(o->code == 0 && o->value.kind == WIO_INT && o->value.integer == 1);
	o = outcome("greet", wio_string("you"));
	CHECK(o->code == 0 && strcmp(o->value.text, "hello you") == 0);
	o = outcome("greet", wio_int(1));
	CHECK(o->code == WIO_EINVAL && strcmp(o->value.text, "greet: argument 1 is a whole "
	                                                     "number, not a string") == 0);
	o = outcome("nothing", wio_int(1));
	CHECK(o->code == WIO_ELOOKUP);
	CHECK(wio_export_run(NULL, 0)->code == 0);
	CHECK(wio_export_run(NULL, 0)->code == 0);
}

int main(void)
{
	if (wio_run(app, NULL) != 0)
		failures++;
	runs_for_an_embedder();
	if (failures == 0)
		puts("all ok");
	return failures > 0;
}
#endif
