// SPDX-License-Identifier: MIT
/* Waiting for several tasks, misused, and left early. */
#include "input.h"
#include "wasyncio.h"

static wio_task *other; /* of another loop */

static int forever(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

static void refuses(wio_task *task, int code, const char *text)
{
	wio_as_completed *each = (wio_as_completed *)input_junk;
	REFUSED(wio_gather(&task, 1, NULL, false), code, text);
	REFUSED(wio_wait(&task, 1, WIO_ALL_COMPLETED, WIO_FOREVER), code, text);
	REFUSED(wio_wait_for(task, WIO_FOREVER, NULL), code, text);
	REFUSED(wio_wait_for(task, 0, NULL), code, text);
	REFUSED(wio_shield(task, NULL), code, text);
	REFUSED(wio_task_stop(task, 0), code, text);
	if (code == WIO_ENOSUSPEND)
		return; /* as_completed_open does not wait */
	REFUSED(wio_as_completed_open(&each, &task, 1, WIO_FOREVER), code, text);
	CHECK(each == NULL);
}

CASE(waiting_outside_of_tasks)
{
	wio_task *task = NULL;
	wio_as_completed *each;
	const char *text = "not inside a task";
	REFUSED(wio_gather(&task, 1, NULL, false), WIO_ENOTRUNNING, text);
	REFUSED(wio_wait(&task, 1, WIO_ALL_COMPLETED, 0), WIO_ENOTRUNNING, text);
	REFUSED(wio_wait_for(task, 0, NULL), WIO_ENOTRUNNING, text);
	REFUSED(wio_shield(task, NULL), WIO_ENOTRUNNING, text);
	REFUSED(wio_as_completed_open(&each, &task, 1, 0), WIO_ENOTRUNNING, text);
	REFUSED(wio_as_completed_next(NULL, &task), WIO_EINVAL,
	        "wio_as_completed_next: not a wio_as_completed, but NULL");
	wio_as_completed_close(NULL);
}

static int waits_wrongly(void *unused)
{
	(void)unused;
	refuses(NULL, WIO_EINVAL, "not a task, but NULL");
	refuses((wio_task *)input_junk, WIO_EINVAL, "not a task");
	refuses(wio_current_task(), WIO_EINVAL, "cannot wait for itself");
	refuses(other, WIO_EOTHERLOOP, "belongs to another loop");
	GIVES(wio_task_cancelling(other), 0);
	REFUSED(wio_wait(NULL, 0, WIO_ALL_COMPLETED, 0), WIO_EINVAL,
	        "there are no tasks");
	wio_as_completed *each = (wio_as_completed *)input_junk;
	REFUSED(wio_gather(NULL, 1, NULL, false), WIO_EINVAL, "wio_gather: tasks is NULL");
	REFUSED(wio_wait(NULL, 1, WIO_ALL_COMPLETED, 0), WIO_EINVAL,
	        "wio_wait: tasks is NULL");
	REFUSED(wio_as_completed_open(&each, NULL, 1, 0), WIO_EINVAL,
	        "wio_as_completed_open: tasks is NULL");
	CHECK(!each);
	GIVES((long long)wio_all_tasks(NULL, NULL, 9), 1);
	wio_task *own = wio_current_task();
	REFUSED(wio_wait(&own, 1, (enum wio_return_when)3, 0), WIO_EINVAL,
	        "3 is nothing to wait for");
	return 0;
}

static int makes_one(void *unused)
{
	(void)unused;
	return wio_create_task(&other, forever, NULL, NULL);
}

CASE(waiting_for_what_is_none)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	GIVES(wio_runner_run(runner, makes_one, NULL, NULL), 0);
	REFUSED(wio_task_stop(other, 0), WIO_ENOTRUNNING, "not inside a task");
	GIVES(input_run(waits_wrongly), 0);
	GIVES(wio_runner_close(runner), 0);
	wio_task_release(other);
	wio_runner_free(runner);
}

