// SPDX-License-Identifier: MIT
/* A job there and back, beside the least that two threads need for that. */
#include <pthread.h>
#include <stdlib.h>

#include "bench.h"

static int nothing(void *unused)
{
	(void)unused;
	return 0;
}

int executor(void *arg)
{
	struct job *job = arg;
	/* The thread is there. */
	int r = wio_to_thread(nothing, NULL);
	int64_t start = read_clock();
	for (int i = 0; i < job->n && r == 0; i++)
		r = wio_to_thread(nothing, NULL);
	job->took = read_clock() - start;
	return r;
}

/* ---- with nothing but a lock and a condition ---- */

static struct {
	pthread_mutex_t lock;
	pthread_cond_t turned;
	int turns; /* odd: the other thread's */
	int last;
} table = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0};

/* As long as there are any, wait for ours and take it. */
static void take_turns(int side)
{
	pthread_mutex_lock(&table.lock);
	while (table.turns < table.last) {
		if (table.turns % 2 != side) {
			pthread_cond_wait(&table.turned, &table.lock);
			continue;
		}
		table.turns++;
		pthread_cond_signal(&table.turned);
	}
	pthread_mutex_unlock(&table.lock);
}

static void *other(void *unused)
{
	take_turns(1);
	return unused;
}

/* The loop has nothing else to do meanwhile. */
int conditions(void *arg)
{
	struct job *job = arg;
	pthread_t thread;
	table.turns = 0;
	table.last = 2 * job->n;
	if (pthread_create(&thread, NULL, other, NULL) != 0)
		abort();
	int64_t start = read_clock();
	take_turns(0);
	job->took = read_clock() - start;
	pthread_join(thread, NULL);
	return 0;
}
