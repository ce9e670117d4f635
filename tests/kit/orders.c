// SPDX-License-Identifier: MIT
/*
 * All orders in which the tasks of a small program may run, and in each all steps at
 * which it is interrupted or cancelled.  orders: prints how many plays there were.
 *
 * A play is a list of choices: which of those that are ready runs next.  The next play
 * is the same list with the last choice that can be another one changed, and nothing
 * behind it, until there is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio_test.h"

enum { MOST = 64, MOST_PLAYS = 200000, CHILDREN = 3 };

/* ---- choices ---- */

static struct {
	size_t made[MOST], of[MOST];
	size_t count; /* made in this play */
	size_t fixed; /* of them, those that are given */
} play;

static size_t choose(size_t n, void *unused)
{
	(void)unused;
	if (play.count == MOST)
		return 0;
	const size_t i = play.count++;
	if (i >= play.fixed)
		play.made[i] = 0;
	play.of[i] = n;
	return play.made[i];
}

static int next_play(void)
{
	size_t i = play.count;
	while (i > 0 && play.made[i - 1] + 1 == play.of[i - 1])
		i--;
	play.count = 0;
	if (i == 0)
		return 0;
	play.made[i - 1]++;
	play.fixed = i;
	return 1;
}

/* ---- the program ---- */

static struct state {
	wio_lock lock;
	int inside;  /* of the lock; one at most */
	int begun;
	int running; /* children of the group */
	size_t cancel_at; /* a step at which somebody else cancels main; 0: none */
	size_t cancels;
	int wrong;
	wio_task *main;
} now;

static const char *why;

static void expect(int condition, const char *what)
{
	if (condition)
		return;
	now.wrong = 1;
	why = what;
}

static int inside(int number)
{
	expect(++now.inside == 1, "two are in the lock");
	int r = wio_sleep(WIO_MS(number));
	now.inside--;
	return r;
}

static int child(void *arg)
{
	const int number = *(int *)arg;
	now.begun++;
	now.running++;
	int r = wio_lock_acquire(&now.lock);
	if (r >= 0) {
		r = inside(number);
		int released = wio_lock_release(&now.lock);
		expect(released == 0, "who had the lock could not release it");
	}
	now.running--;
	return r;
}

static int in_group(void)
{
	static int numbers[CHILDREN] = {1, 2, 3};
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int i = 0; i < CHILDREN && r >= 0; i++)
		r = wio_group_create_task(group, NULL, child, &numbers[i], NULL);
	r = wio_group_close(group, r);
	expect(now.running == 0, "the group was left before its children");
	return r;
}

static int cancels_main(void *unused)
{
	(void)unused;
	for (size_t i = 1; i < now.cancel_at; i++) {
		int r = wio_yield();
		if (r < 0)
			return r;
	}
	now.cancels += (size_t)wio_task_cancel(now.main, "outside");
	return 0;
}

static int program(void *time)
{
	wio_timeout *timeout;
	now.main = wio_current_task();
	if (now.cancel_at) {
		int r = wio_create_task(NULL, cancels_main, NULL, NULL);
		if (r < 0)
			return r;
	}
	int r = wio_timeout_open(&timeout, *(int64_t *)time);
	if (r < 0)
		return r;
	r = wio_timeout_close(timeout, in_group());
	expect((size_t)wio_task_cancelling(now.main) <= now.cancels + 1,
	       "requests to cancel are left over");
	expect(now.inside == 0, "somebody is in the lock still");
	expect(!wio_lock_locked(&now.lock), "the lock was not released");
	return r;
}

/* What it gave; how often it was interrupted is given by the kit. */
static int once(int64_t time)
{
	const size_t cancel_at = now.cancel_at;
	now = (struct state){.cancel_at = cancel_at};
	wio_test_clock_start();
	wio_runner *runner;
	if (wio_runner_new(&runner, NULL) < 0)
		return -1;
	int r = wio_runner_run(runner, program, &time, NULL);
	expect(wio_runner_close(runner) == 0, "the close failed");
	wio_runner_free(runner);
	return r;
}

/* ---- all plays ---- */

static long plays;

/* Whether a play may end so. */
static int is_right(int r, int64_t time, size_t interrupt_at)
{
	if (now.wrong)
		return 0;
	if (interrupt_at && r == WIO_EINTERRUPTED)
		return 1;
	if (now.cancels && r == WIO_ECANCELED)
		return 1;
	/* Three, one after the other, take six. */
	return time < WIO_MS(6) ? r == WIO_ETIMEDOUT : r == 0 && now.begun == CHILDREN;
}

static int all_orders(int64_t time, size_t interrupt_at)
{
	memset(&play, 0, sizeof play);
	do {
		wio_test_interrupt_at(interrupt_at);
		int r = once(time);
		plays++;
		if (is_right(r, time, interrupt_at))
			continue;
		printf("timeout %d ms, interrupt at step %zu, cancel at %zu, choices",
		       (int)(time / WIO_MS(1)), interrupt_at, now.cancel_at);
		for (size_t i = 0; i < play.count; i++)
			printf(" %zu/%zu", play.made[i], play.of[i]);
		printf(": %s%s%s\n", wio_strerror_name(r), why ? ", " : "",
		       why ? why : "");
		return 0;
	} while (next_play());
	return 1;
}

int main(int argc, char **argv)
{
	/* Those that make most plays are for hosts that are fast. */
	const size_t most = argc > 1 ? (size_t)atoi(argv[1]) : 12;
	const int64_t times[] = {WIO_MS(2), WIO_MS(3), WIO_MS(100)};
	int good = 1;
	wio_test_order(choose, NULL);
	for (size_t i = 0; good && i < sizeof times / sizeof *times; i++)
		for (size_t interrupt = 0; good && interrupt <= most; interrupt++)
			for (size_t cancel = 0; good && cancel <= most / 2; cancel++) {
				now.cancel_at = cancel;
				good = all_orders(times[i], interrupt);
			}
	printf("%ld plays\n", plays);
	return !good;
}
