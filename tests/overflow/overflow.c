// SPDX-License-Identifier: MIT
/*
 * overflow HOW: a stack that is too small, in each way that there is.  Where it
 * is checked only its task ends; elsewhere the program does, with a message.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "wasyncio.h"

static void say(const char *text)
{
	puts(text);
	fflush(stdout);
}

/* ---- ways to need too much ---- */

/* 160 bytes or so a level. */
__attribute__((noinline)) static int recurse(int levels)
{
	volatile char room[128];
	for (size_t i = 0; i < sizeof room; i++)
		room[i] = (char)levels;
	if (levels > 0)
		return recurse(levels - 1) + room[levels & 127];
	return room[1];
}

static int recursion(void *unused)
{
	(void)unused;
	return recurse(100000);
}

/* One frame that is larger than the stack, and touched only at its far end. */
static int frame(void *unused)
{
	char room[100000];
	(void)unused;
	return snprintf(room, 16, "%p", (void *)room);
}

__attribute__((noinline)) static int print_from(int levels)
{
	volatile char room[64];
	room[0] = 0;
	char text[64];
	snprintf(text, sizeof text, "%d %.3f %s", levels, levels / 7.0, "deep");
	return print_from(levels + 1) + room[0] + text[0];
}

static int in_snprintf(void *unused)
{
	(void)unused;
	return print_from(0);
}

__attribute__((noinline)) static int parse_from(int levels)
{
	volatile char room[16];
	room[0] = 0;
	char text[16];
	snprintf(text, sizeof text, "0.%d", levels);
	return strtod(text, NULL) < 0 ? 0 : parse_from(levels + 1) + room[0];
}

static int in_strtod(void *unused)
{
	(void)unused;
	return parse_from(1);
}

static int compare(const void *a, const void *b)
{
	return recurse(100000) + *(const int *)a - *(const int *)b;
}

static int in_qsort(void *unused)
{
	(void)unused;
	int numbers[] = {3, 1, 2};
	qsort(numbers, 3, sizeof *numbers, compare);
	return numbers[0];
}

/* It has waited on each level. */
__attribute__((noinline)) static int wait_from(int levels)
{
	volatile char room[64];
	room[levels & 63] = 1;
	int r = levels % 16 ? wio_yield() : wio_sleep(WIO_MS(1));
	return r < 0 ? r : wait_from(levels + 1) + room[levels & 63];
}

static int suspended(void *unused)
{
	(void)unused;
	return wait_from(1);
}

/* Each level opens a scope, which ends with its task. */
__attribute__((noinline)) static int open_from(int levels)
{
	volatile char room[64];
	room[0] = 0;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r == 0)
		r = wio_group_create_task(group, NULL, suspended, NULL, NULL);
	return r < 0 ? r : open_from(levels + 1) + room[0];
}

static int scopes(void *unused)
{
	(void)unused;
	return open_from(1);
}

static int again(void *unused)
{
	say("deferred: overflows too");
	return recursion(unused);
}

static int deferred(void *unused)
{
	int r = wio_defer(again, NULL);
	return r < 0 ? r : recursion(unused);
}

static void free_deeply(void *unused)
{
	recursion(unused);
}

static int in_free(void *unused)
{
	(void)unused;
	return wio_create_task(NULL, recursion, NULL,
	                       &(wio_task_options){.stack_size = 1,
	                                           .arg_free = free_deeply});
}

/* As an interpreter does: frames, blocks of its heap, and no call of ours. */
__attribute__((noinline)) static size_t interpret(size_t levels)
{
	size_t *volatile blocks[48];
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		blocks[i] = malloc(16 + i % 5 * 24);
		if (!blocks[i])
			return 0;
		*blocks[i] = i;
	}
	size_t sum = interpret(levels + 1);
	for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
		sum += *blocks[i];
		free(blocks[i]);
	}
	return sum;
}

static int interpreter(void *unused)
{
	(void)unused;
	return interpret(0) != 0;
}

/* No frame in memory: it is the engine's own stack that ends. */
__attribute__((noinline)) static unsigned count(unsigned levels)
{
	return levels == 0 ? 0 : count(levels - 1) * 31 + (count(levels / 2) & levels);
}

static int engine(void *unused)
{
	(void)unused;
	return (int)count(100000000);
}

/* A little too deep, and no wait before the end. */
__attribute__((noinline)) static int trap_from(int levels)
{
	volatile char room[64];
	room[levels & 63] = 1;
	if (levels == 0)
		__builtin_trap();
	return trap_from(levels - 1) + room[0];
}

static int trap(void *unused)
{
	(void)unused;
	return trap_from(200);
}

static int null(void *unused)
{
	*(volatile int *)unused = 1;
	return 0;
}

#ifndef __wasm__
#include <signal.h>
#include <unistd.h>

static void own_handler(int signal)
{
	(void)signal;
	static const char text[] = "its own handler\n";
	ssize_t n = write(STDOUT_FILENO, text, sizeof text - 1);
	_exit(n > 0 ? 3 : 4);
}

static void take_signals(void)
{
	signal(SIGSEGV, own_handler);
}
#else
static void take_signals(void)
{
}
#endif

static int handler(void *unused)
{
	return null(unused);
}

/* Its task shares a stack with others. */
static int shared(void *unused)
{
	int r = wio_yield();
	return r < 0 ? r : recursion(unused);
}

static int generator_defers(void *unused)
{
	(void)unused;
	say("deferred: in the generator");
	return wio_yield();
}

static int in_generator(void *unused)
{
	int r = wio_defer(generator_defers, NULL);
	if (r >= 0)
		r = wio_generator_yield(NULL, NULL);
	return r < 0 ? r : recursion(unused);
}

