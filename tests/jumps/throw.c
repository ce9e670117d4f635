// SPDX-License-Identifier: MIT
/*
 * wio_protect and wio_throw, with waits everywhere: each case says "ok", and
 * what is written down on the way is in the order that is promised.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "jumps.h"

enum { PARSE = WIO_EUSER, OTHER = WIO_EUSER - 1 };

static char order[256];

static int note(void *text)
{
	strcat(order, text);
	return 0;
}

static void expect(const char *text, int line)
{
	if (strcmp(order, text) != 0) {
		printf("throw.c:%d:%s, not%s\n", line, order, text);
		failures++;
	}
	order[0] = '\0';
}

#define ORDER(text) expect(text, __LINE__)

/* ---- one throw ---- */

static int returns(void *n)
{
	take_turn();
	return *(int *)n;
}

static NOINLINE int descend(int depth, bool wait)
{
	volatile int mine[8] = {depth};
	if (wait)
		take_turn();
	if (depth == 0)
		return wio_throw(wio_raise(PARSE, "at the bottom"));
	int below = descend(depth - 1, wait);
	CHECK(mine[0] == depth);
	return below + 1;
}

static int throws(void *unused)
{
	(void)unused;
	return descend(20, false);
}

static int waits_and_throws(void *unused)
{
	(void)unused;
	return descend(20, true);
}

static int plain(void *unused)
{
	(void)unused;
	static int results[] = {0, 7, OTHER};
	for (int i = 0; i < 3; i++)
		CHECK(wio_protect(returns, &results[i]) == results[i]);
	for (int i = 0; i < 3; i++) {
		int local = i;
		CHECK(wio_protect(throws, NULL) == PARSE);
		CHECK(strcmp(wio_error_message(wio_last_error()), "at the bottom") == 0);
		take_turn();
		CHECK(wio_protect(waits_and_throws, NULL) == PARSE);
		CHECK(strcmp(wio_error_message(wio_last_error()), "at the bottom") == 0);
		CHECK(local == i);
	}
	return 0;
}

static int compare(const void *a, const void *b)
{
	static int calls;
	take_turn();
	if (++calls % 5 == 0)
		wio_throw(OTHER);
	return *(const int *)a - *(const int *)b;
}

static int sorts(void *numbers)
{
	qsort(numbers, 6, sizeof(int), compare);
	return 0;
}

static int out_of_qsort(void *unused)
{
	(void)unused;
	for (int i = 0; i < 3; i++) {
		int numbers[] = {5, 3, 8, 1, 9, 2};
		CHECK(wio_protect(sorts, numbers) == OTHER);
		take_turn();
	}
	return 0;
}

/* ---- several ---- */

static int inner(void *how)
{
	int r = wio_protect(waits_and_throws, NULL);
	take_turn();
	CHECK(r == PARSE);
	return *(int *)how ? wio_throw(OTHER) : 3;
}

static int nested(void *unused)
{
	(void)unused;
	for (int how = 0; how < 2; how++) {
		take_turn();
		CHECK(wio_protect(inner, &how) == (how ? OTHER : 3));
	}
	return 0;
}

static int rounds(void *arg)
{
	const int me = *(int *)arg;
	for (int i = 0; i < 20; i++) {
		if (i % me)
			take_turn();
		CHECK(wio_protect(i % 2 ? waits_and_throws : throws, NULL) == PARSE);
	}
	return me;
}

static int tasks(void *unused)
{
	(void)unused;
	wio_task *task[3];
	for (int i = 0; i < 3; i++) {
		int me = i + 2;
		CHECK(wio_create_task(&task[i], rounds, &me,
		                      &(wio_task_options){.arg_size = sizeof me}) == 0);
	}
	for (int i = 0; i < 3; i++) {
		CHECK(wio_await(task[i], NULL) == i + 2);
		wio_task_release(task[i]);
	}
	return 0;
}

/* ---- what is left ---- */

static int waiting_note(void *text)
{
	take_turn();
	return note(text);
}

static NOINLINE void leave_some(bool wait)
{
	char local[16];
	strcpy(local, " local");
	CHECK(wio_defer(wait ? waiting_note : note, local) >= 0);
	CHECK(wio_defer(waiting_note, " second") >= 0);
	wio_throw(PARSE);
}

static int leaves(void *wait)
{
	CHECK(wio_defer(note, " first") >= 0);
	leave_some(wait);
	return 0;
}

static int defers(void *wait)
{
	CHECK(wio_defer(note, " outside") >= 0);
	CHECK(wio_protect(leaves, wait) == PARSE);
	ORDER(" second local first");
	return 1;
}

static int deferred(void *unused)
{
	(void)unused;
	CHECK(in_task(defers, NULL) == 1);
	ORDER(" outside");
	CHECK(in_task(defers, &failures) == 1);
	ORDER(" outside");
	return 0;
}

static int defers_and_returns(void *unused)
{
	(void)unused;
	CHECK(wio_defer(waiting_note, " left") >= 0);
	return 5;
}

static int deferred_and_returned(void *unused)
{
	(void)unused;
	CHECK(wio_protect(defers_and_returns, NULL) == 5);
	ORDER(" left");
	return 0;
}

static int throws_other(void *unused)
{
	(void)unused;
	note(" throws");
	return wio_throw(wio_raise(OTHER, "of the deferred"));
}

static int fails(void *unused)
{
	(void)unused;
	note(" fails");
	return wio_raise(PARSE, "failed");
}

