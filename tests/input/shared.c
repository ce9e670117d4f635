// SPDX-License-Identifier: MIT
/* Tasks on a shared stack: pointers to it are not kept. */
#include <string.h>

#include "input.h"
#include "wasyncio_test.h"

static const wio_task_options sharing = {.shared_stack = true};

/* Plays fn as a task on a shared stack. */
static int run_shared(wio_fn *fn)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	int r = wio_runner_run(runner, fn, NULL, &sharing);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
	return r;
}

static int done(wio_future *future, void *arg)
{
	(void)future;
	(void)arg;
	return 0;
}

static int handler(wio_loop *loop, const wio_report *report, void *arg)
{
	(void)loop;
	(void)report;
	(void)arg;
	return 0;
}

#define IS_REFUSED(call) \
	REFUSED(call, WIO_ESTACK, "on the shared stack of task")

static int hands_out_arguments(void *unused)
{
	(void)unused;
	int local = 1;
	static int fixed;
	wio_loop *loop = wio_get_running_loop();
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	wio_runner *runner;
	wio_task *none;
	GIVES(wio_runner_new(&runner, NULL), 0);
	IS_REFUSED(wio_runner_start(runner, &none, input_nothing, &local, &input_task));
	GIVES(input_freed(), 1);
	wio_runner_close(runner);
	wio_runner_free(runner);
	IS_REFUSED(wio_create_task(NULL, input_nothing, &local, &input_task));
	IS_REFUSED(
		wio_loop_create_task(loop, NULL, input_nothing, &local, &input_task));
	IS_REFUSED(
		wio_loop_call_soon(loop, input_nothing, &local, &input_call, NULL));
	IS_REFUSED(
		wio_loop_call_later(loop, 0, input_nothing, &local, &input_call, NULL));
	IS_REFUSED(
		wio_loop_call_at(loop, 0, input_nothing, &local, &input_call, NULL));
	IS_REFUSED(wio_loop_call_soon_threadsafe(loop, input_nothing, &local,
	                                         &input_call));
	IS_REFUSED(wio_future_add_done_callback(future, done, &local, &input_call));
	GIVES(input_freed(), 7);
	wio_generator *generator;
	IS_REFUSED(wio_generator_new(&generator, sizeof local, input_nothing, &local,
	                             &(wio_generator_options){.arg_free = input_free}));
	GIVES(input_freed(), 1);
	IS_REFUSED(wio_loop_at_close(
		loop, &(wio_closing){.fn = input_nothing, .arg = &local}));

	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	IS_REFUSED(
		wio_group_create_task(group, NULL, input_nothing, &local, &input_task));
	GIVES(input_freed(), 1);
	GIVES(wio_group_close(group, 0), 0);

	/* A copy is made; what lies elsewhere is taken. */
	GIVES(wio_create_task(NULL, input_nothing, &local,
	                      &(wio_task_options){.arg_size = sizeof local}),
	      0);
	GIVES(wio_loop_call_soon(loop, input_nothing, &local,
	                         &(wio_call_options){.arg_size = sizeof local},
	                         NULL),
	      0);
	GIVES(wio_create_task(NULL, input_nothing, &fixed, &sharing), 0);
	GIVES(wio_create_task(NULL, input_nothing, (void *)8, NULL), 0);
	GIVES(wio_yield(), 0);
	wio_future_release(future);
	return local;
}

CASE(arguments_on_a_shared_stack)
{
	GIVES(run_shared(hands_out_arguments), 1);
}

static int more(void *source, void *buffer, size_t size)
{
	(void)source;
	(void)buffer;
	(void)size;
	return 0;
}

static int take(void *sink, const void *bytes, size_t size)
{
	(void)sink;
	(void)bytes;
	return (int)size;
}

static int submit(void *self, wio_job *job)
{
	(void)self;
	(void)job;
	return WIO_ENOTSUP;
}

