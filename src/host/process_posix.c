// SPDX-License-Identifier: MIT
#include "host/process.h"

#include <pthread.h>

static pthread_t main_thread;

/* Before main, by the thread that will call it. */
__attribute__((constructor)) static void note_thread(void)
{
	main_thread = pthread_self();
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
