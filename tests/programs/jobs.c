// SPDX-License-Identifier: MIT
#include "programs.h"

enum { NO_JOB = 99 };
enum { FAILS = 1, EXITS = 3 }; /* kinds of jobs */

/* Its argument is its kind. */
static int job(void *arg)
{
	const int kind = *(int *)arg;
	trace("job", num(kind), num(var_get(program.var)));
	if (kind == EXITS)
		return wio_exit(3);
	return kind == FAILS ? OS_ERROR : kind;
}

/* The first from then on at which no interrupt has the poll for itself. */
static int without_interrupt(int when)
{
	for (int i = 0; i < program.script_size; i++) {
		if (program.script[i].callback < 0 && program.script[i].when == when) {
			when++;
			i = -1;
		}
	}
	return when;
}

/* Returns where its number is. */
static int *schedule_job(const int *op)
{
	int *number = &program.numbers[program.jobs++];
	*number = program.accepted++;
	const int begin = without_interrupt((int)now() + op[B]);
	at(begin, job_begin, number);
	at(without_interrupt(begin + op[C]), job_end, number);
	return number;
}

static int pools(void)
{
	for (int i = 0; i < 2 && !program.pools[i]; i++)
		program.pools[i] = new_pool();
	if (program.has_default)
		return 0;
	program.has_default = true;
	return wio_set_default_executor(program.pools[0]);
}

/* In one of the two, by its lowest bit. */
static int submit(wio_future **out, const int *op)
{
	int r = pools();
	if (r == 0)
		r = refused(wio_run_in_executor(out, op[A] & 1 ? program.pools[1] : NULL, job,
		                                digit(op[A] >> 1), NULL));
	if (r == 0)
		schedule_job(op);
	return r;
}

static int to_thread(const int *op)
{
	int r = pools(), *number = NULL;
	if (r == 0 && !program.shut)
		number = schedule_job(op);
	if (r == 0)
		r = refused(wio_to_thread(job, digit(op[A] >> 1)));
	if (number && r == RUNTIME_ERROR) {
		/* It was refused: the next one has its number. */
		*number = NO_JOB;
		program.accepted--;
	}
	return r;
}

int run_jobs(const int *op)
{
	wio_future *future = NULL;
	int r = 0;
	if (op[CODE] < JOB || op[CODE] > SHUT_DEFAULT)
		return 1;
	if (op[CODE] <= TO_THREAD && program.jobs == MOST_JOBS)
		return 0;
	switch (op[CODE]) {
	case JOB:
	case TO_THREAD:
		r = op[CODE] == JOB ? submit(&future, op) : to_thread(op);
		if (future)
			r = wio_await(future, NULL);
		if (r >= 0)
			trace("job gave", num(r));
		break;
	case JOB_FOR_NOBODY:
		r = submit(&future, op);
		break;
	case SHUT_POOL:
		r = pools();
		if (r == 0)
			r = wio_executor_shutdown(program.pools[1], false, op[B] & 1);
		break;
	default:
		r = pools();
		program.shut = true;
		if (r == 0)
			r = wio_shutdown_default_executor(op[B] < 0 ? WIO_FOREVER : TICKS(op[B]));
	}
	wio_future_release(future);
	return r < 0 ? r : 0;
}
