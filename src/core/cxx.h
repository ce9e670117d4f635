// SPDX-License-Identifier: MIT
#ifndef WIO_CXX_H
#define WIO_CXX_H

/* What programs in C++ have besides; those in C are linked without. */

#include "core/compiler.h"
#include "wasyncio/future.h"
#include "wasyncio/loop.h"
#include "wasyncio/types.h"

/* fn(arg), or the error that stands for an exception which left it: of the program,
 * from wasyncio/cxx.h. */
WIO__IF_LINKED int wio__cxx_call(wio_fn *fn, void *arg);

static inline int wio__cxx_guard(wio_fn *fn, void *arg)
{
	return wio__is_linked(wio__cxx_call) ? wio__cxx_call(fn, arg) : fn(arg);
}

/* The same of other calls.  They are here and not where they are made, since what has
 * its address taken is linked. */
WIO__IF_LINKED int wio__cxx_done(wio_done_fn *fn, wio_future *future, void *arg);
WIO__IF_LINKED int wio__cxx_tell(wio_exception_handler *fn, wio_loop *loop,
                                 const wio_report *report, void *arg);

struct wio__cxx_entry {
	wio_fn *fn;
	void *arg;
};

WIO__IF_LINKED int wio__cxx_enter(void *entry);

/* Raises the error of a wait where C++ has an exception. */
WIO__IF_LINKED int wio__cxx_refuse(void);

/* In place of it: raises that error; says why nothing can go on. */
int wio__cxx_left(const char *type, const char *what);
void wio__cxx_stopped(void);

#endif
