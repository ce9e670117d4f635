// SPDX-License-Identifier: MIT
/* Who cancelled. */
#include <string.h>

#include "input.h"
#include "core/runtime.h"

static bool is_from(const wio_error *error, enum wio_source_kind kind,
                    const char *task)
{
	const wio_source source = wio_error_source(error);
	const bool named = task ? source.task && strcmp(source.task, task) == 0
	                        : !source.task;
	return wio_error_code(error) == WIO_ECANCELED && source.kind == kind && named;
}

static bool arrives_from(enum wio_source_kind kind, const char *task)
{
	return is_from(wio_last_error(), kind, task);
}

/* What it is cancelled by is the task's own to say. */
static int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_S(1000));
}

static wio_task *sleeper;

static int cancels(void *message)
{
	return wio_task_cancel(sleeper, message);
}

/* As the task with that name, or in a callback; the sleeper's error then. */
static const wio_error *cancelled_by(const char *name, const char *message)
{
	void *arg = (void *)(uintptr_t)message;
	wio_task *task;
	GIVES(wio_create_task(&sleeper, sleeps, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	if (name) {
		GIVES(wio_create_task(&task, cancels, arg,
		                      &(wio_task_options){.name = name}),
		      0);
		GIVES(wio_await(task, NULL), 1);
		wio_task_release(task);
	} else {
		GIVES(wio_loop_call_soon(wio_get_running_loop(), cancels, arg, NULL, NULL),
		      0);
	}
	GIVES(wio_await(sleeper, NULL), WIO_ECANCELED);
	return wio_task_error(sleeper);
}

static int cancels_itself(void *unused)
{
	(void)unused;
	GIVES(wio_task_cancel(wio_current_task(), NULL), 1);
	int r = wio_yield();
	CHECK(arrives_from(WIO_SOURCE_TASK, "itself"));
	return r;
}

static int from_tasks(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	GIVES(wio_task_set_name(self, "main"), 0);
	CHECK(is_from(cancelled_by(NULL, NULL), WIO_SOURCE_CALLBACK, NULL));
	CHECK(arrives_from(WIO_SOURCE_CALLBACK, NULL));
	wio_task_release(sleeper);
	/* Its name is asked for when it is gone. */
	CHECK(is_from(cancelled_by("named", "stop"), WIO_SOURCE_TASK, NULL));
	CHECK(strcmp(wio_error_message(wio_last_error()), "stop") == 0);
	char text[200];
	const size_t size = wio_error_format(wio_last_error(), text, sizeof text);
	CHECK(wio_error_format(wio_last_error(), NULL, sizeof text) == size);
	CHECK(strcmp(text, "WIO_ECANCELED: stop, by task that has ended\n") == 0);
	wio_task_release(sleeper);
	/* By this one, directly and through another that waits. */
	GIVES(wio_task_cancel(self, NULL), 1);
	GIVES(wio_yield(), WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_TASK, "main"));
	wio_error_format(wio_last_error(), text, sizeof text);
	CHECK(strcmp(text, "WIO_ECANCELED: cancelled, by task 'main'\n") == 0);
	GIVES(wio_task_uncancel(self), 0);
	GIVES(wio_task_cancel(self, "with words"), 1);
	GIVES(wio_yield(), WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_TASK, "main"));
	GIVES(wio_task_uncancel(self), 0);
	/* What is raised over it keeps it. */
	GIVES(wio_task_cancel(self, NULL), 1);
	GIVES(wio_yield(), WIO_ECANCELED);
	GIVES(wio_raise(WIO_EUSER, "over it"), WIO_EUSER);
	CHECK(is_from(wio_error_context(wio_last_error()), WIO_SOURCE_TASK, "main"));
	GIVES(wio_task_uncancel(self), 0);
	wio_task *task;
	GIVES(wio_create_task(&task, cancels_itself, NULL,
	                      &(wio_task_options){.name = "itself"}),
	      0);
	GIVES(wio_await(task, NULL), WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_TASK, "itself"));
	wio_task_release(task);
	/* A cancel that is raised, or of a future, is nobody's. */
	wio_future *future;
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_future_cancel(future, NULL), 1);
	GIVES(wio_await(future, NULL), WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_UNKNOWN, NULL));
	wio_future_release(future);
	CHECK(wio_error_source(NULL).kind == WIO_SOURCE_UNKNOWN);
	return 0;
}

static int waits_for(void *task)
{
	int r = wio_await_task(task, NULL);
	GIVES(r, WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_TASK, "Task-1"));
	return r;
}

static int waits_for_future(void *future)
{
	int r = wio_await_future(future, NULL);
	GIVES(r, WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_TASK, "Task-5"));
	return r;
}

