// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wasi/api.h>

#include "core/memory.h"
#include "host.h"
#include "host/blocking.h"
#include "poll.h"
#include "stdin.h"
#include "wasyncio/error.h"
#include "wasyncio/io.h"
#include "wasyncio/runner.h"

/* While an embedder may set the flag, no wait is longer than this: nothing
 * else would end it. */
enum { FLAG_SLICE = 50 * 1000 * 1000 };

/* Node waits until all descriptors are ready instead of any, so with several
 * of them it is asked this often. */
enum { SEVERAL_SLICE = 10 * 1000 * 1000 };

/* Under Node a look at descriptors takes a millisecond, so it is taken no more
 * often than this while there is something else to do. */
enum { LOOK_SLICE = 20 * 1000 * 1000 };

struct wasi {
	struct wio__watch *watches;
	size_t count; /* of watches */
	__wasi_subscription_t *asked;
	__wasi_event_t *events;
	size_t room; /* of both */
};

int64_t wio__host_now(void)
{
	__wasi_timestamp_t t = 0;
	if (__wasi_clock_time_get(__WASI_CLOCKID_MONOTONIC, 1, &t))
		return 0;
	return (int64_t)t;
}

void wio__host_log(const char *text, size_t size)
{
	fflush(stdout);
	while (size > 0) {
		ssize_t n = write(STDERR_FILENO, text, size);
		if (n <= 0)
			return;
		text += n;
		size -= (size_t)n;
	}
}

bool wio__host_env(const char *name)
{
	const char *value = getenv(name);
	return value && *value;
}

int wio__host_interrupted_status(void)
{
	return 125; /* wasmtime refuses 126 and above */
}

int wio__host_terminated_status(void)
{
	return 125;
}

/* Whether to look at descriptors although nothing has to be waited for. */
static bool may_look(void)
{
	static int64_t last;
	if (!wio__poll_is_node())
		return true;
	int64_t now = wio__host_now();
	if (now - last < LOOK_SLICE)
		return false;
	last = now;
	return true;
}

/* ---- interrupts ---- */

static int interrupt_depth;
static bool flag_in_use;

/* For embedders: from inside a host call or an epoch callback. */
__attribute__((export_name("wio_interrupt"))) int wio__wasi_interrupt(void);

int wio__wasi_interrupt(void)
{
	return wio_interrupt(NULL);
}

/* For embedders: the address of a 32-bit word; what they add to it arrives as
 * so many interrupts, within 50 ms. */
__attribute__((export_name("wio_interrupt_flag"))) uint32_t *
wio__wasi_interrupt_flag(void);

uint32_t *wio__wasi_interrupt_flag(void)
{
	flag_in_use = true;
	return (uint32_t *)&wio__check_word.by.flag;
}

static void interrupt(unsigned n)
{
	while (n-- > 0)
		wio_interrupt(NULL);
}

static void take_flag(void)
{
	uint32_t n = wio__check_word.by.flag;
	if (!n)
		return;
	wio__check_word.by.flag = 0;
	interrupt(n);
}

void wio__host_take_interrupts(wio_runner *runner,
                               const struct wio__interrupts *how)
{
	(void)runner;
	if (interrupt_depth++ > 0)
		return;
	const char *env = getenv("WASYNCIO_STDIN_INTERRUPT");
	bool asked = how->stdin_byte == WIO_ON ||
	             (how->stdin_byte == WIO_DEFAULT && env && strcmp(env, "1") == 0);
	if (asked && !wio__stdin_take()) {
		static const char text[] =
		    "wasyncio: standard input is a regular file: no interrupts are "
		    "taken from it\n";
		wio__host_log(text, sizeof text - 1);
	}
}

void wio__host_leave_interrupts(wio_runner *runner)
{
	(void)runner;
	if (--interrupt_depth == 0)
		wio__stdin_leave();
}

bool wio__host_look(wio_loop *loop)
{
	(void)loop;
	take_flag();
	if (wio__stdin_is_taken() && may_look())
		interrupt(wio__stdin_look());
	return false;
}

int wio__host_stdin_read(void *buffer, size_t size)
{
	return wio__stdin_read(buffer, size);
}

/* ---- waiting ---- */

static int make_room(struct wasi *host, size_t room)
{
	if (room <= host->room)
		return 0;
	room *= 2;
	__wasi_subscription_t *asked = wio__alloc(room * sizeof *asked);
	__wasi_event_t *events = wio__alloc(room * sizeof *events);
	if (!asked || !events) {
		wio__free(asked, room * sizeof *asked);
		wio__free(events, room * sizeof *events);
		return WIO_ENOMEM;
	}
	wio__free(host->asked, host->room * sizeof *asked);
	wio__free(host->events, host->room * sizeof *events);
	host->asked = asked;
	host->events = events;
	host->room = room;
	return 0;
}

int wio__host_open(wio_loop *loop)
{
	struct wasi *host = wio__zalloc(sizeof *host);
	if (!host)
		return WIO_ENOMEM;
	if (make_room(host, 4) < 0) {
		wio__free(host, sizeof *host);
		return WIO_ENOMEM;
	}
	*wio__loop_host(loop) = host;
	return 0;
}

