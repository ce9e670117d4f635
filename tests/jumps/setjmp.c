// SPDX-License-Identifier: MIT
/*
 * setjmp and longjmp inside a task, with waits everywhere: each case says
 * "ok", and whoever jumps finds its locals as they were.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jumps.h"

/* ---- one jump ---- */

static NOINLINE _Noreturn void leave(jmp_buf env, int value)
{
	take_turn();
	longjmp(env, value);
}

static NOINLINE int land(int value, bool wait)
{
	jmp_buf env;
	volatile int steps = 1;
	int r = setjmp(env);
	if (r == 0) {
		steps = 2;
		if (wait)
			leave(env, value);
		longjmp(env, value);
	}
	CHECK(steps == 2);
	return r;
}

static int values(void *unused)
{
	(void)unused;
	for (int wait = 0; wait < 2; wait++) {
		CHECK(land(0, wait) == 1);
		CHECK(land(1, wait) == 1);
		CHECK(land(7, wait) == 7);
		CHECK(land(INT_MAX, wait) == INT_MAX);
		CHECK(land(INT_MIN, wait) == INT_MIN);
	}
	return 0;
}

/* Nothing jumps. */
static int no_jump(void *unused)
{
	(void)unused;
	jmp_buf env;
	volatile int n = 0;
	if (setjmp(env) == 0) {
		for (; n < 5; n++)
			take_turn();
	} else {
		CHECK(false);
	}
	CHECK(n == 5);
	return 0;
}

static int after_landing(void *unused)
{
	(void)unused;
	jmp_buf env;
	volatile int landed = 0;
	int r = setjmp(env);
	take_turn();
	CHECK(r == landed);
	if (landed < 3) {
		landed++;
		take_turn();
		leave(env, landed);
	}
	take_turn();
	CHECK(landed == 3);
	return 0;
}

/* ---- out of many frames ---- */

static NOINLINE int descend(jmp_buf env, int depth)
{
	volatile int mine[8] = {depth};
	take_turn();
	int below = depth > 0 ? descend(env, depth - 1) : 0;
	if (depth == 0)
		longjmp(env, 99);
	CHECK(mine[0] == depth);
	return below + 1;
}

static int out_of_frames(void *unused)
{
	(void)unused;
	jmp_buf env;
	int big[100];
	for (int i = 0; i < 100; i++)
		big[i] = i;
	int r = setjmp(env);
	if (r == 0)
		descend(env, 20);
	take_turn();
	CHECK(r == 99);
	for (int i = 0; i < 100; i++)
		CHECK(big[i] == i);
	return 0;
}

static jmp_buf of_sort;

static int compare(const void *a, const void *b)
{
	static int calls;
	take_turn();
	if (++calls % 7 == 0)
		longjmp(of_sort, 7);
	return *(const int *)a - *(const int *)b;
}

static int out_of_qsort(void *unused)
{
	(void)unused;
	volatile int jumps = 0;
	for (volatile int round = 0; round < 3; round++) {
		int numbers[] = {5, 3, 8, 1, 9, 2};
		int r = setjmp(of_sort);
		if (r == 0) {
			qsort(numbers, 6, sizeof *numbers, compare);
			CHECK(false);
		} else {
			CHECK(r == 7);
			jumps++;
		}
		take_turn();
	}
	CHECK(jumps == 3);
	return 0;
}

/* ---- several ---- */

static NOINLINE int inner(jmp_buf outer, int how)
{
	jmp_buf env;
	volatile int mine = how;
	int r = setjmp(env);
	take_turn();
	CHECK(mine == how);
	if (r == 0 && how == 1)
		leave(env, 11);
	if (r == 0 && how == 2)
		leave(outer, 22);
	if (r == 11)
		leave(outer, 12);
	return how;
}

static int nested(void *unused)
{
	(void)unused;
	static const int expected[] = {0, 12, 22};
	for (volatile int how = 0; how < 3; how++) {
		jmp_buf env;
		int r = setjmp(env);
		if (r == 0)
			CHECK(inner(env, how) == 0);
		take_turn();
		CHECK(r == expected[how]);
	}
	return 0;
}

