// SPDX-License-Identifier: MIT
#include "poll.h"

#include <unistd.h>

#include "wasyncio/io.h"

enum { MILLISECOND = 1000 * 1000 };

__wasi_subscription_t wio__poll_clock(int64_t delay)
{
	__wasi_subscription_t s = {0};
	s.u.tag = __WASI_EVENTTYPE_CLOCK;
	s.u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
	/* Relative: Node takes an absolute one for a time of day. */
	s.u.u.clock.timeout = (__wasi_timestamp_t)delay;
	return s;
}

__wasi_subscription_t wio__poll_fd(int fd, int events, const void *userdata)
{
	__wasi_subscription_t s = {0};
	s.userdata = (uintptr_t)userdata;
	/* Of both, writing: what is hung up is that, too. */
	s.u.tag = events & WIO_WRITABLE ? __WASI_EVENTTYPE_FD_WRITE
	                                : __WASI_EVENTTYPE_FD_READ;
	s.u.u.fd_read.file_descriptor = fd;
	return s;
}

/* Node's clocks go by whole milliseconds, and one of less than that hides the
 * descriptors beside it.  An output that is always ready gives it away, as does
 * refusing one that is a file. */
bool wio__poll_is_node(void)
{
	static enum { UNKNOWN, NODE, OTHER } host;
	if (host == UNKNOWN) {
		const __wasi_subscription_t asked[2] = {
		    wio__poll_fd(STDOUT_FILENO, WIO_WRITABLE, NULL),
		    wio__poll_clock(0)};
		__wasi_event_t events[2];
		__wasi_size_t n = 0;
		__wasi_errno_t error = __wasi_poll_oneoff(asked, events, 2, &n);
		bool hidden = n == 1 && events[0].type == __WASI_EVENTTYPE_CLOCK;
		host = error == __WASI_ERRNO_PERM || (!error && hidden) ? NODE : OTHER;
	}
	return host == NODE;
}

int64_t wio__poll_delay(int64_t delay)
{
	if (!wio__poll_is_node())
		return delay;
	int64_t ms = delay / MILLISECOND + (delay % MILLISECOND > 0);
	return (ms > 0 ? ms : 1) * MILLISECOND;
}
