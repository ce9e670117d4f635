// SPDX-License-Identifier: MIT
/* threads NAME: posts from other threads to a loop that sleeps. */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <time.h>

#include "say.h"

enum { THREADS = 4, POSTS = 1000 };

static wio_loop *loop;
static wio_future *done;
static wio_contextvar *var;
static int seen[THREADS];
static int in_order = 1;
static int total;

/* Gives the loop time to fall asleep. */
static void rest(void)
{
	const struct timespec ms = {0, 20 * 1000 * 1000};
	nanosleep(&ms, NULL);
}

struct post {
	int thread;
	int number;
};

static int arrived(void *arg)
{
	const struct post *post = arg;
	void *value;
	if (seen[post->thread]++ != post->number)
		in_order = 0;
	/* Not the context of whatever runs on the loop. */
	wio_contextvar_get(var, &value);
	if (value)
		say("another's context");
	if (++total == THREADS * POSTS)
		wio_future_set_result(done, total);
	return 0;
}

static void *poster(void *arg)
{
	const wio_call_options copied = {.arg_size = sizeof(struct post)};
	struct post post = {.thread = *(int *)arg};
	for (; post.number < POSTS; post.number++) {
		if (post.number % 250 == 0)
			rest();
		wio_loop_call_soon_threadsafe(loop, arrived, &post, &copied);
	}
	return NULL;
}

/* No timer, no descriptor: only the references of the threads keep it up, and
 * only the posts wake it, for they are given back afterwards. */
static int posts(void *unused)
{
	(void)unused;
	static int numbers[THREADS];
	pthread_t threads[THREADS];
	const wio_contextvar_options zero = {.has_default = true};
	loop = wio_get_running_loop();
	wio_contextvar_new(&var, "variable", &zero);
	wio_contextvar_set(var, &total, NULL);
	wio_future_new(&done, NULL);
	for (int i = 0; i < THREADS; i++) {
		numbers[i] = i;
		wio_loop_retain(loop);
		pthread_create(&threads[i], NULL, poster, &numbers[i]);
	}
	int r = wio_await(done, NULL);
	for (int i = 0; i < THREADS; i++) {
		pthread_join(threads[i], NULL);
		wio_loop_release(loop);
	}
	wio_future_release(done);
	wio_contextvar_release(var);
	say_result("posts", r);
	say(in_order ? "in order" : "out of order");
	return 0;
}

static void *leaver(void *unused)
{
	(void)unused;
	rest();
	wio_loop_release(loop);
	return NULL;
}

/* The last that could have woken it goes without doing so. */
static int abandoned(void *unused)
{
	(void)unused;
	pthread_t thread;
	loop = wio_loop_retain(wio_get_running_loop());
	wio_future_new(&done, NULL);
	pthread_create(&thread, NULL, leaver, NULL);
	pthread_detach(thread);
	int r = wio_await(done, NULL);
	say_result("await", r);
	wio_future_release(done);
	return r;
}

static int nothing(void *unused)
{
	(void)unused;
	say("not reached");
	return 0;
}

/* The handle outlives the loop. */
static void *late(void *unused)
{
	(void)unused;
	say_result("late post",
	           wio_loop_call_soon_threadsafe(loop, nothing, NULL, NULL));
	wio_loop_release(loop);
	return NULL;
}

static int takes_loop(void *unused)
{
	(void)unused;
	loop = wio_loop_retain(wio_get_running_loop());
	return 0;
}

static void *interrupter(void *runner)
{
	rest();
	total = wio_interrupt(runner);
	return NULL;
}

static int sleeps(void *unused)
{
	(void)unused;
	return nap("sleep");
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";
	if (strcmp(name, "posts") == 0)
		return wio_run(posts, NULL);
	if (strcmp(name, "abandoned") == 0)
		return wio_run(abandoned, NULL);
	pthread_t thread;
	if (strcmp(name, "late") == 0) {
		int status = wio_run(takes_loop, NULL);
		pthread_create(&thread, NULL, late, NULL);
		pthread_join(thread, NULL);
		return status;
	}
	if (strcmp(name, "interrupt") == 0) {
		wio_runner *runner;
		wio_runner_new(&runner, NULL);
		pthread_create(&thread, NULL, interrupter, runner);
		say_result("run", wio_runner_run(runner, sleeps, NULL, NULL));
		pthread_join(thread, NULL);
		say_result("interrupt", total);
		say_result("close", wio_runner_close(runner));
		wio_runner_free(runner);
		return 0;
	}
	return 2;
}