void wio__host_close(wio_loop *loop)
{
	struct wasi *host = *wio__loop_host(loop);
	wio__free(host->asked, host->room * sizeof *host->asked);
	wio__free(host->events, host->room * sizeof *host->events);
	wio__free(host, sizeof *host);
}

void wio__host_wake(wio_loop *loop)
{
	/* There are no threads: whoever calls this is not inside a wait, or is
	 * an embedder who ends it. */
	(void)loop;
}

int wio__host_watch(struct wio__watch *watch)
{
	struct wasi *host = *wio__loop_host(watch->loop);
	/* Node says nothing of one that is not open. */
	__wasi_fdstat_t stat;
	__wasi_errno_t error = __wasi_fd_fdstat_get(watch->fd, &stat);
	if (error)
		return -(int)error;
	watch->next = NULL;
	struct wio__watch **end = &host->watches;
	for (; *end; end = &(*end)->next)
		if ((*end)->fd == watch->fd && ((*end)->events & watch->events))
			return WIO_EBUSY;
	/* Beside the descriptors, a clock and standard input. */
	if (make_room(host, host->count + 3) < 0)
		return WIO_ENOMEM;
	*end = watch;
	host->count++;
	return 0;
}

void wio__host_unwatch(struct wio__watch *watch)
{
	struct wasi *host = *wio__loop_host(watch->loop);
	for (struct wio__watch **w = &host->watches; *w; w = &(*w)->next) {
		if (*w == watch) {
			*w = watch->next;
			host->count--;
			return;
		}
	}
}

/* What an error of a poll says about a descriptor: a file that Node will not
 * poll is always ready. */
static int found(const struct wio__watch *watch, __wasi_errno_t error)
{
	if (error == __WASI_ERRNO_SUCCESS || error == __WASI_ERRNO_PERM)
		return watch->events;
	return -(int)error;
}

/* A poll that failed as a whole: ask one by one whose fault it was. */
static void ask_each(struct wasi *host)
{
	for (struct wio__watch *w = host->watches; w; w = w->next) {
		__wasi_subscription_t s[2] = {wio__poll_fd(w->fd, w->events, w),
		                              wio__poll_clock(wio__poll_delay(0))};
		__wasi_event_t events[2];
		__wasi_size_t n = 0;
		__wasi_errno_t error = __wasi_poll_oneoff(s, events, 2, &n);
		if (error)
			wio__watch_ready(w, found(w, error));
		for (__wasi_size_t i = 0; !error && i < n; i++)
			if (events[i].userdata)
				wio__watch_ready(w, found(w, events[i].error));
	}
}

/* Subscriptions for all descriptors, standard input last. */
static size_t ask_all(struct wasi *host)
{
	size_t n = 0;
	bool taken = wio__stdin_is_taken();
	for (struct wio__watch *w = host->watches; w; w = w->next)
		if (w->fd != STDIN_FILENO || !taken)
			host->asked[n++] = wio__poll_fd(w->fd, w->events, w);
	if (taken && wio__stdin_is_open())
		host->asked[n++] = wio__poll_fd(STDIN_FILENO, WIO_READABLE, NULL);
	return n;
}

static void poll_once(struct wasi *host, int64_t delay)
{
	size_t n = delay > 0 || may_look() ? ask_all(host) : 0;
	if (n > 1 && delay > SEVERAL_SLICE)
		delay = SEVERAL_SLICE;
	if (flag_in_use && delay > FLAG_SLICE)
		delay = FLAG_SLICE;
	if (delay != WIO__NEVER || n == 0) {
		if (delay == WIO__NEVER)
			delay = WIO_S(1);
		else if (delay > 0 || n > 0)
			delay = wio__poll_delay(delay);
		host->asked[n++] = wio__poll_clock(delay);
	}
	__wasi_size_t got = 0;
	bool input = false;
	if (__wasi_poll_oneoff(host->asked, host->events, n, &got)) {
		ask_each(host);
		got = 0;
		input = true;
	}
	for (__wasi_size_t i = 0; i < got; i++) {
		struct wio__watch *w =
		    (struct wio__watch *)(uintptr_t)host->events[i].userdata;
		if (host->events[i].type == __WASI_EVENTTYPE_CLOCK)
			continue;
		if (w)
			wio__watch_ready(w, found(w, host->events[i].error));
		else
			input = true;
	}
	take_flag();
	if (input)
		interrupt(wio__stdin_look());
}

/* Waits for standard input, when its bytes go through our buffer. */
static bool tell_stdin(struct wasi *host)
{
	bool told = false;
	for (struct wio__watch *w = host->watches; w; w = w->next) {
		if (w->fd != STDIN_FILENO || !wio__stdin_is_taken() ||
		    !wio__stdin_has_something())
			continue;
		wio__watch_ready(w, w->events);
		told = true;
	}
	return told;
}

void wio__host_wait(wio_loop *loop, int64_t until)
{
	struct wasi *host = *wio__loop_host(loop);
	take_flag();
	for (;;) {
		int64_t delay = until;
		if (tell_stdin(host))
			delay = 0;
		else if (until > 0 && until != WIO__NEVER)
			delay = until - wio__host_now();
		poll_once(host, delay > 0 ? delay : 0);
		tell_stdin(host);
		/* Slices are not over before the time is, unless that has changed: what
		 * an embedder polls with may have called the program. */
		if (delay <= 0 || wio__loop_next(loop) != until)
			return;
	}
}