/* Its task goes on behind it. */
static int generator(void *unused)
{
	(void)unused;
	wio_generator *items;
	int r = wio_generator_new(&items, 0, in_generator, NULL, NULL);
	if (r < 0)
		return r;
	while ((r = wio_generator_next(items, NULL)) > 0)
		;
	wio_generator_release(items);
	return r;
}

static const struct {
	const char *name;
	wio_fn *fn;
} ways[] = {
    {"recursion", recursion}, {"frame", frame},         {"snprintf", in_snprintf},
    {"strtod", in_strtod},    {"qsort", in_qsort},      {"suspended", suspended},
    {"scopes", scopes},       {"deferred", deferred},   {"free", in_free},
    {"engine", engine},       {"trap", trap},           {"null", null},
    {"handler", handler},     {"shared", shared},       {"interpreter", interpreter},
    {"generator", generator},
};

/* ---- what goes on ---- */

static int cleanup(void *arg)
{
	printf("cleanup of %s\n", (const char *)arg);
	int r = wio_sleep(WIO_MS(1));
	say(r < 0 ? wio_strerror_name(r) : "cleanup waited");
	return 0;
}

static int deep(void *arg)
{
	wio_fn *fn = *(wio_fn **)arg;
	/* No pointer to a shared stack may be given away, nor to what is returned from. */
	static char kept[16] = "a local";
	char own[16] = "a local";
	char *name = fn == shared || fn == generator ? kept : own;
	int r = wio_defer(cleanup, name);
	if (r >= 0)
		r = fn(NULL);
	return r < 0 ? r : r + name[0];
}

static int other(void *arg)
{
	unsigned numbers[64];
	for (unsigned i = 0; i < 64; i++)
		numbers[i] = i;
	for (unsigned n = 0;; n++) {
		int r = n % 2 ? wio_yield() : wio_sleep(WIO_MS(1));
		if (r < 0)
			return r;
		for (unsigned i = 0; i < 64; i++)
			if (numbers[i] != i + n)
				say("the other is damaged");
		for (unsigned i = 0; i < 64; i++)
			numbers[i]++;
		++*(int *)arg;
	}
}

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

/* Have the pool give a stack that lies above nothing of use, and a block and a
 * name that lie elsewhere. */
static int prepare(size_t size)
{
	static void *below;
	const wio_task_options options[] = {{.name = "none"},
	                                    {.name = "none", .stack_size = size}};
	int r = 0;
	for (int i = 0; i < 2 && r == 0; i++) {
		wio_task *task;
		if (i == 1 && !(below = malloc(1 << 16)))
			return WIO_ENOMEM;
		r = wio_create_task(&task, nothing, NULL, &options[i]);
		if (r < 0)
			return r;
		r = wio_await(task, NULL);
		wio_task_release(task);
	}
	return r;
}

static int app(void *fn)
{
	static int ticks;
	wio_task *others[20];
	int r = *(wio_fn **)fn == trap ? prepare(12 * 1024) : 0;
	for (int i = 0; i < 20 && r == 0; i++)
		r = wio_create_task(&others[i], other, &ticks,
		                    &(wio_task_options){.shared_stack = i % 2});
	wio_task *task = NULL;
	wio_task_options options = {.name = "deep", .stack_size = 12 * 1024};
	if (*(wio_fn **)fn == interpreter)
		options.stack_size = 64 * 1024;
	if (*(wio_fn **)fn == shared)
		options = (wio_task_options){.name = "deep", .shared_stack = true};
	if (r == 0)
		r = wio_create_task(&task, deep, fn, &options);
	if (r < 0)
		return r;
	int result;
	r = wio_await(task, &result);
	printf("%s: %s\n", wio_strerror_name(r < 0 ? r : result),
	       wio_error_message(wio_last_error()));
	if (*(wio_fn **)fn != generator &&
	    wio_task_stack_high_water(task) < 11 * 1024)
		say("its high-water mark is too low");
	const int before = ticks;
	while (ticks < before + 100 && r == 0)
		r = wio_yield();
	for (int i = 0; i < 20; i++) {
		if (wio_task_done(others[i]))
			say("another has ended");
		wio_task_release(others[i]);
	}
	wio_task_release(task);
	say("the others go on");
	return r;
}

static int next(void *unused)
{
	(void)unused;
	int r = wio_sleep(WIO_MS(1));
	if (r == 0)
		say("the next run works");
	return r;
}

static int called(void *unused)
{
	say("called");
	return recursion(unused);
}

static int calls(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	int r = wio_loop_call_soon(loop, called, NULL, NULL, NULL);
	return r < 0 ? r : wio_sleep(WIO_MS(1));
}

int main(int argc, char **argv)
{
	const char *how = argc > 1 ? argv[1] : "recursion";
	if (strcmp(how, "main") == 0)
		return recursion(NULL);
	if (strcmp(how, "callback") == 0)
		return wio_run(calls, NULL);
	wio_fn *fn = NULL;
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strcmp(how, ways[i].name) == 0)
			fn = ways[i].fn;
	if (!fn)
		return 2;
	if (fn == handler)
		take_signals();
	wio_runner *runner;
	if (wio_runner_new(&runner, NULL) < 0)
		return 1;
	int r = wio_runner_run(runner, app, &fn, NULL);
	printf("run: %s\n", r < 0 ? wio_strerror_name(r) : "0");
	r = wio_runner_run(runner, next, NULL, NULL);
	if (r < 0)
		printf("next: %s\n", wio_strerror_name(r));
	printf("close: %d\n", wio_runner_close(runner));
	wio_runner_free(runner);
	return 0;
}