/* Two in one function. */
static int side_by_side(void *unused)
{
	(void)unused;
	jmp_buf first;
	jmp_buf second;
	volatile int trace = 0;
	int r = setjmp(first);
	trace = trace * 10 + 1 + r;
	take_turn();
	int s = setjmp(second);
	trace = trace * 10 + 3 + s;
	take_turn();
	if (s == 0)
		leave(second, 1);
	if (r == 0)
		leave(first, 1);
	CHECK(trace == 134234);
	return 0;
}

static int in_a_loop(void *unused)
{
	(void)unused;
	volatile int sum = 0;
	for (volatile int i = 1; i <= 10; i++) {
		jmp_buf env;
		take_turn();
		int r = setjmp(env);
		take_turn();
		if (r == 0 && i % 2)
			leave(env, i);
		sum = sum + r;
	}
	CHECK(sum == 1 + 3 + 5 + 7 + 9);
	return 0;
}

/* ---- several tasks ---- */

/* descend gives 99: here with a value of the task's own. */
static NOINLINE void own_value(jmp_buf env, int value)
{
	jmp_buf here;
	if (setjmp(here) == 0)
		descend(here, 3);
	longjmp(env, value);
}

static int jumper(void *arg)
{
	const int me = *(int *)arg;
	jmp_buf env;
	volatile int round = 0;
	int r = setjmp(env);
	CHECK(r == (round ? me * 1000 + round : 0));
	if (round < 20) {
		round++;
		if (round % me)
			take_turn();
		own_value(env, me * 1000 + round);
	}
	return round;
}

static int tasks(void *unused)
{
	(void)unused;
	wio_task *task[3];
	for (int i = 0; i < 3; i++) {
		int me = i + 2;
		CHECK(wio_create_task(&task[i], jumper, &me,
		                      &(wio_task_options){.arg_size = sizeof me}) == 0);
	}
	for (int i = 0; i < 3; i++) {
		CHECK(wio_await(task[i], NULL) == 20);
		wio_task_release(task[i]);
	}
	return 0;
}

/* ---- and the ends of tasks ---- */

static char order[64];

static int note(void *text)
{
	strcat(order, text);
	return 0;
}

static NOINLINE void defer_and_leave(jmp_buf env)
{
	CHECK(wio_defer(note, " deferred") >= 0);
	leave(env, 1);
}

static int jumps_over(void *unused)
{
	(void)unused;
	jmp_buf env;
	if (setjmp(env) == 0)
		defer_and_leave(env);
	note(" landed");
	take_turn();
	note(" ends");
	return 0;
}

/* What was deferred in the frames that a jump leaves runs with the rest. */
static int deferred(void *unused)
{
	(void)unused;
	wio_task *task;
	order[0] = '\0';
	CHECK(wio_create_task(&task, jumps_over, NULL, NULL) == 0);
	CHECK(wio_await(task, NULL) == 0);
	wio_task_release(task);
	CHECK(strcmp(order, " landed ends deferred") == 0);
	return 0;
}

static NOINLINE void sleep_and_leave(jmp_buf env)
{
	int r = wio_sleep(WIO_S(1000));
	if (r < 0)
		longjmp(env, r);
}

static int sleeper(void *unused)
{
	(void)unused;
	jmp_buf env;
	int r = setjmp(env);
	if (r == 0)
		sleep_and_leave(env);
	CHECK(r == WIO_ECANCELED);
	take_turn();
	return r;
}

static int cancelled(void *unused)
{
	(void)unused;
	wio_task *task;
	int result;
	CHECK(wio_create_task(&task, sleeper, NULL, NULL) == 0);
	take_turn();
	take_turn();
	CHECK(wio_task_cancel(task, NULL) == 1);
	CHECK(wio_await(task, &result) == 0);
	CHECK(result == WIO_ECANCELED);
	wio_task_release(task);
	return 0;
}

/* ---- all ---- */

static const struct a_case cases[] = {
    {"values", values},
    {"no jump", no_jump},
    {"after landing", after_landing},
    {"out of frames", out_of_frames},
    {"out of qsort", out_of_qsort},
    {"nested", nested},
    {"side by side", side_by_side},
    {"in a loop", in_a_loop},
    {"tasks", tasks},
    {"deferred", deferred},
    {"cancelled", cancelled},
};

int PLAY(void)
{
	return play(cases, sizeof cases / sizeof *cases);
}
