// SPDX-License-Identifier: MIT
#ifndef WIO_EXECUTOR_JOB_H
#define WIO_EXECUTOR_JOB_H

#include <stdatomic.h>

#include "executor/executor.h"
#include "executor/seat.h"
#include "wasyncio/executor.h"

struct wio__parcel;
struct wio__runtime;

/* How far a job is. */
enum wio__job_state { WIO__JOB_WAITS, WIO__JOB_RUNS, WIO__JOB_CANCELLED, WIO__JOB_OVER };

struct wio_job {
	enum wio__kind kind;
	atomic_uint refs; /* the executor's, and the loop's */
	atomic_int state;
	struct wio_job *next; /* of the pool's */
	wio_executor *executor;
	struct wio__runtime *home; /* of its loop's thread */
	struct wio__seat *seat;
	struct wio__post post; /* says that it is over */
	wio_fn *fn;
	void *arg;
	size_t arg_size; /* not zero: arg is ours */
	wio_free_fn *arg_free;
	int result;
	struct wio__parcel *error;
	/* Of the loop's thread alone, but that the job reads the context. */
	struct wio__guest guest;
	wio_future *future;
	wio_context *context;
	struct wio_job *left; /* the next that a closed loop has left behind */
	unsigned number; /* Job-N */
	char name[32];   /* empty: it has no other */
};

/* The job that a guest is, or NULL. */
struct wio_job *wio__job_of(struct wio__guest *guest);

/* wio_run_in_executor by any name, of a seat that is there. */
int wio__job_submit(wio_future **out, struct wio__seat *seat, wio_executor *executor,
                    wio_fn *fn, void *arg, const wio_job_options *options,
                    const char *who);

#endif
