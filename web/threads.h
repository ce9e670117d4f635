// SPDX-License-Identifier: MIT
#ifndef WIO_WEB_THREADS_H
#define WIO_WEB_THREADS_H

#include <stdbool.h>

#ifdef WIO__HOST_HAS_THREADS

/* The thread of loops is another one, and is told.  False: it is this one. */
bool wio__web_wake_afar(void);

/* JavaScript can be called, in the thread that it has opened the program in.
 * [0, WIO_ENOTSUP] */
int wio__web_check_thread(const char *who);

#else

static inline int wio__web_check_thread(const char *who)
{
	(void)who;
	return 0;
}

static inline bool wio__web_wake_afar(void)
{
	return false;
}

#endif

#endif
