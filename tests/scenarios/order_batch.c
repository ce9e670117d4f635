// SPDX-License-Identifier: MIT
// Scenario: three tasks and a chain of callbacks take turns: every iteration runs what was ready at its start.
// Clauses: E1.1, E1.3
#include "scenario.h"

static int chain(void *arg)
{
	int left = *(const int *)arg;
	trace("chain", num(left));
	if (left == 0)
		return 0;
	left--;
	return wio_loop_call_soon(wio_get_running_loop(), chain, &left,
	                          &(wio_call_options){.arg_size = sizeof left},
	                          NULL);
}

static int child(void *arg)
{
	const int *number = arg;
	for (int turn = 0; turn < 3; turn++) {
		trace("child", num(*number), num(turn));
		wio_yield();
	}
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *first, *second;
	wio_create_task(&first, child, digit(1), NULL);
	wio_loop_call_soon(wio_get_running_loop(), chain, digit(2), NULL, NULL);
	wio_create_task(&second, child, digit(2), NULL);
	wio_await(first, NULL);
	wio_await(second, NULL);
	wio_task_release(first);
	wio_task_release(second);
	return 0;
}

SCENARIO(order_batch)
{
	run(program, NULL);
}
