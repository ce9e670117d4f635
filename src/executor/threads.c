// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
/* Threads of POSIX that run jobs. */
#include "executor/threads.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

#include "core/format.h"
#include "core/memory.h"
#include "core/runtime.h"
#include "coro.h"
#include "executor/job.h"
#include "host.h"
#include "host/process.h"
#include "wasyncio/error.h"

/* ---- monitors ---- */

struct wio__monitor {
	pthread_mutex_t lock;
	pthread_cond_t told;
};

#if defined(_POSIX_CLOCK_SELECTION) && _POSIX_CLOCK_SELECTION > 0
enum { CLOCK = CLOCK_MONOTONIC };
static void cond_init(pthread_cond_t *cond)
{
	pthread_condattr_t attributes;
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK);
	pthread_cond_init(cond, &attributes);
	pthread_condattr_destroy(&attributes);
}
#else
enum { CLOCK = CLOCK_REALTIME };
static void cond_init(pthread_cond_t *cond)
{
	pthread_cond_init(cond, NULL);
}
#endif

struct wio__monitor *wio__monitor_new(void)
{
	struct wio__monitor *monitor = wio__shared_zalloc(sizeof *monitor);
	if (monitor) {
		pthread_mutex_init(&monitor->lock, NULL);
		cond_init(&monitor->told);
	}
	return monitor;
}

void wio__monitor_free(struct wio__monitor *monitor)
{
	pthread_cond_destroy(&monitor->told);
	pthread_mutex_destroy(&monitor->lock);
	free(monitor);
}

void wio__monitor_enter(struct wio__monitor *monitor)
{
	pthread_mutex_lock(&monitor->lock);
}

void wio__monitor_leave(struct wio__monitor *monitor)
{
	pthread_mutex_unlock(&monitor->lock);
}

int wio__monitor_wait(struct wio__monitor *monitor, int64_t until)
{
	if (!wio__process_may_block())
		return wio_raise(WIO_ENOTSUP, "the thread in which the host has its loop may "
		                              "not block: wait for it in a task");
	if (until == WIO_FOREVER) {
		pthread_cond_wait(&monitor->told, &monitor->lock);
		return 0;
	}
	int64_t left = until - wio__host_now();
	if (left <= 0)
		return WIO_ETIMEDOUT;
	struct timespec t;
	clock_gettime(CLOCK, &t);
	left += t.tv_nsec;
	t.tv_sec += (time_t)(left / WIO_S(1));
	t.tv_nsec = (long)(left % WIO_S(1));
	pthread_cond_timedwait(&monitor->told, &monitor->lock, &t);
	return 0;
}

void wio__monitor_tell(struct wio__monitor *monitor)
{
	pthread_cond_broadcast(&monitor->told);
}

static pthread_key_t visitors;
static pthread_once_t visited = PTHREAD_ONCE_INIT;

static void end_visit(void *unused)
{
	(void)unused;
	wio__runtime_enter();
	wio__runtime_leave();
}

static void begin_visits(void)
{
	pthread_key_create(&visitors, end_visit);
}

void wio__threads_visit(void)
{
	pthread_once(&visited, begin_visits);
	pthread_setspecific(visitors, &visitors);
}

int wio__threads_check(const char *who)
{
	(void)who;
	return 0;
}

/* ---- the pool ---- */

struct pool {
	pthread_mutex_t lock;
	pthread_cond_t come; /* a job has, or the end */
	struct wio_job *first, *last; /* that no thread has taken */
	size_t queued, idle;
	size_t refs; /* the executor's, and one of each thread */
	bool shut;
	char name[32];
	size_t most, count;
	pthread_t threads[];
};

/* Outside of its lock. */
static void pool_free(struct pool *pool)
{
	pthread_cond_destroy(&pool->come);
	pthread_mutex_destroy(&pool->lock);
	free(pool);
}

static void pool_leave(struct pool *pool)
{
	const bool last = --pool->refs == 0;
	pthread_mutex_unlock(&pool->lock);
	if (last)
		pool_free(pool);
}

