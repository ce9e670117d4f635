// SPDX-License-Identifier: MIT
#include "jumps.h"

#include <stdio.h>
#include <string.h>

int failures;
bool shared;

void failed(const char *file, int line, const char *what)
{
	printf("%s:%d: %s (%s)\n", file, line, what,
	       wio_error_message(wio_last_error()));
	failures++;
}

void take_turn(void)
{
	CHECK(wio_yield() == 0);
}

int in_task(wio_fn *fn, void *arg)
{
	const wio_task_options options = {.shared_stack = shared};
	wio_task *task;
	int result = 0;
	CHECK(wio_create_task(&task, fn, arg, &options) == 0);
	CHECK(wio_await(task, &result) == 0);
	wio_task_release(task);
	return result;
}

static int ticks(void *unused)
{
	(void)unused;
	int r;
	do
		r = wio_yield();
	while (r == 0);
	return r;
}

struct list {
	const struct a_case *cases;
	size_t n;
};

static int all(void *arg)
{
	const struct list *list = arg;
	wio_task *other;
	CHECK(wio_create_task(&other, ticks, NULL, NULL) == 0);
	for (size_t i = 0; i < list->n; i++) {
		for (int how = 0; how < 2; how++) {
			shared = how;
			CHECK(in_task(list->cases[i].play, NULL) == 0);
		}
		printf("ok %s\n", list->cases[i].name);
	}
	wio_task_cancel(other, NULL);
	wio_task_release(other);
	return 0;
}

int play(const struct a_case *cases, size_t n)
{
	int r = wio_run(all, &(struct list){cases, n});
	puts(failures ? "FAILED" : "all ok");
	return r || failures;
}

/* jumps PART: one of them. */
int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*play)(void);
	} parts[] = {
	    {"throw", play_throw},
	    {"setjmp_O0", play_setjmp_O0},
	    {"setjmp_O3", play_setjmp_O3},
	    {"setjmp_Os", play_setjmp_Os},
	};
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (argc == 2 && strcmp(argv[1], parts[i].name) == 0)
			return parts[i].play();
	return 2;
}
