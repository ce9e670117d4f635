// SPDX-License-Identifier: MIT
/* What a test of a program can do to it, with public functions alone. */
#include <stdio.h>
#include <string.h>

#include "wasyncio_test.h"

static int failures;

#define CHECK(condition) \
	((condition) ? (void)0 \
	             : (void)(failures++, printf("%s:%d: %s\n", __FILE__, __LINE__, \
	                                         #condition)))

static int run(wio_fn *fn, void *arg)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);
	if (r < 0)
		return r;
	r = wio_runner_run(runner, fn, arg, NULL);
	int closed = wio_runner_close(runner);
	wio_runner_free(runner);
	return r < 0 ? r : closed < 0 ? closed : r;
}

/* ---- time ---- */

static int set(void *event)
{
	wio_event_set(event);
	return 0;
}

static int waits_for_hours(void *unused)
{
	wio_event event = {0};
	(void)unused;
	CHECK(wio_sleep(WIO_S(3600)) == 0);
	CHECK(wio_test_clock_now() == WIO_S(3600));
	CHECK(wio_test_at(WIO_S(7200), set, &event) == 0);
	CHECK(wio_test_at(WIO_S(9999), set, &event) == 0);
	CHECK(wio_test_at(0, NULL, NULL) == WIO_EINVAL);
	CHECK(wio_event_wait(&event) == 0);
	CHECK(wio_test_clock_now() == WIO_S(7200));
	return 0;
}

static int waits_for_nothing(void *unused)
{
	wio_event event = {0};
	(void)unused;
	return wio_event_wait(&event);
}

static void time_goes_by(void)
{
	wio_test_clock_start();
	CHECK(run(waits_for_hours, NULL) == 0);
	/* The event that is left is dropped, so nothing can come. */
	wio_test_clock_start();
	CHECK(wio_test_clock_now() == 0);
	CHECK(run(waits_for_nothing, NULL) == WIO_EDEADLK);
	wio_test_clock_stop();
}

/* ---- all wait ---- */

struct work {
	int done;
	wio_event go;
};

static int works(void *arg)
{
	struct work *work = arg;
	for (int i = 0; i < 5; i++) {
		int r = wio_yield();
		if (r < 0)
			return r;
		work->done++;
	}
	int r = wio_event_wait(&work->go);
	work->done = -1;
	return r;
}

static int asked;

static int asks_too(void *unused)
{
	(void)unused;
	CHECK(wio_test_wait_blocked() == 0);
	const int place = ++asked;
	CHECK(wio_yield() == 0 && asked == place);
	return 0;
}

static int looks(void *unused)
{
	struct work work = {0};
	wio_task *task;
	(void)unused;
	CHECK(wio_create_task(&task, works, &work, NULL) == 0);
	CHECK(wio_test_wait_blocked() == 0);
	CHECK(work.done == 5);
	/* It comes behind who waits here. */
	CHECK(wio_test_at(wio_test_clock_now(), set, &work.go) == 0);
	CHECK(wio_test_wait_blocked() == 0);
	CHECK(work.done == -1 && wio_task_done(task));
	wio_task_release(task);
	/* Of several who ask each goes on when those before have ended, or wait. */
	for (int i = 0; i < 3; i++)
		CHECK(wio_create_task(NULL, asks_too, NULL, NULL) == 0);
	CHECK(wio_sleep(WIO_S(1)) == 0);
	CHECK(asked == 3);
	return 0;
}

static int waits_too(void *other)
{
	int r = wio_test_wait_blocked();
	return r == 0 && other ? wio_event_set(other) : r;
}

/* Several at once, of which each waits for all who do not. */
static int look(void *unused)
{
	struct work work = {0};
	wio_task *tasks[3];
	(void)unused;
	CHECK(wio_create_task(&tasks[0], waits_too, &work.go, NULL) == 0);
	CHECK(wio_create_task(&tasks[1], works, &work, NULL) == 0);
	CHECK(wio_create_task(&tasks[2], waits_too, NULL, NULL) == 0);
	CHECK(wio_test_wait_blocked() == 0);
	CHECK(work.done == -1 || work.done == 5);
	CHECK(wio_test_wait_blocked() == 0);
	CHECK(work.done == -1);
	for (int i = 0; i < 3; i++) {
		CHECK(wio_task_done(tasks[i]));
		wio_task_release(tasks[i]);
	}
	/* One that is cancelled there has something to do. */
	CHECK(wio_create_task(&tasks[0], waits_too, NULL, NULL) == 0);
	CHECK(wio_yield() == 0);
	CHECK(wio_task_cancel(tasks[0], NULL) == 1);
	CHECK(wio_test_wait_blocked() == 0);
	CHECK(wio_task_cancelled(tasks[0]));
	wio_task_release(tasks[0]);
	return 0;
}

/* ---- orders ---- */

static char said[16];

static int says(void *what)
{
	strncat(said, what, 1);
	return 0;
}

static int three(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	*said = 0;
	CHECK(wio_create_task(NULL, says, "a", NULL) == 0);
	CHECK(wio_loop_call_soon(loop, says, "-", NULL, NULL) == 0);
	CHECK(wio_create_task(NULL, says, "b", NULL) == 0);
	CHECK(wio_create_task(NULL, says, "c", NULL) == 0);
	return wio_test_wait_blocked();
}

static size_t the_last(size_t n, void *count)
{
	++*(int *)count;
	return n - 1;
}

static void orders(void)
{
	int count = 0;
	char first[sizeof said];
	wio_test_clock_start();
	CHECK(run(three, NULL) == 0);
	CHECK(strcmp(said, "a-bc") == 0);
	wio_test_order(the_last, &count);
	CHECK(run(three, NULL) == 0);
	/* Main was made ready behind them. */
	CHECK(strcmp(said, "-cba") == 0);
	CHECK(count > 0);
	int others = 0;
	for (uint64_t seed = 1; seed <= 20; seed++) {
		wio_test_shuffle(seed);
		CHECK(run(three, NULL) == 0);
		strcpy(first, said);
		wio_test_shuffle(seed);
		CHECK(run(three, NULL) == 0);
		CHECK(strcmp(first, said) == 0);
		others += strcmp(said, "a-bc") != 0;
	}
	CHECK(others > 5);
	wio_test_order(NULL, NULL);
	CHECK(run(three, NULL) == 0);
	CHECK(strcmp(said, "a-bc") == 0);
	wio_test_clock_stop();
}

/* ---- failures ---- */

static int child(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(1));
}

