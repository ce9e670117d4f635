// SPDX-License-Identifier: MIT
/*
 * threads NAME | all: executors and posts with threads of this machine, or workers of a
 * page that share its memory, whatever the order in which these come.  ThreadSanitizer
 * looks on.
 */
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "threads.h"

void fail(const char *what, const char *file, int line)
{
	printf("%s:%d: %s\n", file, line, what);
	exit(1);
}

void rest(int ms)
{
	const struct timespec t = {0, ms * 1000 * 1000};
	nanosleep(&t, NULL);
}

int run(wio_fn *fn, void *arg)
{
	wio_runner *runner;
	CHECK(wio_runner_new(&runner, NULL) == 0);
	int r = wio_runner_run(runner, fn, arg, NULL);
	int closed = wio_runner_close(runner);
	wio_runner_free(runner);
	return r < 0 ? r : closed;
}

/* ---- jobs, and what they give ---- */

struct sum {
	int n;
	long long total;
};

static int add_up(void *bytes)
{
	struct sum *sum = bytes;
	for (int i = 1; i <= sum->n; i++)
		sum->total += i;
	return sum->n;
}

static int asks(void *arg)
{
	const int n = *(int *)arg;
	for (int i = 0; i < 100; i++) {
		struct sum sum = {.n = n + i};
		CHECK(wio_executor_call(add_up, &sum, sizeof sum) == n + i);
		CHECK(sum.total == (long long)(n + i) * (n + i + 1) / 2);
	}
	return 0;
}

static int many_ask(void *unused)
{
	(void)unused;
	wio_group *group;
	CHECK(wio_group_open(&group) == 0);
	for (int i = 0; i < 20; i++)
		CHECK(wio_group_create_task(group, NULL, asks, &i,
		                            &(wio_task_options){.arg_size = sizeof i}) == 0);
	return wio_group_close(group, 0);
}

/* Two that wait for each other have a thread each. */
static int meets(void *arg)
{
	atomic_int *come = arg;
	atomic_fetch_add(come, 1);
	while (atomic_load(come) < 2)
		rest(1);
	return 0;
}

static int have_them_meet(void *unused)
{
	(void)unused;
	static atomic_int come;
	wio_future *futures[2];
	for (int i = 0; i < 2; i++)
		CHECK(wio_run_in_executor(&futures[i], NULL, meets, &come, NULL) == 0);
	for (int i = 0; i < 2; i++) {
		CHECK(wio_await(futures[i], NULL) == 0);
		wio_future_release(futures[i]);
	}
	return 0;
}

static int jobs(void)
{
	CHECK(run(have_them_meet, NULL) == 0);
	return run(many_ask, NULL);
}

/* ---- errors, with what they say ---- */

static int fails(void *arg)
{
	wio_raise(WIO_EINVAL, "the cause is %d", *(int *)arg);
	wio_error *cause = wio_error_retain(wio_last_error());
	int r = wio_raise_from(FAILED, cause, "the job failed with %d", *(int *)arg);
	wio_error_release(cause);
	return r;
}

static int fails_silently(void *unused)
{
	(void)unused;
	return FAILED;
}

static int sees_errors(void *unused)
{
	(void)unused;
	static int seven = 7;
	CHECK(wio_to_thread(fails, &seven) == FAILED);
	const wio_error *error = wio_last_error();
	CHECK(strcmp(wio_error_message(error), "the job failed with 7") == 0);
	CHECK(strcmp(wio_error_message(wio_error_cause(error)), "the cause is 7") == 0);
	CHECK(wio_error_code(wio_error_context(error)) == WIO_EINVAL);
	/* Not the record of the job before. */
	CHECK(wio_to_thread(fails_silently, NULL) == FAILED);
	CHECK(!strstr(wio_error_message(wio_last_error()), "with 7"));
	return 0;
}

static int errors(void)
{
	return run(sees_errors, NULL);
}

/* ---- contexts ---- */

static wio_contextvar *var;
static int one = 1, two = 2;

static int reads(void *value)
{
	CHECK(wio_contextvar_get_or(var, NULL) == value);
	CHECK(wio_contextvar_set(var, &one, NULL) == WIO_ESTATE);
	return 0;
}

/* A loop of the job's own: what it makes has no part in the lent one. */
static int reads_within(void *value)
{
	return run(reads, value);
}