/* Inside its lock; NULL: it is over. */
static struct wio_job *next_job(struct pool *pool)
{
	while (!pool->first && !pool->shut) {
		pool->idle++;
		pthread_cond_wait(&pool->come, &pool->lock);
		pool->idle--;
	}
	struct wio_job *job = pool->first;
	if (job) {
		pool->first = job->next;
		pool->queued--;
	}
	return job;
}

static void *work(void *arg)
{
	struct pool *pool = arg;
	struct wio_job *job;
	wio__coro_begin_thread();
	/* Its caches are freed at its end. */
	wio__runtime_enter();
	pthread_mutex_lock(&pool->lock);
	while ((job = next_job(pool)) != NULL) {
		pthread_mutex_unlock(&pool->lock);
		wio_job_run(job);
		pthread_mutex_lock(&pool->lock);
	}
	pool_leave(pool);
	wio__runtime_leave();
	wio__coro_end_thread();
	return NULL;
}

/* A thread that no signal interrupts: they are for those of the program.
 * [0, a negative errno value] */
static int start(struct pool *pool)
{
	char name[48];
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	pthread_t *thread = &pool->threads[pool->count];
	const int r = pthread_create(thread, NULL, work, pool);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (r != 0)
		return -r;
	wio__format(name, sizeof name, "%s_%zu", pool->name, pool->count);
	wio__process_name_thread(*thread, name);
	pool->count++;
	pool->refs++;
	return 0;
}

static int submit(void *self, struct wio_job *job)
{
	struct pool *pool = self;
	int r = 0;
	pthread_mutex_lock(&pool->lock);
	if (pool->queued + 1 > pool->idle && pool->count < pool->most)
		r = start(pool);
	/* One that could not be started is missed only if there is no other. */
	if (r < 0 && pool->count > 0)
		r = 0;
	if (r == 0) {
		job->next = NULL;
		if (pool->first)
			pool->last->next = job;
		else
			pool->first = job;
		pool->last = job;
		pool->queued++;
	}
	pthread_mutex_unlock(&pool->lock);
	/* The one that wakes finds the lock open.  The pool is there until it has run
	 * what was submitted, or its executor is let go of by who submits. */
	if (r == 0)
		pthread_cond_signal(&pool->come);
	return r;
}

static void shut_down(void *self, bool cancel_jobs)
{
	struct pool *pool = self;
	pthread_mutex_lock(&pool->lock);
	pool->shut = true;
	struct wio_job *job = cancel_jobs ? pool->first : NULL;
	if (job) {
		pool->first = NULL;
		pool->queued = 0;
	}
	pthread_cond_broadcast(&pool->come);
	pthread_mutex_unlock(&pool->lock);
	/* With the lock open: an arg_free may use the executor. */
	while (job) {
		struct wio_job *next = job->next;
		wio_job_cancel(job);
		wio_job_run(job);
		job = next;
	}
}

/* None has a job any more, so all end soon; one of them may be the caller, by its
 * last job. */
static void end(void *self)
{
	struct pool *pool = self;
	for (size_t i = 0; i < pool->count; i++) {
		if (wio__process_may_block() &&
		    !pthread_equal(pool->threads[i], pthread_self()))
			pthread_join(pool->threads[i], NULL);
		else
			pthread_detach(pool->threads[i]);
	}
	pthread_mutex_lock(&pool->lock);
	pool_leave(pool);
}

static size_t default_workers(void)
{
	const size_t n = wio__process_processors() + 4;
	return n < 32 ? n : 32;
}

int wio__pool_new(const wio_executor_options *options,
                  const wio_executor_methods **methods, void **self)
{
	static const wio_executor_methods own = {submit, shut_down, end};
	const size_t most = options->max_workers ? options->max_workers : default_workers();
	struct pool *pool = NULL;
	if (most <= SIZE_MAX / sizeof(pthread_t) - sizeof *pool)
		pool = wio__shared_zalloc(sizeof *pool + most * sizeof(pthread_t));
	if (!pool)
		return WIO_ENOMEM;
	pthread_mutex_init(&pool->lock, NULL);
	pthread_cond_init(&pool->come, NULL);
	pool->refs = 1;
	pool->most = most;
	wio__format(pool->name, sizeof pool->name, "%s", options->name);
	*methods = &own;
	*self = pool;
	return 0;
}
