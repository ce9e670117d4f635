// SPDX-License-Identifier: MIT
/* What programs hold on to; calls on tasks and futures that do not wait. */
#include "calls.h"

struct objects objects;

/* ---- by place ---- */

wio_task **some_task(void)
{
	return &objects.tasks[take() % TASKS];
}

wio_future **some_future(void)
{
	return &objects.futures[take() % FUTURES];
}

wio_runner *some_runner(void)
{
	return objects.runners[take() % RUNNERS];
}

wio_loop *some_loop(void)
{
	const unsigned which = take() % 8;
	wio_loop *loop = wio_get_running_loop();
	if (which == 7)
		return objects.loop;
	if (which == 6 || !loop)
		wio_runner_get_loop(some_runner(), &loop);
	return loop;
}

void keep_task(wio_task *task)
{
	wio_task **place = some_task();
	wio_task *before = *place;
	*place = task;
	wio_task_release(before);
}

void group_hide(const wio_group *group)
{
	for (int i = 0; i < GROUPS; i++)
		if (objects.groups[i] == group)
			objects.groups[i] = NULL;
}

/* ---- tasks ---- */

static void call_spawn(struct frame *frame)
{
	(void)frame;
	struct given given;
	wio_task *task = NULL;
	given_take(&given);
	int r = take() % 4 ? wio_create_task(&task, task_body, given.argument,
	                                     &given.task)
	                   : wio_loop_create_task(some_loop(), &task, task_body,
	                                          given.argument, &given.task);
	given_check(&given, r);
	if (r == 0)
		keep_task(task);
}

/* Nobody keeps it. */
static void call_spawn_free(struct frame *frame)
{
	(void)frame;
	struct given given;
	given_take(&given);
	given_check(&given, wio_create_task(NULL, task_body, given.argument,
	                                    &given.task));
}

static void call_group_spawn(struct frame *frame)
{
	struct given given;
	wio_task *task = NULL;
	wio_group *group = objects.groups[take() % GROUPS];
	if (frame->scope_count && frame->scopes[frame->scope_count - 1].group)
		group = frame->scopes[frame->scope_count - 1].group;
	wio_loop *loop = wio_get_running_loop();
	if (!group || !loop || wio_loop_is_closed(loop))
		return;
	given_take(&given);
	int r = wio_group_create_task(group, &task, task_body, given.argument,
	                              &given.task);
	given_check(&given, r);
	if (r == 0)
		keep_task(task);
}

static void call_cancel(struct frame *frame)
{
	(void)frame;
	wio_task **task = some_task();
	if (*task)
		wio_task_cancel(*task, take() % 2 ? "cancelled by a byte" : NULL);
}

static void call_cancel_self(struct frame *frame)
{
	(void)frame;
	if (wio_current_task())
		wio_task_cancel(wio_current_task(), NULL);
}

static void call_uncancel(struct frame *frame)
{
	(void)frame;
	wio_task **task = some_task();
	wio_task *self = wio_current_task();
	if (take() % 2 && self)
		wio_task_uncancel(self);
	else if (*task && wio_task_uncancel(*task) < 0)
		finding("fewer requests than none");
}

static void call_task_release(struct frame *frame)
{
	(void)frame;
	wio_task **place = some_task();
	wio_task *task = *place;
	*place = NULL;
	wio_task_release(task);
}

static void call_task_ask(struct frame *frame)
{
	(void)frame;
	wio_task *task = *some_task();
	if (!task)
		return;
	const bool done = wio_task_done(task);
	switch (take() % 8) {
	case 0:
		if ((wio_task_result(task) == WIO_ESTATE) < !done)
			finding("a task that is not done has a result");
		break;
	case 1:
		wio_task_exception(task);
		break;
	case 2:
		wio_error_message(wio_task_error(task));
		break;
	case 3: {
		void *value = wio_task_take(task);
		if (value)
			argument_drop(value);
		break;
	}
	case 4:
		wio_task_set_name(task, take() % 2 ? "renamed" : "");
		break;
	case 5:
		wio_task_name(task);
		wio_task_stack_high_water(task);
		break;
	case 6:
		if (wio_task_cancelled(task) && !done)
			finding("a task that is not done is cancelled");
		break;
	default: {
		wio_context *context = wio_task_context(task);
		if (context)
			wio_context_size(context);
	}
	}
}