static int hands_out_values(void *unused)
{
	(void)unused;
	char local[8] = "text";
	wio_future *future;
	wio_contextvar *var;
	wio_runner *runner;
	wio_error_entry table[] = {{WIO_EUSER - 7, "X", "x"}};
	GIVES(wio_future_new(&future, NULL), 0);
	IS_REFUSED(wio_future_set_value(future, 0, local, input_free));
	CHECK(!wio_future_done(future));
	IS_REFUSED(wio_task_set_value(&local[7], input_free));
	IS_REFUSED(wio_contextvar_new(
		&var, "name", &(wio_contextvar_options){true, local, NULL, NULL}));
	GIVES(wio_contextvar_new(&var, "name", NULL), 0);
	IS_REFUSED(wio_contextvar_set(var, local, NULL));
	IS_REFUSED(
		wio_loop_set_exception_handler(wio_get_running_loop(), handler, local));
	IS_REFUSED(wio_runner_new(
		&runner, &(wio_runner_options){.loop_factory_arg = local}));
	IS_REFUSED(wio_register_errors(table, 1));
	wio_reader *reader;
	wio_writer *writer;
	wio_executor *executor;
	wio_limiter limiter = WIO_LIMITER(1);
	wio_loan loan = {0};
	static const wio_reader_source source = {more, NULL};
	static const wio_writer_sink sink = {take, NULL, NULL};
	static const wio_executor_methods methods = {submit, NULL, NULL};
	IS_REFUSED(wio_reader_new(&reader, &source, local));
	IS_REFUSED(wio_writer_new(&writer, &sink, local));
	IS_REFUSED(wio_executor_new(
		&executor, &(wio_executor_options){.methods = &methods, .self = local}));
	IS_REFUSED(wio_limiter_acquire(&limiter, &loan));
	IS_REFUSED(wio_test_at(0, input_nothing, local));
	GIVES(input_freed(), 0);

	GIVES(wio_task_set_value(input_junk, NULL), 0);
	GIVES(wio_contextvar_set(var, (void *)3, NULL), 0);
	wio_contextvar_release(var);
	wio_future_release(future);
	return strcmp(local, "text") == 0;
}

CASE(values_on_a_shared_stack)
{
	GIVES(run_shared(hands_out_values), 1);
}

/* ---- what may point there ---- */

static int doubles(void *arg)
{
	/* With its task's frames in place, and it may wait. */
	int *n = arg;
	GIVES(wio_yield(), 0);
	*n *= 2;
	return 0;
}

static int five(void *unused)
{
	(void)unused;
	return 5;
}

static int uses_its_locals(void *unused)
{
	(void)unused;
	int n = 4, result = -1;
	wio_task *task;
	wio_task *all[4];
	void *value;
	wio_contextvar *var;
	int mark = wio_defer(doubles, &n);
	CHECK(mark >= 0);
	GIVES(wio_create_task(&task, five, NULL, NULL), 0);
	GIVES(wio_await(task, &result), 0);
	GIVES(result, 5);
	CHECK(wio_all_tasks(NULL, all, 4) == 1 && all[0] == wio_current_task());
	GIVES(wio_undefer(mark, true), 0);
	GIVES(n, 8);
	GIVES(wio_context_run(wio_context_current(), input_nothing, &n),
	      WIO_EENTERED);
	GIVES(wio_contextvar_new(&var, "name", NULL), 0);
	GIVES(wio_contextvar_set(var, (void *)5, NULL), 0);
	GIVES(wio_contextvar_get(var, &value), 0);
	CHECK(value == (void *)5);
	wio_contextvar_release(var);
	wio_task_release(task);
	return n;
}

CASE(what_may_lie_on_a_shared_stack)
{
	GIVES(run_shared(uses_its_locals), 8);
}

/* ---- what is left ---- */

/* As an interpreter does it: how deep it got. */
__attribute__((noinline)) static int recurse(int levels)
{
	volatile char room[256];
	for (size_t i = 0; i < sizeof room; i++)
		room[i] = (char)levels;
	if (wio_stack_left() < 6000 || levels >= 1000)
		return levels + room[0] - room[1];
	return recurse(levels + 1) + room[2] - room[3];
}

/* It is the size of its stack, less what is in use. */
static int measures(void *size)
{
	const size_t left = wio_stack_left();
	const size_t all = wio_task_stack_size(wio_current_task());
	CHECK(left < all && left > all - 2000);
	CHECK(all >= *(const size_t *)size);
	const int levels = recurse(0);
	CHECK((size_t)levels < all / 256); /* what each has at least */
	GIVES(wio_yield(), 0);
	CHECK(recurse(0) == levels);
	CHECK(left - wio_stack_left() < 100);
	return levels;
}

static int measured(size_t size)
{
	static size_t kept;
	wio_task *task;
	wio_task_options options = {.stack_size = size, .shared_stack = size == 0};
	kept = size;
	GIVES(wio_create_task(&task, measures, &kept, &options), 0);
	CHECK(wio_task_stack_size(task) >= (size ? size : 128 * 1024));
	CHECK(wio_task_stack_high_water(task) < 1024);
	const int levels = wio_await(task, NULL);
	CHECK(wio_task_stack_size(task) == 0);
	CHECK(wio_task_stack_high_water(task) > 0);
	wio_task_release(task);
	return levels;
}

static size_t outside;

static int leaves_it(void *unused)
{
	(void)unused;
	outside = wio_stack_left();
	return 0;
}

