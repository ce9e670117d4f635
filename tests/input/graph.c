// SPDX-License-Identifier: MIT
/* Who waits for whom: what is refused, and the text of it. */
#undef NDEBUG /* as in a build for debugging: a task knows its place */
#include <stdio.h>
#include <string.h>

#include "input.h"

static wio_task *other; /* of another loop */

static int forever(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

static int makes_one(void *unused)
{
	(void)unused;
	return wio_create_task(&other, forever, NULL, NULL);
}

static int asks_wrongly(void *unused)
{
	(void)unused;
	wio_future *future, *junk = (wio_future *)input_junk;
	wio_task *own = wio_current_task();
	char text[1];
	GIVES(wio_future_new(&future, NULL), 0);
	REFUSED(wio_call_graph(junk, NULL, 0), WIO_EINVAL, "not a future");
	REFUSED(wio_format_call_graph(junk, text, 1), WIO_EINVAL, "not a future");
	REFUSED(wio_print_call_graph(junk), WIO_EINVAL, "not a future");
	REFUSED(wio_future_add_to_awaited_by(NULL, own), WIO_EINVAL, "but NULL");
	REFUSED(wio_future_add_to_awaited_by(future, (wio_task *)input_junk),
	        WIO_EINVAL, "not a task");
	REFUSED(wio_future_discard_from_awaited_by(junk, own), WIO_EINVAL,
	        "not a future");
	REFUSED(wio_future_add_to_awaited_by(future, other), WIO_EOTHERLOOP,
	        "belongs to another loop");
	REFUSED(wio_future_discard_from_awaited_by(future, other), WIO_EOTHERLOOP,
	        "belongs to another loop");
	GIVES(wio_call_graph(NULL, NULL, 9), 1);
	CHECK(wio_format_call_graph(NULL, NULL, 9) == wio_format_call_graph(NULL, text, 0));
	STARVES(wio_call_graph(NULL, NULL, 0));
	STARVES(wio_format_call_graph(NULL, text, 1));
	STARVES(wio_print_call_graph(NULL));
	STARVES(wio_future_add_to_awaited_by(future, own));
	GIVES(wio_future_discard_from_awaited_by(future, own), 0);
	GIVES(wio_future_set_result(future, 0), 0);
	GIVES(wio_future_add_to_awaited_by(future, own), 0);
	GIVES(wio_future_discard_from_awaited_by(future, own), 0);
	wio_future_release(future);
	return 0;
}

CASE(graph_of_what_is_none)
{
	wio_runner *runner;
	REFUSED(wio_call_graph(NULL, NULL, 0), WIO_ENOTRUNNING, "not inside a task");
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, makes_one, NULL, NULL), 0);
	GIVES(input_run(asks_wrongly), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_task_release(other);
	wio_runner_free(runner);
}

/* ---- claims ---- */

/* What was said of a future goes with it, and with its end. */
static int claims(void *unused)
{
	(void)unused;
	wio_future *future;
	wio_task *own = wio_current_task();
	wio_call_graph_entry entries[3];
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_future_add_to_awaited_by(future, own), 0);
	GIVES(wio_future_add_to_awaited_by(future, own), 0);
	GIVES(wio_call_graph(future, entries, 3), 3);
	CHECK(!entries[0].task && entries[0].future == future && !entries[0].by);
	CHECK(entries[1].task == own && entries[1].depth == 1 && !entries[1].again);
	CHECK(!entries[1].call && entries[2].again && !entries[2].cycle);
	GIVES(wio_future_discard_from_awaited_by(future, own), 1);
	GIVES(wio_call_graph(future, NULL, 0), 2);
	wio_future_release(future);
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_future_add_to_awaited_by(future, own), 0);
	GIVES(wio_future_set_result(future, 0), 0);
	GIVES(wio_call_graph(future, NULL, 0), 1);
	wio_future_release(future);
	return wio_yield();
}

CASE(graph_of_claims)
{
	GIVES(input_run(claims), 0);
}

/* ---- the text ---- */

static int made_at, made_by_make;

static wio_task *make(wio_fn *fn, void *arg, const char *name)
{
	wio_task *task;
	const wio_task_options options = {.name = name};
	made_at = made_by_make = __LINE__ + 1;
	int r = wio_create_task(&task, fn, arg, &options);
	GIVES(r, 0);
	return task;
}

static const char *place_of(int line)
{
	static char place[32];
	snprintf(place, sizeof place, " (graph.c:%d)", line);
	return place;
}