static void call_task_value(struct frame *frame)
{
	(void)frame;
	struct given given;
	given_take(&given);
	if (!given.call.arg_free || given.call.arg_size) {
		if (given.call.arg_free)
			argument_drop(given.argument);
		return;
	}
	if (wio_task_set_value(given.argument, argument_free) < 0)
		argument_drop(given.argument);
}

static void call_all_tasks(struct frame *frame)
{
	(void)frame;
	wio_task *tasks[4];
	const size_t n = wio_all_tasks(NULL, tasks, 4);
	for (size_t i = 0; i < n && i < 4; i++)
		if (wio_task_done(tasks[i]))
			finding("a task that is done is among those that are not");
	if (n > 0 && n <= 4 && take() % 2)
		keep_task(wio_task_retain(tasks[take() % n]));
}

/* ---- futures ---- */

static void call_future_new(struct frame *frame)
{
	(void)frame;
	wio_future **place = some_future();
	wio_future *future;
	wio_loop *loop = some_loop();
	if (!loop || wio_future_new(&future, loop) < 0)
		return;
	wio_future *before = *place;
	*place = future;
	wio_future_release(before);
}

static void call_future_end(struct frame *frame)
{
	(void)frame;
	wio_future *future = *some_future();
	if (!future)
		return;
	const bool done = wio_future_done(future);
	int r = 0;
	switch (take() % 4) {
	case 0:
		r = wio_future_set_result(future, (int)take());
		break;
	case 1:
		r = wio_future_set_exception(future, WIO_EUSER - 1,
		                             take() % 2 ? "%s" : NULL, "set");
		break;
	case 2: {
		struct given given;
		given_take(&given);
		if (given.call.arg_free &&
		    (given.call.arg_size ||
		     wio_future_set_value(future, 1, given.argument,
		                          argument_free) < 0))
			argument_drop(given.argument);
		return;
	}
	default:
		wio_future_cancel(future, take() % 2 ? "a future" : NULL);
		return;
	}
	if (done != (r == WIO_ESTATE))
		finding("ending a future gave %d", r);
}

static void call_future_ask(struct frame *frame)
{
	(void)frame;
	wio_future *future = *some_future();
	if (!future)
		return;
	switch (take() % 4) {
	case 0:
		wio_future_result(future);
		break;
	case 1:
		wio_future_exception(future);
		break;
	case 2: {
		void *value = wio_future_take(future);
		if (value)
			argument_drop(value);
		break;
	}
	default:
		wio_error_code(wio_future_error(future));
	}
}

static void call_future_release(struct frame *frame)
{
	(void)frame;
	wio_future **place = some_future();
	wio_future *future = *place;
	*place = NULL;
	wio_future_release(future);
}

int future_done(wio_future *future, void *argument)
{
	if (!wio_future_done(future))
		finding("a done-callback of a future that is not done");
	return callback_body(argument);
}

static void call_done_callback(struct frame *frame)
{
	(void)frame;
	struct given given;
	wio_future *future = take() % 2 ? *some_future()
	                                : wio_task_future(*some_task());
	if (!future)
		return;
	if (take() % 8 == 0) {
		wio_future_remove_done_callback(future, future_done, NULL);
		return;
	}
	given_take(&given);
	given_check(&given,
	            wio_future_add_done_callback(future, future_done,
	                                         given.argument, &given.call));
}

static void call_ticket(struct frame *frame)
{
	(void)frame;
	wio_future *future = *some_future();
	if (future)
		wio_future_ticket(future, &objects.tickets[take() % TICKETS]);
}

static void call_ticket_complete(struct frame *frame)
{
	(void)frame;
	const unsigned byte = take();
	wio_ticket_complete(objects.tickets[byte % TICKETS],
	                    byte & 8 ? WIO_EUSER - 2 : 3);
}

bool calls_wake(void)
{
	for (int i = 0; i < TICKETS; i++)
		if (wio_ticket_complete(objects.tickets[i], 4) == 0)
			return true;
	return around_wake();
}

const struct call object_calls[] = {
	CALL(spawn), CALL(spawn_free), CALL(group_spawn), CALL(cancel),
	CALL(cancel_self), CALL(uncancel), CALL(task_release), CALL(task_ask),
	CALL(task_value), CALL(all_tasks), CALL(future_new), CALL(future_end),
	CALL(future_ask), CALL(future_release), CALL(done_callback), CALL(ticket),
	CALL(ticket_complete),
};
const size_t object_call_count = sizeof object_calls / sizeof *object_calls;
