// SPDX-License-Identifier: MIT
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>

#include "core/memory.h"
#include "poll.h"
#include "stdin.h"
#include "wasyncio/io.h"

enum { INTERRUPT_BYTE = 0x03, CHUNK = 4096 };

static bool taken;
static bool ended;
static int failure; /* the errno value that it ended with, or 0 */

/* Bytes read and not yet asked for: data[start..end). */
static unsigned char *data;
static size_t start, end, room;

bool wio__stdin_take(void)
{
	struct stat st;
	if (fstat(STDIN_FILENO, &st) == 0 && S_ISREG(st.st_mode))
		return false;
	taken = true;
	return true;
}

void wio__stdin_leave(void)
{
	/* What is in the buffer stays readable. */
	taken = false;
	if (start == end) {
		wio__free(data, room);
		data = NULL;
		start = end = room = 0;
	}
}

bool wio__stdin_is_taken(void)
{
	return taken;
}

bool wio__stdin_is_open(void)
{
	return !ended;
}

bool wio__stdin_has_something(void)
{
	return start < end || ended;
}

/* Whether a read would not block. */
static bool is_ready(void)
{
	static const char input;
	const __wasi_subscription_t asked[2] = {
	    wio__poll_fd(STDIN_FILENO, WIO_READABLE, &input),
	    wio__poll_clock(wio__poll_delay(0))};
	__wasi_event_t events[2];
	__wasi_size_t n = 0;
	/* Node polls no file, and what is closed cannot be: a read tells. */
	if (__wasi_poll_oneoff(asked, events, 2, &n))
		return true;
	for (__wasi_size_t i = 0; i < n; i++)
		if (events[i].userdata)
			return true;
	return false;
}

static bool make_room(void)
{
	if (start == end)
		start = end = 0;
	if (room - end >= CHUNK)
		return true;
	size_t larger = room ? room * 2 : (size_t)CHUNK * 2;
	unsigned char *copy = wio__alloc(larger);
	if (!copy)
		return false;
	if (end > start)
		memcpy(copy, data + start, end - start);
	wio__free(data, room);
	data = copy;
	end -= start;
	start = 0;
	room = larger;
	return true;
}

unsigned wio__stdin_look(void)
{
	unsigned interrupts = 0;
	if (!taken || ended || !is_ready() || !make_room())
		return 0;
	ssize_t n = read(STDIN_FILENO, data + end, CHUNK);
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return 0;
	if (n <= 0) {
		/* At its end it would be ready for ever, and so it would be when it
		 * cannot be read: whoever reads next is told. */
		ended = true;
		failure = n < 0 ? errno : 0;
		return 0;
	}
	const unsigned char *from = data + end;
	for (ssize_t i = 0; i < n; i++) {
		if (from[i] == INTERRUPT_BYTE)
			interrupts++;
		else
			data[end++] = from[i];
	}
	return interrupts;
}

int wio__stdin_read(void *buffer, size_t size)
{
	if (start < end) {
		size_t n = end - start < size ? end - start : size;
		memcpy(buffer, data + start, n);
		start += n;
		return (int)n;
	}
	if (ended)
		return -failure;
	if (taken || !is_ready())
		return -EAGAIN;
	ssize_t n = read(STDIN_FILENO, buffer, size);
	return n < 0 ? -errno : (int)n;
}