static int starves(void *unused)
{
	(void)unused;
	wio_task *task;
	wio_as_completed *each;
	GIVES(wio_create_task(&task, forever, NULL, NULL), 0);
	STARVES(wio_gather(&task, 1, NULL, false));
	STARVES(wio_wait(&task, 1, WIO_ALL_COMPLETED, 1));
	STARVES(wio_wait_for(task, 1, NULL));
	STARVES(wio_shield(task, NULL));
	STARVES(wio_as_completed_open(&each, &task, 1, 1));
	/* None of them has cancelled it. */
	GIVES(wio_task_cancelling(task), 0);
	GIVES(wio_task_cancel(task, NULL), 1);
	wio_task_release(task);
	return 0;
}

CASE(waiting_without_memory)
{
	GIVES(input_run(starves), 0);
}

static int waits_in_handler(wio_loop *loop, const wio_report *report, void *task)
{
	(void)loop;
	(void)report;
	refuses(task, WIO_ENOSUSPEND, "frame of the host");
	return 0;
}

/* What is refused there has done nothing to the task. */
static int waits_where_nothing_does(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_task *task;
	GIVES(wio_create_task(&task, forever, NULL, NULL), 0);
	GIVES(wio_loop_set_exception_handler(loop, waits_in_handler, task), 0);
	wio_loop_call_exception_handler(loop, &(wio_report){.kind = WIO_REPORT_USER});
	GIVES(wio_loop_set_exception_handler(loop, NULL, NULL), 0);
	GIVES(wio_task_cancelling(task), 0);
	GIVES(wio_task_cancel(task, NULL), 1);
	wio_task_release(task);
	return wio_yield();
}

CASE(waiting_where_nothing_can_wait)
{
	GIVES(input_run(waits_where_nothing_does), 0);
}

/* ---- left early ---- */

static int leaves_early(void *unused)
{
	(void)unused;
	wio_task *tasks[3], *task;
	wio_as_completed *each;
	for (int i = 0; i < 3; i++)
		GIVES(wio_create_task(&tasks[i], i ? forever : input_nothing, NULL, NULL),
		      0);
	GIVES(wio_wait(tasks, 3, WIO_FIRST_COMPLETED, WIO_FOREVER), 1);
	GIVES(wio_create_task(&task, forever, NULL, NULL), 0);
	GIVES(wio_wait_for(task, 0, NULL), WIO_ETIMEDOUT);
	CHECK(wio_task_cancelled(task));
	wio_task_release(task);
	GIVES(wio_as_completed_open(&each, tasks, 3, WIO_S(9)), 0);
	GIVES(wio_as_completed_next(each, &task), 1);
	CHECK(task == tasks[0]);
	wio_as_completed_close(each);
	GIVES(wio_as_completed_open(&each, tasks, 3, 0), 0);
	/* What it has in the loop's queue stays whole until it has run. */
	wio_as_completed_close(each);
	GIVES(wio_as_completed_open(&each, tasks, 3, 0), 0);
	GIVES(wio_as_completed_next(each, &task), 1);
	for (int i = 0; i < 2; i++)
		GIVES(wio_as_completed_next(each, &task), WIO_ETIMEDOUT);
	GIVES(wio_as_completed_next(each, &task), 0);
	CHECK(task == NULL);
	wio_as_completed_close(each);
	for (int i = 0; i < 3; i++) {
		GIVES(wio_task_cancelling(tasks[i]), 0);
		wio_task_cancel(tasks[i], NULL);
		wio_task_release(tasks[i]);
	}
	return wio_yield();
}

CASE(waiting_left_early)
{
	GIVES(input_run(leaves_early), 0);
}

static int keep_quiet(wio_loop *loop, const wio_report *report, void *unused)
{
	(void)loop;
	(void)unused;
	GIVES(report->kind, WIO_REPORT_PENDING);
	return 0;
}

