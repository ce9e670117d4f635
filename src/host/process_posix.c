// SPDX-License-Identifier: MIT
#include "host/process.h"

#include <pthread.h>
#include <stdint.h>
#include <sys/resource.h>
#include <unistd.h>

#include "host.h"

static pthread_t main_thread;
static char *main_stack; /* near its upper end */

/* Before main, by the thread that will call it. */
__attribute__((constructor)) static void note_thread(void)
{
	main_thread = pthread_self();
	main_stack = __builtin_frame_address(0);
}

size_t wio__process_processors(void)
{
	const long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n > 0 ? (size_t)n : 1;
}

void wio__process_name_thread(pthread_t thread, const char *name)
{
	(void)thread;
	(void)name;
}

/* Above main_stack are the arguments and the environment. */
enum { ABOVE = 128 * 1024 };

char *wio__host_stack_low(void)
{
	struct rlimit limit;

	if (!wio__process_main_thread() || getrlimit(RLIMIT_STACK, &limit) < 0 ||
	    limit.rlim_cur <= ABOVE || limit.rlim_cur > (uintptr_t)main_stack)
		return NULL;
	return main_stack - (size_t)limit.rlim_cur + ABOVE;
}

bool wio__process_main_thread(void)
{
	return pthread_equal(main_thread, pthread_self()) != 0;
}

void wio__process_end_by(int signal, int status)
{
	(void)signal;
	(void)status;
}