static int sees_contexts(void *unused)
{
	(void)unused;
	wio_future *future;
	CHECK(wio_contextvar_new(&var, "variable", NULL) == 0);
	CHECK(wio_contextvar_set(var, &two, NULL) == 0);
	CHECK(wio_to_thread(reads, &two) == 0);
	CHECK(!LOOPS_ANYWHERE || wio_to_thread(reads_within, &two) == 0);
	CHECK(wio_run_in_executor(&future, NULL, reads, NULL, NULL) == 0);
	CHECK(wio_contextvar_set(var, &one, NULL) == 0);
	CHECK(wio_await(future, NULL) == 0);
	wio_future_release(future);
	wio_contextvar_release(var);
	return 0;
}

static int contexts(void)
{
	return run(sees_contexts, NULL);
}

/* ---- posts ---- */

enum { POSTS = 25000 };

static wio_loop *loop;
static wio_future *all;
static int arrived;

static int arrives(void *unused)
{
	(void)unused;
	if (++arrived == THREADS * POSTS)
		wio_future_set_result(all, 0);
	return 0;
}

static void *poster(void *unused)
{
	for (int i = 0; i < POSTS; i++)
		CHECK(wio_loop_call_soon_threadsafe(loop, arrives, NULL, NULL) == 0);
	wio_loop_release(loop);
	return unused;
}