static int stop(void *loop)
{
	wio_loop_stop(loop);
	return 0;
}

/* Its loop closes while it waits, which no wait survives. */
static int ends_at_close(void *arg)
{
	wio_task *task;
	const int how = *(int *)arg;
	GIVES(wio_create_task(&task, forever, NULL, NULL), 0);
	int r = how == 0   ? wio_gather(&task, 1, NULL, false)
	        : how == 1 ? wio_wait(&task, 1, WIO_ALL_COMPLETED, WIO_S(9))
	                   : wio_shield(task, NULL);
	GIVES(r, WIO_ECLOSED);
	wio_task_release(task);
	return 0;
}

CASE(waiting_when_the_loop_closes)
{
	static int hows[3] = {0, 1, 2};
	wio_loop *loop;
	GIVES(wio_loop_new(&loop), 0);
	for (int i = 0; i < 3; i++)
		GIVES(wio_loop_create_task(loop, NULL, ends_at_close, &hows[i], NULL), 0);
	wio_loop_set_exception_handler(loop, keep_quiet, NULL);
	GIVES(wio_loop_call_later(loop, WIO_MS(1), stop, loop, NULL, NULL), 0);
	GIVES(wio_loop_run_forever(loop), 0);
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
}

static int ends_with_seven(void *unused)
{
	(void)unused;
	int r = wio_yield();
	return r < 0 ? r : 7;
}

/* A task that stands in an array twice. */
static int counts_twice(void *unused)
{
	(void)unused;
	wio_task *twice[2], *task;
	wio_as_completed *each;
	int results[2] = {0, 0};
	for (int round = 0; round < 3; round++) {
		GIVES(wio_create_task(&task, ends_with_seven, NULL, NULL), 0);
		twice[0] = twice[1] = task;
		if (round == 0) {
			GIVES(wio_gather(twice, 2, results, false), 0);
			CHECK(results[0] == 7 && results[1] == 7);
		} else if (round == 1) {
			GIVES(wio_wait(twice, 2, WIO_FIRST_COMPLETED, WIO_FOREVER), 2);
		} else {
			GIVES(wio_as_completed_open(&each, twice, 2, WIO_FOREVER), 0);
			for (int i = 0; i < 2; i++) {
				GIVES(wio_as_completed_next(each, &task), 1);
				CHECK(task == twice[i]);
			}
			GIVES(wio_as_completed_next(each, &task), 0);
			wio_as_completed_close(each);
		}
		wio_task_release(twice[0]);
	}
	return 0;
}

CASE(waiting_for_one_twice)
{
	GIVES(input_run(counts_twice), 0);
}

/* ---- each other ---- */

static wio_task *ring[3], *leaves[3];

static int gathers_next(void *arg)
{
	const int i = *(int *)arg;
	wio_task *both[] = {ring[(i + 1) % 3], leaves[i]};
	return wio_gather(both, 2, NULL, false);
}

/* A cancel comes round, and has been to each once; what waits in no ring ends. */
static int cancels_a_ring(void *unused)
{
	(void)unused;
	static int places[3] = {0, 1, 2};
	for (int i = 0; i < 3; i++) {
		GIVES(wio_create_task(&leaves[i], forever, NULL, NULL), 0);
		GIVES(wio_create_task(&ring[i], gathers_next, &places[i], NULL), 0);
	}
	GIVES(wio_yield(), 0);
	GIVES(wio_task_cancel(ring[0], "round"), 1);
	for (int i = 0; i < 3; i++) {
		GIVES(wio_await(ring[i], NULL), WIO_ECANCELED);
		CHECK(wio_task_cancelled(leaves[i]));
		GIVES(wio_task_cancelling(leaves[i]), 1);
		wio_task_release(ring[i]);
		wio_task_release(leaves[i]);
	}
	return 0;
}

CASE(waiting_for_each_other)
{
	GIVES(input_run(cancels_a_ring), 0);
}
