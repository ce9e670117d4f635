// SPDX-License-Identifier: MIT
/*
 * Generators: coroutines that give one item after another to who asks for them, and
 * may wait in between.
 *
 *     static int squares(void *unused)
 *     {
 *             int r = 0;
 *             for (int n = 1; r >= 0; n++) {
 *                     const int square = n * n;
 *                     r = wio_generator_yield(&square, NULL);
 *             }
 *             return r;
 *     }
 *
 *     wio_generator_new(&generator, sizeof(int), squares, NULL, NULL);
 *     WIO_ASYNC_FOR (square, generator, r)
 *             printf("%d\n", square);
 *
 * The code of a generator runs as a part of the task that asks: it is that task which
 * waits, is cancelled and whose context it sees.  What it defers is the generator's,
 * and is called when that ends.
 */
#ifndef WASYNCIO_GENERATOR_H
#define WASYNCIO_GENERATOR_H

#include "types.h"

WIO_BEGIN

typedef struct wio_generator_options {
	size_t sent_size;      /* bytes of what is sent to it; 0: nothing ever is */
	size_t stack_size;     /* bytes, of a stack of its own; 0: 16 KiB */
	size_t arg_size;       /* as in wio_call_options */
	wio_free_fn *arg_free; /* called once with arg, when the generator has ended,
	                        * or was never accepted */
} wio_generator_options;

/*
 * Make a generator, whose code is fn(arg).  It runs when its first item is asked for.
 * Units: item_size is bytes; 0: its items are nothing but events.
 * Owns: the caller has one reference.
 * Mirrors: the call of an async generator function.
 * [never suspends] [0, WIO_EINVAL no fn, WIO_ESTACK stack_size too small or arg on a
 * shared stack, WIO_ENOMEM]
 */
int wio_generator_new(wio_generator **out, size_t item_size, wio_fn *fn, void *arg,
                      const wio_generator_options *options) WIO_NONNULL(1);

/*
 * Have it go on until it has an item, which is copied to *item, or has ended.  A
 * result above zero of its code counts as zero.
 * Owns: what the item owns is the caller's; item may be NULL, then it is not copied.
 * Cancelled: ended; its code has the cancel where it waits, and mostly ends with it.
 * Mirrors: await anext(generator).
 * [suspends] [1 an item, 0 it has ended, its error, WIO_EINVAL no generator, WIO_EBUSY
 * a task is in it, WIO_EOTHERLOOP, WIO_ENOSUSPEND, WIO_EINTERRUPTED, WIO_ECLOSED,
 * WIO_ENOMEM]
 */
int wio_generator_next(wio_generator *generator, void *item);

/* async for: its statement is done with each item, and then r is 0, or the error.
 * Who leaves it earlier may go on later, or close the generator. */
#define WIO_ASYNC_FOR(item, generator, r) \
	while (((r) = wio_generator_next((generator), &(item))) > 0)

/*
 * The same, and its yield returns 1 with a copy of *value.
 * Owns: what the value owns is the generator's code's.
 * Cancelled: ended, as by wio_generator_next.
 * Mirrors: await generator.asend(value).
 * [suspends] [as wio_generator_next, WIO_EINVAL too if it is made for no values, or
 * waits in no yield yet]
 */
int wio_generator_send(wio_generator *generator, const void *value, void *item);

/*
 * The same, and its yield returns that error, whose record may be the last one.  Of one
 * that has not begun no code ever runs; one that has ended gives 0.
 * Cancelled: ended, as by wio_generator_next.
 * Mirrors: await generator.athrow(error).
 * [suspends] [as wio_generator_next, the code, WIO_EINVAL too if it is not negative]
 */
int wio_generator_throw(wio_generator *generator, int code, void *item);

/*
 * End it: its yield returns WIO_ECLOSED, with which it may end, and it is waited for.
 * Of one that has not begun no code ever runs.
 * Cancelled: ended, as by wio_generator_next.
 * Mirrors: await generator.aclose().
 * [suspends] [0, any other error of its, WIO_ESTATE it yields nevertheless,
 * WIO_EINVAL no generator, WIO_EBUSY a task is in it, WIO_EOTHERLOOP, WIO_ENOSUSPEND,
 * WIO_EINTERRUPTED]
 */
int wio_generator_close(wio_generator *generator);

/*
 * From inside of a generator: give an item, of its item_size, to who asked, and go on
 * when the next is asked for.  sent may be NULL.  With a scope of the generator's open
 * it is refused, since that would be open in whatever the asking task does now.
 * Owns: what the item owns is no longer the generator's.
 * Cancelled: no effect; it is the task that has the item which is cancelled, and not in
 * this call.
 * Mirrors: sent = yield item; and PEP 789.
 * [suspends] [0, 1 something was sent, to *sent; the error that was thrown, WIO_ECLOSED
 * it is being closed, WIO_EINVAL item is NULL and has a size, WIO_ENOTRUNNING outside of
 * generators, WIO_ENOSUSPEND, WIO_ESTATE a group, a timeout, a shield or a context is
 * open in it, or in a deferred call]
 */
int wio_generator_yield(const void *item, void *sent);

/*
 * Close all generators that were begun in the running loop and have not ended, one at a
 * time and the last made first, until none is left; a runner with the option asyncio
 * closes those that there are at once.  What goes wrong in that is reported.
 * wio_runner_close does this.
 * Cancelled: partial effect; the one that is being closed is cancelled, and those that
 * are left stay open.
 * Mirrors: loop.shutdown_asyncgens.
 * [suspends] [0, the wait errors, WIO_EEXIT by a generator or the exception handler]
 */
int wio_shutdown_generators(void);

/* One more reference; returns its argument.  [never suspends] [cannot fail] */
wio_generator *wio_generator_retain(wio_generator *generator);

/* One reference less; NULL is ignored.  The last one of a generator that has begun and
 * not ended has its loop make a task that closes it; until then its frames are there.
 * Mirrors: what sys.set_asyncgen_hooks does for asyncio.
 * [never suspends] [cannot fail] */
void wio_generator_release(wio_generator *generator);

WIO_END
#endif