/* Along tasks that wait for each other, and where the first of two counts. */
static int along_a_chain(void *unused)
{
	(void)unused;
	wio_task *inner, *outer;
	wio_future *future;
	GIVES(wio_create_task(&inner, sleeps, NULL, NULL), 0);
	GIVES(wio_create_task(&outer, waits_for, inner, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_cancel(outer, NULL), 1);
	GIVES(wio_await(outer, NULL), WIO_ECANCELED);
	CHECK(is_from(wio_task_error(inner), WIO_SOURCE_TASK, "Task-1"));
	wio_task_release(outer);
	wio_task_release(inner);

	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(wio_create_task(&outer, waits_for_future, future, NULL), 0);
	GIVES(wio_yield(), 0);
	sleeper = outer;
	wio_handle *handle;
	GIVES(wio_create_task(NULL, cancels, NULL, NULL), 0);
	GIVES(wio_loop_call_soon(wio_get_running_loop(), cancels, NULL, NULL,
	                         &handle),
	      0);
	wio_handle_release(handle);
	GIVES(wio_await(outer, NULL), WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_TASK, "Task-5"));
	wio_task_release(outer);
	wio_future_release(future);
	return 0;
}

static int fails(void *unused)
{
	(void)unused;
	return WIO_EUSER;
}

static int notes_its_group(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1000));
	CHECK(arrives_from(WIO_SOURCE_GROUP, "Task-1"));
	return r;
}

static int from_scopes(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	wio_timeout *timeout;
	wio_group *group;
	wio_shield_scope *shield;
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	int r = wio_sleep(WIO_S(9));
	CHECK(arrives_from(WIO_SOURCE_TIMEOUT, "Task-1"));
	GIVES(wio_timeout_close(timeout, r), WIO_ETIMEDOUT);
	char text[200];
	wio_error_format(wio_last_error(), text, sizeof text);
	CHECK(strcmp(text, "WIO_ETIMEDOUT: timed out\n  caused by WIO_ECANCELED: "
	                   "cancelled, by the timeout of task 'Task-1'\n") == 0);
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, notes_its_group, NULL, NULL), 0);
	GIVES(wio_group_create_task(group, NULL, fails, NULL, NULL), 0);
	r = wio_sleep(WIO_S(9));
	CHECK(arrives_from(WIO_SOURCE_GROUP, "Task-1"));
	GIVES(wio_group_close(group, r), WIO_EGROUP);
	/* Held back by a shield, while others come and go. */
	GIVES(wio_shield_open(&shield), 0);
	GIVES(wio_task_cancel(self, NULL), 1);
	GIVES(wio_timeout_open(&timeout, WIO_S(1)), 0);
	GIVES(wio_timeout_close(timeout, wio_sleep(WIO_S(9))), WIO_ETIMEDOUT);
	GIVES(wio_shield_close(shield, 0), 0);
	GIVES(wio_yield(), WIO_ECANCELED);
	CHECK(arrives_from(WIO_SOURCE_TASK, "Task-1"));
	GIVES(wio_task_uncancel(self), 0);
	/* By a task that is pending: wio_wait_for, and a stop by force. */
	wio_task *task;
	GIVES(wio_create_task(&task, sleeps, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_wait_for(task, 0, NULL), WIO_ETIMEDOUT);
	CHECK(is_from(wio_task_error(task), WIO_SOURCE_TIMEOUT, "Task-1"));
	wio_task_release(task);
	GIVES(wio_create_task(&task, sleeps, NULL, NULL), 0);
	GIVES(wio_yield(), 0);
	GIVES(wio_task_stop(task, WIO_S(1)), 0);
	CHECK(is_from(wio_task_error(task), WIO_SOURCE_TASK, "Task-1"));
	wio_task_release(task);
	return 0;
}

static int is_interrupted(void *unused)
{
	(void)unused;
	GIVES(wio_interrupt(NULL), 1);
	int r = wio_yield();
	CHECK(arrives_from(WIO_SOURCE_INTERRUPT, NULL));
	return r;
}

static int notes_its_close(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1000));
	CHECK(arrives_from(WIO_SOURCE_CLOSE, NULL));
	return r;
}

static int is_closed(void *unused)
{
	(void)unused;
	GIVES(wio_create_task(NULL, notes_its_close, NULL, NULL), 0);
	return wio_yield();
}

static int starves(void *unused)
{
	(void)unused;
	wio_task *self = wio_current_task();
	GIVES(wio_task_cancel(self, NULL), 1);
	GIVES(wio_yield(), WIO_ECANCELED);
	input_starve(true);
	CHECK(arrives_from(WIO_SOURCE_UNKNOWN, NULL));
	input_starve(false);
	/* Looked at again, with memory. */
	CHECK(arrives_from(WIO_SOURCE_TASK, wio_task_name(self)));
	return wio_task_uncancel(self);
}

/* Its tasks' names are those of a thread's first. */
static int run(wio_fn *fn)
{
	wio__rt.tasks_named = 0;
	return input_run_virtually(fn);
}

CASE(cancels_and_who_asked)
{
	GIVES(run(from_tasks), 0);
	GIVES(run(along_a_chain), 0);
	GIVES(run(from_scopes), 0);
	GIVES(run(is_interrupted), WIO_EINTERRUPTED);
	GIVES(run(is_closed), 0);
	GIVES(run(starves), 0);
}
