// SPDX-License-Identifier: MIT
#ifndef WIO_PUMP_H
#define WIO_PUMP_H

#include <stdbool.h>

#include "core/compiler.h"
#include "coro.h"
#include "host.h"

/*
 * A loop, and who waits for it: main, or what closes a runner, on a coroutine of its
 * own that is suspended meanwhile.  One with calls of JavaScript has nobody.
 */
struct wio__pump {
	wio_loop *loop; /* NULL: whoever drives is to go on */
	struct wio__coro *root;
	int verdict; /* of its drive: 0, WIO_EDEADLK */
	bool over; /* its coroutine has ended */
};

/* Instead of the milliseconds until the next turn: when it is woken; the same, but
 * nothing is known that could do that, so that the host is not kept alive for it;
 * and nothing is under way at all. */
enum { WIO__IDLE = -1, WIO__ALONE = -2, WIO__NOTHING = -3 };

/* In this turn of the host's, for what it has just brought. */
enum { WIO__SOON = -4 };

/* As many iterations as fit into the turn.  [milliseconds, or one of those] */
double wio__pump_turn(struct wio__pump *pump);

/* Loops that are woken ask the host for no turn: whoever does that asks. */
void wio__pump_hush(bool on);

/* Its coroutine, which the next turn begins.  [0, WIO_ENOMEM] */
int wio__pump_begin(struct wio__pump *pump, size_t size, wio__coro_entry *entry, void *arg);

/* Of programs with functions that can be called (border.c).  The other pumps' turns,
 * behind main's: which is next of all. */
WIO__IF_LINKED double wio__pumps_turn(double next);
/* One that nobody drives was left, or nothing can wake it. */
WIO__IF_LINKED void wio__pumps_over(struct wio__pump *pump);
/* A check point looks about: there may be interrupts that need no turn. */
WIO__IF_LINKED void wio__pumps_look(void);
/* Main has returned that, and the program does not end. */
WIO__IF_LINKED int wio__pumps_main_ended(int status);

#endif