/* Of tasks, behind their names. */
static void without_places(char *text)
{
	for (char *p = text; (p = strstr(p, "' (")) != NULL;) {
		const char *end = strchr(p, ')') + 1;
		memmove(p + 1, end, strlen(end) + 1);
	}
}

static void shows(wio_task *task, const char *what)
{
	char text[2048];
	wio_future *future = task ? wio_task_future(task) : NULL;
	const int size = wio_format_call_graph(future, text, sizeof text);
	CHECK(size == (int)strlen(text) + 1);
	CHECK(strstr(text, place_of(made_at)));
	without_places(text);
	const bool same = strcmp(text, what) == 0;
	if (!same)
		fprintf(stderr, "--- is\n%s--- and should be\n%s", text, what);
	CHECK(same);
	/* It ends where there is no room for more. */
	char some[9] = "........";
	GIVES(wio_format_call_graph(future, some, 5), size);
	CHECK(!memcmp(some, "* ta", 5) && !memcmp(some + 5, "...", 4));
}

static wio_lock lock;
static wio_lock second;

static int holds_one(void *unused)
{
	(void)unused;
	wio_lock_acquire(&lock);
	wio_yield();
	return wio_lock_acquire(&second);
}

static int holds_the_other(void *unused)
{
	(void)unused;
	wio_lock_acquire(&second);
	return wio_lock_acquire(&lock);
}

static void end(wio_task *task)
{
	wio_task_cancel(task, NULL);
	wio_await(task, NULL);
	wio_task_release(task);
}

static int two_locks(void *unused)
{
	(void)unused;
	lock = second = (wio_lock){0};
	wio_task *a = make(holds_one, NULL, "a");
	wio_task *b = make(holds_the_other, NULL, "b");
	shows(a, "* task 'a', not started\n");
	GIVES(wio_yield(), 0);
	shows(a, "* task 'a', ready\n"
	         "  + awaited by:\n"
	         "    * task 'b', in wio_lock_acquire, held by task 'a'\n");
	GIVES(wio_yield(), 0);
	shows(a, "* task 'a', in wio_lock_acquire, held by task 'b'\n"
	         "  + awaited by:\n"
	         "    * task 'b', in wio_lock_acquire, held by task 'a'\n"
	         "      + awaited by:\n"
	         "        * task 'a' by wio_lock_acquire: a cycle, it waits for "
	         "itself\n");
	end(a);
	shows(b, "* task 'b', in wio_lock_acquire, held by a task that has ended\n");
	end(b);
	return 0;
}

CASE(graph_of_two_locks)
{
	GIVES(input_run(two_locks), 0);
}

static int awaits(void *task)
{
	return wio_await((wio_task *)task, NULL);
}

static int awaits_a_future(void *future)
{
	return wio_await((wio_future *)future, NULL);
}

static int gathers(void *arg)
{
	wio_task *task = arg;
	return wio_gather(&task, 1, NULL, false);
}

static int shields(void *task)
{
	return wio_shield(task, NULL);
}

static wio_task *add(wio_group *group, wio_fn *fn, void *arg, const char *name)
{
	wio_task *task;
	const wio_task_options options = {.name = name};
	made_at = __LINE__ + 1;
	GIVES(wio_group_create_task(group, &task, fn, arg, &options), 0);
	return task;
}

static int one_of_each(void *unused)
{
	(void)unused;
	wio_future *future;
	wio_group *group;
	GIVES(wio_future_new(&future, NULL), 0);
	const int line = __LINE__ + 1;
	GIVES(wio_group_open(&group), 0);
	wio_task *leaf = add(group, forever, NULL, "leaf");
	wio_task *all[] = {
		leaf,
		make(awaits_a_future, future, "w"),
		add(group, awaits, leaf, "x"),
		add(group, gathers, leaf, "y"),
		add(group, shields, leaf, "z"),
	};
	GIVES(wio_yield(), 0);
	char text[1024];
	snprintf(text, sizeof text,
	         "* task 'leaf', in wio_sleep, for ever\n"
	         "  + awaited by:\n"
	         "    * task 'main' by wio_group_close, running\n"
	         "      + open: group%s\n"
	         "    * task 'x', in wio_await, for task 'leaf'\n"
	         "      + awaited by:\n"
	         "        * task 'main' by wio_group_close: as above\n"
	         "    * task 'y', in wio_gather\n"
	         "      + awaited by:\n"
	         "        * task 'main' by wio_group_close: as above\n"
	         "    * task 'z', in wio_shield\n"
	         "      + awaited by:\n"
	         "        * task 'main' by wio_group_close: as above\n",
	         place_of(line));
	shows(leaf, text);
	made_at = made_by_make;
	shows(all[1], "* task 'w', in wio_await, for a future\n");
	GIVES(wio_group_cancel(group), 1);
	GIVES(wio_group_close(group, 0), 0);
	wio_future_set_result(future, 0);
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		wio_task_release(all[i]);
	wio_future_release(future);
	return wio_yield();
}

