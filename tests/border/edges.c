// SPDX-License-Identifier: MIT
/* Functions at the edges of what those of exports.c show. */
#include <stdio.h>

#include "wasyncio.h"

static int says(wio_call *call)
{
	return wio_raise(WIO_EUSER, "%s", wio_call_string(call, 0));
}
WIO_EXPORT(says);

/* What was raised last is not what it ends with. */
static int bare(wio_call *call)
{
	(void)call;
	(void)wio_raise(WIO_ETIMEDOUT, "an older one");
	return WIO_EBUSY;
}
WIO_EXPORT(bare);

static int broken_json(wio_call *call)
{
	return wio_call_return(call, wio_json("{"));
}
WIO_EXPORT(broken_json);

static int exits(void *unused)
{
	(void)unused;
	return wio_exit(3);
}

/* A callback asks for the end of a run, and its loop is to stop: of what is called no
 * run is driven. */
static int callback_leaves(wio_call *call)
{
	wio_loop *loop = wio_get_running_loop();
	int r = wio_loop_call_soon(loop, exits, call, NULL, NULL);
	wio_loop_stop(loop);
	return r < 0 ? r : wio_sleep(WIO_MS(1));
}
WIO_EXPORT(callback_leaves);

static int waits(wio_call *call)
{
	(void)call;
	wio_future *never;
	int r = wio_future_new(&never, NULL);
	if (r < 0)
		return r;
	r = wio_await(never, NULL);
	wio_future_release(never);
	return r;
}
WIO_EXPORT(waits);

static const char *told_at_end;

static int tells(void *unused)
{
	(void)unused;
	return wio_host_call(NULL, told_at_end, 0, NULL);
}

/* Waits, and calls a function when it is cancelled. */
static int asks_at_end(wio_call *call)
{
	told_at_end = wio_call_count(call) > 0 ? "atEnd" : "none";
	wio_defer(tells, NULL);
	wio_call_progress(call, 0);
	return wio_sleep(WIO_S(100));
}
WIO_EXPORT(asks_at_end);

static int fails(void *text)
{
	return wio_raise(WIO_ESTATE, "%s", (char *)text);
}

/* Its runner's close fails. */
static int cannot_close(wio_call *call)
{
	(void)call;
	const wio_closing closing = {.fn = fails, .arg = "it does not close"};
	return wio_loop_at_close(wio_get_running_loop(), &closing);
}
WIO_EXPORT(cannot_close);

/* ---- many tasks ---- */

/* And says each time that it did. */
static int computes(void *unused)
{
	(void)unused;
	int r = 0;
	while (r == 0) {
		for (volatile int i = 0; i < 5000; i++)
			;
		r = wio_host_call(NULL, "computed", 0, NULL);
		if (r == 0)
			r = wio_yield();
	}
	return r;
}

static int busy(wio_call *call)
{
	static const wio_task_options options = {.shared_stack = true};
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int64_t n = wio_call_int(call, 0); n > 0 && r == 0; n--)
		r = wio_group_create_task(group, NULL, computes, NULL, &options);
	return wio_group_close(group, r);
}
WIO_EXPORT(busy);

/* What its first argument gives, or a function of that name, to its second. */
static int copy_stream(wio_call *call)
{
	wio_value given = {0};
	wio_reader *reader = NULL;
	wio_writer *writer = NULL;
	char buffer[1000];
	int r;
	if (wio_call_value(call, 0).kind == WIO_STRING) {
		r = wio_host_call(&given, wio_call_string(call, 0), 0, NULL);
		if (r == 0)
			r = wio_value_reader(&given, &reader);
	} else {
		r = wio_call_reader(call, 0, &reader);
	}
	if (r == 0)
		r = wio_call_writer(call, 1, &writer);
	while (r >= 0 && (r = wio_reader_read(reader, buffer, sizeof buffer)) > 0)
		r = wio_writer_write(writer, buffer, (size_t)r);
	if (r == 0)
		r = wio_writer_close(writer);
	if (r == 0)
		r = wio_call_return(call, wio_int((int64_t)wio_writer_written(writer)));
	wio_writer_release(writer);
	wio_reader_release(reader);
	wio_value_clear(&given);
	return r;
}
WIO_EXPORT(copy_stream);

/* ---- what runs share ---- */

static wio_event shared_event;

static int waits_for_event(wio_call *call)
{
	wio_call_progress(call, 0);
	return wio_event_wait(&shared_event);
}
WIO_EXPORT(waits_for_event);

static int sets_event(wio_call *call)
{
	(void)call;
	int r = wio_event_set(&shared_event);
	return r < 0 ? r : wio_event_clear(&shared_event);
}
WIO_EXPORT(sets_event);

/* ---- items ---- */

static int yields_further(void *call)
{
	int r = 0;
	for (int i = 0; r >= 0 && i < 3; i++) {
		r = wio_call_yield(call, wio_int(i));
		if (r >= 0)
			r = wio_generator_yield(&i, NULL);
	}
	return r;
}

/* Gives items out of a generator's code, with a scope open around that if it has an
 * argument. */
static int from_generator(wio_call *call)
{
	wio_timeout *timeout = NULL;
	wio_generator *generator;
	int i, r = wio_call_count(call) > 0 ? wio_timeout_open(&timeout, WIO_S(9)) : 0;
	if (r == 0)
		r = wio_generator_new(&generator, sizeof i, yields_further, call, NULL);
	if (r < 0)
		return r;
	WIO_ASYNC_FOR (i, generator, r)
		;
	wio_generator_release(generator);
	return timeout ? wio_timeout_close(timeout, r) : r;
}
WIO_EXPORT(from_generator);

/* Does not mind that it is left. */
static int yields_on(wio_call *call)
{
	while (wio_call_yield(call, wio_int(1)) >= 0)
		;
	return wio_call_yield(call, wio_int(2));
}
WIO_EXPORT(yields_on);

/* ---- output ---- */

static int prints(wio_call *call)
{
	wio_call_progress(call, 0);
	int r = 0;
	while (r >= 0) {
		puts("some text, and that for ever");
		r = wio_yield();
	}
	return r;
}
WIO_EXPORT(prints);