static int protects(void *unused)
{
	(void)unused;
	CHECK(wio_protect(throws, NULL) == PARSE);
	return note(" protects");
}

static int defers_throws(void *last)
{
	wio_defer(note, " 1");
	wio_defer(last ? fails : throws_other, NULL);
	wio_defer(protects, NULL);
	wio_defer(throws_other, NULL);
	wio_defer(note, " 2");
	return wio_throw(wio_raise(WIO_EUSER - 2, "at first"));
}

/* A deferred call that throws is one that fails: the others run. */
static int deferred_throws(void *unused)
{
	(void)unused;
	CHECK(wio_protect(defers_throws, NULL) == OTHER);
	CHECK(strcmp(wio_error_message(wio_last_error()), "of the deferred") == 0);
	ORDER(" 2 throws protects throws 1");
	CHECK(wio_protect(defers_throws, &failures) == PARSE);
	CHECK(strcmp(wio_error_message(wio_last_error()), "failed") == 0);
	ORDER(" 2 throws protects fails 1");
	/* And at the end of a task. */
	CHECK(in_task(defers_throws, NULL) == OTHER);
	ORDER(" 2 throws protects throws 1");
	return 0;
}

static int member(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1000));
	note(r == WIO_ECANCELED ? " cancelled" : " slept");
	return r;
}

static int opens(void *unused)
{
	(void)unused;
	wio_group *group;
	wio_timeout *timeout;
	CHECK(wio_timeout_open(&timeout, WIO_S(1000)) == 0);
	CHECK(wio_group_open(&group) == 0);
	CHECK(wio_group_create_task(group, NULL, member, NULL, NULL) == 0);
	take_turn();
	return wio_throw(wio_raise(PARSE, "in the group"));
}

static int scopes(void *unused)
{
	(void)unused;
	CHECK(wio_protect(opens, NULL) == WIO_EGROUP);
	CHECK(wio_error_count(wio_last_error()) == 1);
	ORDER(" cancelled");
	/* No scope is left that would forbid it. */
	int mark = wio_defer(note, " taken back");
	CHECK(wio_undefer(mark, true) == 0);
	ORDER(" taken back");
	return 0;
}

static int times_out(void *unused)
{
	(void)unused;
	wio_timeout *timeout;
	CHECK(wio_timeout_open(&timeout, 0) == 0);
	return wio_throw(wio_sleep(WIO_S(1000)));
}

static int timeouts(void *unused)
{
	(void)unused;
	CHECK(wio_protect(times_out, NULL) == WIO_ETIMEDOUT);
	CHECK(wio_task_cancelling(wio_current_task()) == 0);
	return 0;
}

/* ---- contexts ---- */

static wio_contextvar *var;

static int value(void)
{
	void *found = NULL;
	wio_contextvar_get(var, &found);
	return found ? *(int *)found : 0;
}

static int sets_and_throws(void *n)
{
	CHECK(wio_contextvar_set(var, n, NULL) == 0);
	take_turn();
	CHECK(value() == *(int *)n);
	return wio_throw(OTHER);
}

static int runs_in_context(void *context)
{
	static int two = 2;
	return wio_context_run(context, sets_and_throws, &two);
}

static int contexts(void *unused)
{
	(void)unused;
	static int one = 1;
	wio_context *context;
	CHECK(wio_contextvar_new(&var, "var", NULL) == 0);
	CHECK(wio_contextvar_set(var, &one, NULL) == 0);
	CHECK(wio_context_copy(&context, NULL) == 0);
	for (int i = 0; i < 2; i++) {
		CHECK(wio_protect(runs_in_context, context) == OTHER);
		CHECK(value() == 1);
		take_turn();
		CHECK(value() == 1);
	}
	wio_context_release(context);
	wio_contextvar_release(var);
	return 0;
}

/* ---- the ends of tasks ---- */

static int unprotected(void *wait)
{
	leave_some(wait);
	return 0;
}

static int ends_task(void *unused)
{
	(void)unused;
	CHECK(in_task(unprotected, NULL) == PARSE);
	ORDER(" second local");
	CHECK(in_task(unprotected, &failures) == PARSE);
	ORDER(" second local");
	CHECK(in_task(waits_and_throws, NULL) == PARSE);
	return 0;
}

static int sleeps(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_S(1000));
	return r < 0 ? wio_throw(r) : r;
}

static int protected_sleep(void *unused)
{
	(void)unused;
	int r = wio_protect(sleeps, NULL);
	CHECK(r == WIO_ECANCELED);
	take_turn();
	return r;
}

static int cancelled(void *unused)
{
	(void)unused;
	wio_task *task;
	int result;
	CHECK(wio_create_task(&task, protected_sleep, NULL, NULL) == 0);
	take_turn();
	take_turn();
	CHECK(wio_task_cancel(task, NULL) == 1);
	CHECK(wio_await(task, &result) == 0);
	CHECK(result == WIO_ECANCELED);
	wio_task_release(task);
	return 0;
}

static const struct a_case cases[] = {
    {"plain", plain},
    {"out of qsort", out_of_qsort},
    {"nested", nested},
    {"tasks", tasks},
    {"deferred", deferred},
    {"deferred and returned", deferred_and_returned},
    {"deferred throws", deferred_throws},
    {"scopes", scopes},
    {"timeouts", timeouts},
    {"contexts", contexts},
    {"ends task", ends_task},
    {"cancelled", cancelled},
};

int play_throw(void)
{
	return play(cases, sizeof cases / sizeof *cases);
}