static int named(void *unused)
{
	(void)unused;
	wio_task_set_name(wio_current_task(), "main");
	return one_of_each(NULL);
}

CASE(graph_as_text)
{
	GIVES(input_run(named), 0);
}

/* ---- where they were made ---- */

static bool has_place(wio_task *task)
{
	char text[64];
	GIVES(wio_task_set_name(task, "x"), 0);
	CHECK(wio_format_call_graph(wio_task_future(task), text, sizeof text) > 0);
	return !strncmp(text, "* task 'x' (graph.c:", 20);
}

/* In brackets a call is no macro: such a task has the place of no other. */
static int makes_quietly(void *unused)
{
	(void)unused;
	wio_task *tasks[4];
	wio_loop *loop = wio_get_running_loop();
	CHECK(has_place(wio_current_task()));
	GIVES((wio_create_task)(&tasks[0], input_nothing, NULL, NULL), 0);
	GIVES(wio_loop_create_task(loop, &tasks[1], input_nothing, NULL, NULL), 0);
	REFUSED(wio_create_task(NULL, NULL, NULL, NULL), WIO_EINVAL, "fn is NULL");
	GIVES((wio_create_task)(&tasks[2], input_nothing, NULL, NULL), 0);
	GIVES(wio_create_task(&tasks[3], input_nothing, NULL, NULL), 0);
	for (int i = 0; i < 4; i++) {
		CHECK(has_place(tasks[i]) == (i == 1 || i == 3));
		wio_task_release(tasks[i]);
	}
	return 0;
}

CASE(graph_of_places)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, makes_quietly, NULL, NULL), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
}

/* ---- where each of them waits ---- */

static wio_lock taken;
static wio_event never;
static wio_condition condition;
static wio_semaphore none = WIO_SEMAPHORE(0);
static wio_barrier barrier = WIO_BARRIER(2);
static wio_waiters waiters;
static wio_queue *empty, *full;
static wio_task *sleeper;

static int in_lock(void *unused)
{
	(void)unused;
	return wio_lock_acquire(&taken);
}

static int in_event(void *unused)
{
	(void)unused;
	return wio_event_wait(&never);
}

static int in_condition(void *unused)
{
	(void)unused;
	wio_lock_acquire(wio_condition_lock(&condition));
	int r = wio_condition_wait(&condition);
	wio_lock_release(wio_condition_lock(&condition));
	return r;
}

static int in_semaphore(void *unused)
{
	(void)unused;
	return wio_semaphore_acquire(&none);
}

static int in_barrier(void *unused)
{
	(void)unused;
	return wio_barrier_wait(&barrier);
}

static int in_waiters(void *unused)
{
	(void)unused;
	return wio_waiters_wait(&waiters, NULL);
}

static int in_get(void *unused)
{
	int item;
	(void)unused;
	return wio_queue_get(empty, &item);
}

static int in_put(void *unused)
{
	(void)unused;
	return wio_queue_put(full, &(int){1});
}

static int in_join(void *unused)
{
	(void)unused;
	return wio_queue_join(full);
}

static int in_wait(void *unused)
{
	(void)unused;
	return wio_wait(&sleeper, 1, WIO_ALL_COMPLETED, WIO_FOREVER);
}

static int in_wait_for(void *unused)
{
	(void)unused;
	return wio_wait_for(sleeper, WIO_FOREVER, NULL);
}

static int in_as_completed(void *unused)
{
	wio_as_completed *each;
	wio_task *task;
	(void)unused;
	GIVES(wio_as_completed_open(&each, &sleeper, 1, WIO_FOREVER), 0);
	int r = wio_as_completed_next(each, &task);
	wio_as_completed_close(each);
	return r;
}

static int in_group(void *unused)
{
	wio_group *group;
	(void)unused;
	GIVES(wio_group_open(&group), 0);
	int r = wio_group_create_task(group, NULL, forever, NULL, NULL);
	return wio_group_close(group, r);
}

