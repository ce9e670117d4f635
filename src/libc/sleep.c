// SPDX-License-Identifier: MIT
/*
 * libc's sleeps, for a program with BLOCKING_WAITS (wasyncio.cmake): the linker
 * gives calls of them to these.  A task that sleeps waits, and all others go on.
 * Where none can wait, as in a callback, it is libc's sleep.  Who sleeps so knows
 * of no cancel and would go on after one: it is thrown.
 */
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

#include "wasyncio.h"

unsigned __real_sleep(unsigned seconds);
int __real_usleep(unsigned micros);
int __real_nanosleep(const struct timespec *time, struct timespec *left);
unsigned __wrap_sleep(unsigned seconds);
int __wrap_usleep(unsigned micros);
int __wrap_nanosleep(const struct timespec *time, struct timespec *left);

static bool waited(int64_t delay)
{
	if (!wio_current_task())
		return false;
	int r = wio_sleep(delay);
	if (r == WIO_ECANCELED || r == WIO_EINTERRUPTED)
		wio_throw(r); /* comes back only where nothing may be left */
	return r == 0;
}

unsigned __wrap_sleep(unsigned seconds)
{
	return waited(WIO_S(seconds)) ? 0 : __real_sleep(seconds);
}

int __wrap_usleep(unsigned micros)
{
	return waited((int64_t)micros * 1000) ? 0 : __real_usleep(micros);
}

int __wrap_nanosleep(const struct timespec *time, struct timespec *left)
{
	/* The rest libc refuses, or it takes some centuries. */
	if (time->tv_sec >= 0 && time->tv_sec < INT64_MAX / WIO_S(1) &&
	    time->tv_nsec >= 0 && time->tv_nsec < WIO_S(1) &&
	    waited(WIO_S(time->tv_sec) + time->tv_nsec))
		return 0;
	return __real_nanosleep(time, left);
}
