// SPDX-License-Identifier: MIT
/* Runs that are started beside one another, and functions that are called by name. */
#include "sweeps.h"

static const wio_task_options counted_task = {.arg_free = token_release};

/* ---- started: two runs, of which one is interrupted ---- */

static wio_runner *ours;

static int rests(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(3));
	return r < 0 ? r : 2;
}

static int starts_two(void *unused)
{
	(void)unused;
	wio_task *a = NULL, *b = NULL;
	int first = 0, second = 0;
	int r = wio_runner_start(ours, &a, rests, token(), &counted_task);
	if (r == 0)
		r = wio_runner_start(ours, &b, rests, token(), &counted_task);
	if (r == 0)
		r = wio_sleep(TICKS(1));
	if (r == 0) {
		wio_task_interrupt(b);
		r = wio_await(b, &second);
	}
	if (r == 0)
		r = wio_await(a, &first);
	wio_task_release(a);
	wio_task_release(b);
	if (r < 0 || first < 0)
		return r < 0 ? r : first;
	return second == WIO_EINTERRUPTED ? first + 1 : second;
}

PROGRAM(started)
{
	ours = new_runner();
	if (!ours)
		return;
	program_result(wio_runner_run(ours, starts_two, token(), &counted_task));
	close_runner(ours);
}

#ifndef __EMSCRIPTEN__
/* ---- exported: a call in a call ---- */

/* A text is a stream, too. */
static int reads_argument(wio_call *call, size_t i, size_t size)
{
	wio_reader *reader;
	wio_bytes all;
	int r = wio_call_reader(call, i, &reader);
	if (r == 0)
		r = wio_reader_read_all(reader, &all, size);
	if (r == 0 && all.size != size)
		r = WIO_EINCOMPLETE;
	wio_reader_release(reader);
	return r;
}

static int inner(wio_call *call)
{
	const char *text = wio_call_string(call, 0);
	int r = text ? wio_sleep(TICKS(1)) : wio_call_check(call);
	if (r == 0)
		r = reads_argument(call, 0, 4);
	if (r == 0)
		r = wio_call_return(call, wio_string("dropped"));
	return r < 0 ? r : wio_call_return(call, wio_string(text));
}
WIO_EXPORT(inner);

static int outer(wio_call *call)
{
	wio_value result;
	const wio_value args[] = {wio_call_value(call, 0)};
	int r = wio_export_call(&result, "inner", 1, args);
	if (r == 0)
		r = wio_call_return(call, result);
	wio_value_clear(&result);
	return r;
}
WIO_EXPORT(outer);

static int calls_them(void *unused)
{
	(void)unused;
	wio_value result;
	const wio_value args[] = {wio_string("four")};
	int r = wio_export_call(&result, "outer", 1, args);
	if (r == 0)
		r = (int)result.size;
	wio_value_clear(&result);
	return r;
}
/* As an embedder does, with a runner that is kept from one to the next. */
static int embeds(void)
{
	for (int n = 0; n < 2; n++) {
		wio_value *call = wio_export_room(2 * sizeof *call);
		if (!call)
			return WIO_ENOMEM;
		call[0] = wio_string("outer");
		call[1] = wio_string("four");
		const wio_outcome *outcome = wio_export_run(call, 2);
		if (outcome->code < 0)
			return outcome->code;
		if (outcome->value.size != 4)
			return 1;
	}
	return 4;
}

static void closes(void)
{
	/* What a close that fails has to say is kept until the next. */
	for (int n = 0; n < 3 && wio_export_run(NULL, 0)->code < 0; n++)
		;
}
#else
static int embeds(void)
{
	return 4;
}

static void closes(void)
{
}

static int calls_them(void *unused)
{
	(void)unused;
	return 4; /* a program with functions would not end with its main */
}
#endif

PROGRAM(exported)
{
	wio_runner *runner = new_runner();
	if (!runner)
		return;
	program_result(wio_runner_run(runner, calls_them, token(), &counted_task));
	close_runner(runner);
}

PROGRAM(embedded)
{
	program_result(embeds());
	closes();
}
