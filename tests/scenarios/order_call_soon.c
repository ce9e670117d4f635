// SPDX-License-Identifier: MIT
// Scenario: callbacks run first in, first out; what they add waits for the next iteration; a cancelled one is skipped.
// Clauses: E1.1, E1.3
#include "scenario.h"

static int last(void *unused)
{
	(void)unused;
	trace("last");
	return 0;
}

static int first(void *arg)
{
	wio_loop *loop = arg;
	trace("first");
	return wio_loop_call_soon(loop, last, NULL, NULL, NULL);
}

static int second(void *arg)
{
	wio_handle **handle = arg;
	trace("second cancels the third");
	wio_handle_cancel(*handle);
	return 0;
}

static int third(void *unused)
{
	(void)unused;
	trace("never");
	return 0;
}

static int fourth(void *unused)
{
	(void)unused;
	trace("fourth");
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	static wio_handle *handle;
	wio_loop_call_soon(loop, first, loop, NULL, NULL);
	wio_loop_call_soon(loop, second, &handle, NULL, NULL);
	wio_loop_call_soon(loop, third, NULL, NULL, &handle);
	wio_loop_call_soon(loop, fourth, NULL, NULL, NULL);
	wio_yield();
	trace("main is after them");
	wio_yield();
	wio_handle_release(handle);
	return 0;
}

SCENARIO(order_call_soon)
{
	run(program, NULL);
}
