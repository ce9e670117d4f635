// SPDX-License-Identifier: MIT
/*
 * outside WHAT [DELAY]: a task waits, with nothing else to wake it, until the test
 * or a timer calls act: that is an event of the host's, and does one thing to the
 * loop.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <emscripten/em_js.h>
#include <emscripten/em_macros.h>

#include "wasyncio.h"

EMSCRIPTEN_KEEPALIVE int act(void);
/* Act by a timer of JavaScript's, which is all that keeps Node alive. */
EM_JS(void, act_later, (int delay), { setTimeout(() => _act(), delay); })

static const char *what;
static wio_loop *loop;
static wio_task *waiter, *other;
static wio_future *future, *done;
static wio_timeout *timeout;
static wio_handle *far_away;
static wio_group *group;
static uint64_t ticket;

static int complete(void *unused)
{
	(void)unused;
	return wio_future_set_result(future, 7);
}

static int complete_by(wio_future *of, void *unused)
{
	(void)of;
	return complete(unused);
}

static int sleeps(void *unused)
{
	(void)unused;
	return wio_sleep(WIO_FOREVER);
}

static int set_result(void)
{
	return wio_future_set_result(future, 1);
}

static int set_value(void)
{
	return wio_future_set_value(future, 2, &future, NULL);
}

static int set_exception(void)
{
	return wio_future_set_exception(future, WIO_EUSER, "from outside");
}

static int future_cancel(void)
{
	return wio_future_cancel(future, NULL);
}

static int task_cancel(void)
{
	return wio_task_cancel(waiter, NULL);
}

static int task_of_group(void)
{
	return wio_group_create_task(group, NULL, complete, NULL, NULL);
}

static int create_task(void)
{
	return wio_loop_create_task(loop, NULL, complete, NULL, NULL);
}

static int add_done_callback(void)
{
	return wio_future_add_done_callback(done, complete_by, NULL, NULL);
}

static int call_soon(void)
{
	return wio_loop_call_soon(loop, complete, NULL, NULL, NULL);
}

static int call_soon_threadsafe(void)
{
	return wio_loop_call_soon_threadsafe(loop, complete, NULL, NULL);
}

static int call_later(void)
{
	return wio_loop_call_later(loop, WIO_MS(2), complete, NULL, NULL, NULL);
}

static int call_at(void)
{
	return wio_loop_call_at(loop, wio_loop_time(loop) + WIO_MS(2), complete, NULL,
	                        NULL, NULL);
}

static int reschedule(void)
{
	return wio_timeout_reschedule(timeout, wio_loop_time(loop) + WIO_MS(2));
}

static int reschedule_to_now(void)
{
	return wio_timeout_reschedule(timeout, 0);
}

static int handle_cancel(void)
{
	wio_handle_cancel(far_away);
	return 0;
}

static int loop_release(void)
{
	wio_loop_release(loop);
	return 0;
}

static int loop_stop(void)
{
	wio_loop_stop(loop);
	return 0;
}

static int complete_ticket(void)
{
	return wio_ticket_complete(ticket, 3);
}

static int trap(void)
{
	__builtin_trap();
}

static int interrupt(void)
{
	return wio_interrupt(NULL);
}

static const struct {
	const char *name;
	int (*act)(void);
} acts[] = {
    {"set_result", set_result},
    {"set_value", set_value},
    {"set_exception", set_exception},
    {"future_cancel", future_cancel},
    {"task_cancel", task_cancel},
    {"task_of_group", task_of_group},
    {"create_task", create_task},
    {"add_done_callback", add_done_callback},
    {"call_soon", call_soon},
    {"call_soon_threadsafe", call_soon_threadsafe},
    {"call_later", call_later},
    {"call_at", call_at},
    {"reschedule", reschedule},
    {"reschedule_to_now", reschedule_to_now},
    {"handle_cancel", handle_cancel},
    {"loop_release", loop_release},
    {"loop_stop", loop_stop},
    {"ticket", complete_ticket},
    {"interrupt", interrupt},
    {"trap", trap},
    {"late", trap},
};

int act(void)
{
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++)
		if (strcmp(what, acts[i].name) == 0)
			return acts[i].act();
	return -1;
}

static bool is(const char *name)
{
	return strcmp(what, name) == 0;
}

/* What the acts need; no more, for it could wake the loop. */
static int prepare(void)
{
	loop = wio_get_running_loop();
	waiter = wio_current_task();
	int r = wio_future_new(&future, NULL);
	if (r == 0)
		r = wio_future_new(&done, NULL);
	if (r == 0)
		r = wio_future_set_result(done, 0);
	if (r == 0)
		r = wio_timeout_open(&timeout, WIO_FOREVER);
	if (r == 0)
		r = wio_group_open(&group);
	if (r == 0 && is("task_cancel"))
		r = wio_create_task(&other, sleeps, NULL, NULL);
	if (r == 0 && is("handle_cancel"))
		r = wio_loop_call_later(loop, WIO_S(1000), complete, NULL, NULL,
		                        &far_away);
	if (is("loop_release"))
		wio_loop_retain(loop);
	if (r == 0 && is("ticket"))
		r = wio_future_ticket(future, &ticket);
	return r;
}

static int waits(void *unused)
{
	(void)unused;
	int result = 0;
	int r = prepare();
	if (r < 0)
		return r;
	puts("waiting");
	fflush(stdout);
	r = wio_await_future(future, &result);
	r = wio_group_close(group, r);
	r = wio_timeout_close(timeout, r);
	printf("%s %d\n", r < 0 ? wio_strerror_name(r) : "awaited", result);
	wio_handle_release(far_away);
	wio_task_release(other);
	wio_future_release(done);
	wio_future_release(future);
	return r;
}

int main(int argc, char **argv)
{
	what = argc > 1 ? argv[1] : "";
	if (argc > 2)
		act_later(atoi(argv[2]));
	int status = is("late") ? 0 : wio_run(waits, NULL);
	printf("status %d\n", status);
	return status;
}