static int measures_all(void *unused)
{
	(void)unused;
	const int few = measured(16 * 1024);
	CHECK(few > 10);
	CHECK(measured(32 * 1024) > 2 * few);
	CHECK(measured(0) > 4 * few);
	GIVES(wio_loop_call_soon(wio_get_running_loop(), leaves_it, NULL, NULL, NULL),
	      0);
	return wio_yield();
}

CASE(what_is_left_of_a_stack)
{
	const size_t left = wio_stack_left();
	CHECK(left > 16 * 1024);
	GIVES(input_run(measures_all), 0);
	CHECK(wio_stack_left() == left);
	/* Callbacks have the thread's own stack. */
	CHECK(outside > 16 * 1024);
}

/* ---- who gets one ---- */

static size_t sizes[3];

static int sizes_up(void *where)
{
	*(size_t *)where = wio_task_stack_size(wio_current_task());
	CHECK(wio_task_stack_high_water(wio_current_task()) < 100000);
	return 0;
}

static int opens_groups(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_group_options options = {.shared_stack = true};
	GIVES(wio_group_open_with(&group, &options), 0);
	GIVES(wio_group_create_task(group, NULL, sizes_up, &sizes[0], NULL), 0);
	GIVES(wio_group_create_task(group, NULL, sizes_up, &sizes[1],
	                            &(wio_task_options){.stack_size = 65536}),
	      0);
	GIVES(wio_group_close(group, 0), 0);
	GIVES(wio_group_open_with(&group, NULL), 0);
	GIVES(wio_group_create_task(group, NULL, sizes_up, &sizes[2], NULL), 0);
	GIVES(wio_group_close(group, 0), 0);
	CHECK(sizes[0] >= 128 * 1024);
	CHECK(sizes[1] >= 65536 && sizes[1] != sizes[0]);
	CHECK(sizes[2] >= 16384 && sizes[2] != sizes[0]);
	wio_task_options both = {
		.stack_size = 65536, .shared_stack = true, .arg_free = input_free};
	REFUSED(wio_create_task(NULL, input_nothing, NULL, &both), WIO_EINVAL,
	        "stack_size with shared_stack");
	GIVES(input_freed(), 1);
	STARVES(wio_group_open_with(&group, &options));
	return 0;
}

CASE(groups_on_a_shared_stack)
{
	GIVES(input_run(opens_groups), 0);
	REFUSED(wio_group_open_with(&(wio_group *){NULL}, NULL), WIO_ENOTRUNNING,
	        "not inside a task");
}

/* ---- one inside of another ---- */

static wio_runner *outer;

static int silent(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	GIVES(report->kind, WIO_REPORT_PENDING);
	return 0;
}

static int closed_calls(void *text)
{
	REFUSED(wio_yield(), WIO_ECLOSED, "nothing can wait any more");
	CHECK(strcmp((char *)text + 1, "ine") == 0);
	return 0;
}

static int is_closed(void *tag)
{
	char text[] = "mine";
	text[0] = *(char *)tag;
	const int mark = wio_defer(closed_calls, text);
	GIVES(wio_sleep(WIO_S(1000)), WIO_ECLOSED);
	REFUSED(wio_yield(), WIO_ECLOSED, "nothing can wait any more");
	CHECK(text[0] == *(char *)tag && strcmp(text + 1, "ine") == 0);
	GIVES(wio_undefer(mark, true), 0);
	return 0;
}

static int leaves_two(void *unused)
{
	static char tags[] = "ab";
	(void)unused;
	for (int i = 0; i < 2; i++)
		GIVES(wio_create_task(NULL, is_closed, &tags[i], &sharing), 0);
	return wio_yield();
}

static int closes_another(void *unused)
{
	(void)unused;
	char text[] = "still mine";
	GIVES(wio_yield(), 0);
	/* Its tasks are resumed here, on top of this one. */
	REFUSED(wio_runner_close(outer), WIO_ERUNNING, "another loop is running");
	CHECK(strcmp(text, "still mine") == 0);
	GIVES(wio_yield(), 0);
	CHECK(strcmp(text, "still mine") == 0);
	return 0;
}

CASE(close_on_a_shared_stack)
{
	wio_loop *loop;
	GIVES(wio_runner_new(&outer, NULL), 0);
	GIVES(wio_runner_get_loop(outer, &loop), 0);
	GIVES(wio_loop_set_exception_handler(loop, silent, NULL), 0);
	GIVES(wio_runner_run(outer, leaves_two, NULL, &sharing), 0);
	GIVES(run_shared(closes_another), 0);
	wio_runner_free(outer);
}
