// SPDX-License-Identifier: MIT
#ifndef WIO_PROCESS_H
#define WIO_PROCESS_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

/* What a system knows of the process: one file of process_*.c, chosen by CMake. */

/* Whether this is the thread that called main, which takes signals. */
bool wio__process_main_thread(void);

/* How many processors there are; 1 where nobody knows. */
size_t wio__process_processors(void);

/* Whether this thread may block until others have done something: that in which a page
 * has its loop may not, since no thread begins meanwhile. */
#ifdef WIO__HOST_HAS_TURNS
bool wio__process_may_block(void);
#else
static inline bool wio__process_may_block(void)
{
	return true;
}
#endif

/* What debuggers and ps call a thread, where that can be said of another's; a long
 * name is cut. */
void wio__process_name_thread(pthread_t thread, const char *name);

/* The exit status that says to a shell: ended by SIGINT, by SIGTERM. */
enum { WIO__INTERRUPTED = 130, WIO__TERMINATED = 143 };

/* When main has returned this status, or exit was given it, let the process end by
 * the signal's default action, after atexit's functions have run and stdio is
 * flushed: as the signal would have ended it, so that a shell knows.  Where no
 * system call tells the status there it stays what it is. */
void wio__process_end_by(int signal, int status);

#endif
