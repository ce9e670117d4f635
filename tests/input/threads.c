// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include <pthread.h>

#include "input.h"

static wio_future *future;

static void *in_thread(void *unused)
{
	(void)unused;
	REFUSED(wio_sleep(WIO_MS(1)), WIO_ENOSUSPEND, "only a task can wait");
	REFUSED(wio_await(future, NULL), WIO_ENOSUSPEND, "only a task can wait");
	REFUSED(wio_create_task(NULL, input_nothing, NULL, NULL), WIO_ENOTRUNNING,
	        "no loop is running");
	REFUSED(wio_group_open(&(wio_group *){NULL}), WIO_ENOTRUNNING,
	        "not inside a task");
	GIVES(wio_interrupt(NULL), WIO_ENOTRUNNING);
	CHECK(wio_current_task() == NULL && wio_get_running_loop() == NULL);
	/* The last object of a thread takes the record of its errors along. */
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	wio_runner_free(runner);
	return NULL;
}

static int starts_a_thread(void *unused)
{
	(void)unused;
	pthread_t thread;
	GIVES(wio_future_new(&future, NULL), 0);
	GIVES(pthread_create(&thread, NULL, in_thread, NULL), 0);
	GIVES(pthread_join(thread, NULL), 0);
	wio_future_release(future);
	return 0;
}

CASE(wait_in_another_thread)
{
	GIVES(input_run(starts_a_thread), 0);
}