static int makes_two(void *unused)
{
	wio_group *group;
	(void)unused;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int i = 0; i < 2 && r >= 0; i++)
		r = wio_group_create_task(group, NULL, child, NULL, NULL);
	return wio_group_close(group, r);
}

static int ignore(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)report;
	(void)unused;
	return 0;
}

static int quietly(void *unused)
{
	wio_loop_set_exception_handler(wio_get_running_loop(), ignore, NULL);
	return makes_two(unused);
}

static void no_memory(void)
{
	wio_test_clock_start();
	wio_test_fail_allocation(0);
	CHECK(run(quietly, NULL) == 0);
	const size_t all = wio_test_allocations();
	CHECK(all > 5);
	for (size_t n = 1; n <= all; n++) {
		wio_test_fail_allocation(n);
		int r = run(quietly, NULL);
		CHECK(r == WIO_ENOMEM || r == WIO_EGROUP || r == 0);
	}
	wio_test_fail_allocation(1);
	CHECK(run(quietly, NULL) == WIO_ENOMEM);
	/* The others do not. */
	CHECK(run(quietly, NULL) == 0);
	wio_test_fail_allocation(0);
	wio_test_clock_stop();
}

static void interrupted(void)
{
	wio_test_clock_start();
	wio_test_interrupt_at(0);
	CHECK(run(makes_two, NULL) == 0);
	const size_t all = wio_test_steps();
	CHECK(all == 6);
	for (size_t n = 1; n < all; n++) {
		wio_test_interrupt_at(n);
		CHECK(run(makes_two, NULL) == WIO_EINTERRUPTED);
	}
	/* In its last step main does not wait any more. */
	wio_test_interrupt_at(all);
	CHECK(run(makes_two, NULL) == WIO_EINTERRUPTED);
	wio_test_interrupt_at(0);
	wio_test_clock_stop();
}

/* ---- traces ---- */

static int traced(void *unused)
{
	wio_task *task;
	(void)unused;
	int r = wio_create_task(&task, child, NULL,
	                        &(wio_task_options){.name = "child"});
	if (r < 0)
		return r;
	wio_yield();
	wio_task_cancel(task, NULL);
	wio_await(task, NULL);
	wio_task_release(task);
	return 7;
}

static void traces(void)
{
	static char text[1000];
	char little[20];
	wio_test_clock_start();
	wio_test_trace(text, sizeof text);
	CHECK(run(traced, NULL) == 7);
	wio_test_trace(little, sizeof little);
	CHECK(run(traced, NULL) == 7);
	wio_test_trace(NULL, 0);
	CHECK(run(traced, NULL) == 7);
	wio_test_clock_stop();
	CHECK(strncmp(text, "iter 1\nstart Task-", 18) == 0);
	CHECK(strstr(text, "start child\nsuspend child\n") != NULL);
	CHECK(strstr(text, "cancel child\n") != NULL);
	CHECK(strstr(text, "resume child WIO_ECANCELED\nend child WIO_ECANCELED\n") !=
	      NULL);
	CHECK(strstr(text, " 7\n") != NULL);
	CHECK(strncmp(little, "iter 1\n", 7) == 0 && strlen(little) < sizeof little);
}

int main(void)
{
	time_goes_by();
	wio_test_clock_start();
	CHECK(run(looks, NULL) == 0);
	CHECK(run(look, NULL) == 0);
	wio_test_clock_stop();
	orders();
	no_memory();
	interrupted();
	traces();
	puts(failures ? "failed" : "all ok");
	return failures != 0;
}