static const struct {
	wio_fn *fn;
	const char *call;
} calls[] = {
	{forever, "wio_sleep"},
	{in_lock, "wio_lock_acquire"},
	{in_event, "wio_event_wait"},
	{in_condition, "wio_condition_wait"},
	{in_semaphore, "wio_semaphore_acquire"},
	{in_barrier, "wio_barrier_wait"},
	{in_waiters, "wio_waiters_wait"},
	{in_get, "wio_queue_get"},
	{in_put, "wio_queue_put"},
	{in_join, "wio_queue_join"},
	{in_wait, "wio_wait"},
	{in_wait_for, "wio_await"},
	{in_as_completed, "wio_as_completed_next"},
	{in_group, "wio_group_close"},
};

enum { CALLS = sizeof calls / sizeof *calls };

static int each_call(void *unused)
{
	(void)unused;
	wio_task *tasks[CALLS];
	wio_call_graph_entry entry;
	wio_lock_acquire(&taken);
	GIVES(wio_queue_new(&empty, sizeof(int), NULL), 0);
	GIVES(wio_queue_new(&full, sizeof(int), &(wio_queue_options){.maxsize = 1}), 0);
	GIVES(wio_queue_put(full, &(int){0}), 0);
	sleeper = make(forever, NULL, NULL);
	for (size_t i = 0; i < CALLS; i++)
		tasks[i] = make(calls[i].fn, NULL, NULL);
	GIVES(wio_yield(), 0);
	for (size_t i = 0; i < CALLS; i++) {
		GIVES(wio_call_graph(wio_task_future(tasks[i]), &entry, 1), 1);
		CHECK(entry.call && strcmp(entry.call, calls[i].call) == 0);
	}
	/* Of one that is about to go on nothing is said. */
	wio_waiters_wake_all(&waiters);
	for (size_t i = 0; i < CALLS; i++)
		if (calls[i].fn == in_waiters) {
			GIVES(wio_call_graph(wio_task_future(tasks[i]), &entry, 1), 1);
			CHECK(!entry.call);
		}
	for (size_t i = 0; i < CALLS; i++)
		end(tasks[i]);
	end(sleeper);
	wio_lock_release(&taken);
	wio_queue_release(empty);
	wio_queue_release(full);
	return 0;
}

CASE(graph_of_each_call)
{
	GIVES(input_run(each_call), 0);
}

/* ---- a chain that is longer than a stack is deep ---- */

enum { LONG = 3000 };

static int awaits_the_one_before(void *task)
{
	return wio_await((wio_task *)task, NULL);
}

static int long_chain(void *unused)
{
	(void)unused;
	static wio_task *chain[LONG];
	static wio_call_graph_entry entries[LONG];
	const wio_task_options small = {.shared_stack = true};
	for (int i = 0; i < LONG; i++)
		GIVES(wio_create_task(&chain[i], i ? awaits_the_one_before : forever,
		                      i ? chain[i - 1] : NULL, &small), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_call_graph(wio_task_future(chain[0]), entries, LONG), LONG);
	CHECK(entries[LONG - 1].task == chain[LONG - 1]);
	CHECK(entries[LONG - 1].depth == LONG - 1);
	wio_task_cancel(chain[LONG - 1], NULL);
	wio_await(chain[LONG - 1], NULL);
	for (int i = 0; i < LONG; i++)
		wio_task_release(chain[i]);
	return 0;
}

CASE(graph_of_a_long_chain)
{
	GIVES(input_run(long_chain), 0);
}

/* ---- a run that cannot end ---- */

static int waits_for_ever(void *unused)
{
	(void)unused;
	wio_task *a = make(holds_one, NULL, "a");
	wio_task *b = make(holds_the_other, NULL, "b");
	wio_task_release(b);
	int r = wio_await(a, NULL);
	wio_task_release(a);
	return r;
}

CASE(graph_of_a_deadlock)
{
	if (input_in_page)
		return;
	wio_runner *runner;
	lock = second = (wio_lock){0};
	GIVES(wio_runner_new(&runner, NULL), 0);
	REFUSED(wio_runner_run(runner, waits_for_ever, NULL,
	                       &(wio_task_options){.name = "m"}),
	        WIO_EDEADLK,
	        "waiting: m in wio_await, for task 'a', a in wio_lock_acquire, held "
	        "by task 'b', b in wio_lock_acquire, held by task 'a'");
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
}