static int takes_posts(void *unused)
{
	(void)unused;
	pthread_t threads[THREADS];
	loop = wio_get_running_loop();
	CHECK(wio_future_new(&all, NULL) == 0);
	for (int i = 0; i < THREADS; i++) {
		wio_loop_retain(loop);
		CHECK(pthread_create(&threads[i], NULL, poster, NULL) == 0);
	}
	CHECK(wio_await(all, NULL) == 0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	wio_future_release(all);
	CHECK(arrived == THREADS * POSTS);
	return 0;
}

static int posts(void)
{
	return run(takes_posts, NULL);
}

/* ---- posts to a loop that closes, and is closed ---- */

static void *late_poster(void *unused)
{
	int r, n = 0;
	/* Not faster than the loop can take them. */
	while ((r = wio_loop_call_soon_threadsafe(loop, arrives, NULL, NULL)) == 0)
		if (++n % 50 == 0)
			rest(1);
	CHECK(r == WIO_ECLOSED);
	wio_loop_release(loop);
	return unused;
}

static pthread_t late_threads[THREADS];

static int is_posted_to(void *unused)
{
	(void)unused;
	loop = wio_get_running_loop();
	arrived = THREADS * POSTS; /* no future is set */
	for (int i = 0; i < THREADS; i++) {
		wio_loop_retain(loop);
		CHECK(pthread_create(&late_threads[i], NULL, late_poster, NULL) == 0);
	}
	return wio_sleep(WIO_MS(5));
}

static int late_posts(void)
{
	int r = run(is_posted_to, NULL);
	for (int i = 0; i < THREADS; i++)
		pthread_join(late_threads[i], NULL);
	return r;
}

/* ---- cancel against completion ---- */

static atomic_int begun, given_back;

static int begins(void *unused)
{
	(void)unused;
	atomic_fetch_add(&begun, 1);
	return 3;
}

static void gives_back(void *unused)
{
	(void)unused;
	atomic_fetch_add(&given_back, 1);
}

static int cancels(void *unused)
{
	(void)unused;
	enum { ROUNDS = 300, JOBS = 8 };
	int cancelled = 0, done = 0;
	for (int i = 0; i < ROUNDS; i++) {
		wio_future *futures[JOBS];
		for (int j = 0; j < JOBS; j++)
			CHECK(wio_run_in_executor(&futures[j], NULL, begins, NULL,
			                          &(wio_job_options){.arg_free = gives_back}) ==
			      0);
		for (int j = 0; j < JOBS; j += 2)
			wio_future_cancel(futures[j], NULL);
		for (int j = 0; j < JOBS; j++) {
			int r = wio_await(futures[j], NULL);
			CHECK(r == 3 || (r == WIO_ECANCELED && j % 2 == 0));
			*(r == 3 ? &done : &cancelled) += 1;
			wio_future_release(futures[j]);
		}
	}
	CHECK(wio_shutdown_default_executor(WIO_FOREVER) == 0);
	CHECK(atomic_load(&begun) >= done && done + cancelled == ROUNDS * JOBS);
	CHECK(atomic_load(&given_back) == ROUNDS * JOBS);
	return 0;
}

static int races(void)
{
	return run(cancels, NULL);
}

/* ---- a close, with jobs that run ---- */

static atomic_bool may_end, runs;

static int runs_long(void *unused)
{
	(void)unused;
	atomic_store(&runs, true);
	while (!atomic_load(&may_end))
		rest(1);
	CHECK(!var || wio_contextvar_get_or(var, NULL) == &two);
	return 0;
}

static int told;

static int tells(wio_loop *of, const wio_report *report, void *unused)
{
	(void)of;
	(void)unused;
	CHECK(report->kind == WIO_REPORT_SHUTDOWN);
	CHECK(strcmp(report->message, "the default executor did not end in time; still "
	                              "there: long Job-2 Job-3") == 0);
	told++;
	return 0;
}

static int leaves_jobs(void *arg)
{
	wio_executor *executor = arg;
	wio_future *future;
	const wio_job_options lends = {.context = wio_context_current(), .name = "long"};
	const wio_job_options owns = {.arg_free = gives_back};
	CHECK(wio_contextvar_new(&var, "variable", NULL) == 0);
	CHECK(wio_contextvar_set(var, &two, NULL) == 0);
	wio_loop_set_exception_handler(wio_get_running_loop(), tells, NULL);
	CHECK(wio_set_default_executor(executor) == 0);
	CHECK(wio_run_in_executor(&future, NULL, runs_long, NULL, &lends) == 0);
	wio_future_release(future);
	wio_contextvar_release(var);
	var = NULL;
	CHECK(wio_run_in_executor(&future, NULL, begins, NULL, &owns) == 0);
	wio_future_release(future);
	CHECK(wio_run_in_executor(&future, NULL, begins, NULL, NULL) == 0);
	wio_future_release(future);
	return 0;
}

static int waits_for_jobs(void *executor)
{
	return wio_executor_shutdown(executor, true, false);
}

/* No loop is left, so this blocks. */
static void wait_for_jobs(wio_executor *executor)
{
	CHECK((MAY_BLOCK ? waits_for_jobs(executor) : run(waits_for_jobs, executor)) == 0);
}

/* Its time is over while one job runs and two wait for that thread. */
static int close_runs(void)
{
	wio_executor *executor;
	const wio_executor_options options = {.max_workers = 1,
	                                      .shutdown_timeout = WIO_MS(10)};
	CHECK(wio_executor_new(&executor, &options) == 0);
	CHECK(run(leaves_jobs, executor) == 0);
	CHECK(told == 1 && atomic_load(&begun) == 0);
	CHECK(MAY_BLOCK || waits_for_jobs(executor) == WIO_ENOTSUP);
	atomic_store(&may_end, true);
	/* Those that were accepted are run. */
	wait_for_jobs(executor);
	CHECK(atomic_load(&begun) == 2 && atomic_load(&given_back) == 1);
	wio_executor_release(executor);
	return run(many_ask, NULL);
}

/* ---- a default executor that has no time, or is busy with who waits ---- */

static int says_nothing(wio_loop *of, const wio_report *report, void *unused)
{
	(void)of;
	(void)unused;
	printf("%s\n", report->message);
	return 0;
}

static int says_others(wio_loop *of, const wio_report *report, void *unused)
{
	(void)of;
	(void)unused;
	CHECK(strcmp(report->message, "the default executor did not end in time; still "
	                              "there: jobs of other loops") == 0);
	told++;
	return 0;
}

static int takes_default(void *executor)
{
	wio_loop_set_exception_handler(wio_get_running_loop(), says_others, NULL);
	return wio_set_default_executor(executor);
}

static int runs_within(void *executor)
{
	return run(takes_default, executor);
}

static int has_own_default(void *executor)
{
	wio_future *future;
	CHECK(wio_run_in_executor(&future, executor, runs_within, executor, NULL) == 0);
	CHECK(wio_await(future, NULL) == 0);
	wio_future_release(future);
	return 0;
}

static int has_no_time(void *unused)
{
	(void)unused;
	wio_loop_set_exception_handler(wio_get_running_loop(), says_nothing, NULL);
	CHECK(wio_to_thread(begins, NULL) == 3);
	return wio_shutdown_default_executor(0);
}

static int own_default(void)
{
	wio_executor *executor;
	CHECK(run(has_no_time, NULL) == 0);
	CHECK(wio_executor_new(&executor, NULL) == 0);
	/* It does not wait for itself, for 300 s. */
	CHECK(!LOOPS_ANYWHERE || run(has_own_default, executor) == 0);
	CHECK(told == LOOPS_ANYWHERE);
	wio_executor_release(executor);
	return 0;
}

/* ---- a close that is interrupted ---- */

static wio_runner *to_interrupt;

static void *interrupter(void *unused)
{
	/* It waits for the job by then, or, on a busy machine, a little later. */
	do
		rest(20);
	while (wio_interrupt(to_interrupt) < 1);
	return unused;
}

static int forgets_a_job(void *executor)
{
	wio_future *future;
	CHECK(wio_set_default_executor(executor) == 0);
	CHECK(wio_run_in_executor(&future, NULL, runs_long, NULL, NULL) == 0);
	wio_future_release(future);
	return 0;
}

static int interrupted(void)
{
	pthread_t thread;
	wio_executor *executor;
	CHECK(wio_executor_new(&executor, NULL) == 0);
	CHECK(wio_runner_new(&to_interrupt, NULL) == 0);
	CHECK(wio_runner_run(to_interrupt, forgets_a_job, executor, NULL) == 0);
	CHECK(pthread_create(&thread, NULL, interrupter, NULL) == 0);
	CHECK(wio_runner_close(to_interrupt) == WIO_EINTERRUPTED);
	pthread_join(thread, NULL);
	wio_runner_free(to_interrupt);
	atomic_store(&may_end, true);
	/* The thread is joined with the last reference. */
	wait_for_jobs(executor);
	wio_executor_release(executor);
	return 0;
}

/* ---- shutting down ---- */

/* Of a job that was never begun. */
static void shuts_down_too(void *executor)
{
	CHECK(wio_executor_shutdown(executor, false, true) == 0);
	wio_executor_release(executor);
}

static int shuts_down(void *unused)
{
	(void)unused;
	wio_executor *executor;
	wio_future *futures[3];
	const wio_executor_options options = {.name = "worker", .max_workers = 1};
	CHECK(wio_executor_new(&executor, &options) == 0);
	CHECK(wio_run_in_executor(&futures[0], executor, waits_for_jobs, executor,
	                          NULL) == 0);
	CHECK(wio_await(futures[0], NULL) == WIO_EDEADLK);
	wio_future_release(futures[0]);
	CHECK(wio_run_in_executor(&futures[0], executor, begins, NULL, NULL) ==
	      WIO_ESHUTDOWN);
	wio_executor_release(executor);
	CHECK(wio_executor_new(&executor, &options) == 0);
	CHECK(wio_run_in_executor(&futures[0], executor, runs_long, NULL, NULL) == 0);
	for (int i = 1; i < 3; i++)
		CHECK(wio_run_in_executor(
		          &futures[i], executor, begins, wio_executor_retain(executor),
		          &(wio_job_options){.arg_free = shuts_down_too}) == 0);
	while (!atomic_load(&runs))
		CHECK(wio_sleep(WIO_MS(1)) == 0);
	CHECK(wio_executor_shutdown(executor, false, true) == 0);
	atomic_store(&may_end, true);
	CHECK(wio_executor_shutdown(executor, true, true) == 0);
	for (int i = 0; i < 3; i++) {
		CHECK(wio_await(futures[i], NULL) == (i ? WIO_ECANCELED : 0));
		wio_future_release(futures[i]);
	}
	CHECK(atomic_load(&begun) == 0);
	wio_executor_release(executor);
	return 0;
}

static int shutdown(void)
{
	return run(shuts_down, NULL);
}

/* ---- */

static const struct {
	const char *name;
	int (*play)(void);
} cases[] = {
    {"jobs", jobs},
    {"errors", errors},
    {"contexts", contexts},
    {"posts", posts},
    {"late_posts", late_posts},
    {"races", races},
    {"close_runs", close_runs},
    {"interrupted", interrupted},
    {"coroutines", coroutines},
    {"late_coroutines", late_coroutines},
    {"exits_of_coroutines", exits_of_coroutines},
    {"own_default", own_default},
    {"shutdown", shutdown},
    {"stacks", stacks},
};

/* Each in a process of its own. */
static int play_all(void)
{
	int failures = 0;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int status = 1;
		pid_t child = fork();
		if (child == 0)
			exit(cases[i].play() != 0);
		if (waitpid(child, &status, 0) < 0 || status != 0)
			failures++;
	}
	return failures;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "all") == 0)
		return play_all();
	for (size_t i = 0; argc > 1 && i < sizeof cases / sizeof *cases; i++) {
		if (strcmp(argv[1], cases[i].name) != 0)
			continue;
		int r = cases[i].play();
		if (r < 0)
			printf("%s: %s\n", argv[1], wio_strerror_name(r));
		return r != 0;
	}
	for (size_t i = 0; argc == 1 && i < sizeof cases / sizeof *cases; i++)
		puts(cases[i].name);
	return argc == 1 ? 0 : 2;
}
