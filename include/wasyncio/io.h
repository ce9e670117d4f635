// SPDX-License-Identifier: MIT
#ifndef WASYNCIO_IO_H
#define WASYNCIO_IO_H

#include "types.h"

WIO_BEGIN

enum { WIO_READABLE = 1, WIO_WRITABLE = 2 };

/*
 * Wait until a descriptor is readable or writable; end of file counts as
 * readable, an error as both.  A regular file is always ready.  A descriptor may
 * have one task that waits for input and one for output.  Whoever closes it ends
 * their waits, which may last for ever otherwise; a wait that comes later, for
 * another file of the same number, does not mind.
 * Units: events and result are WIO_READABLE, WIO_WRITABLE or both.
 * Cancelled: no effect.
 * Mirrors: loop.add_reader, loop.add_writer.
 * [suspends] [the events that hold, the wait errors, WIO_EINVAL, WIO_ENOTSUP
 * the host has no such thing, WIO_EBUSY another task waits for the same already, a
 * negative errno value such as -EBADF]
 */
int wio_wait_fd(int fd, int events);

/*
 * Read from standard input, waiting until there is something.  Where the
 * interrupt byte is taken from standard input this is the way to read the
 * rest of it, and libc's stdin must not be used.
 * Units: bytes; 0 at end of file.
 * Cancelled: no effect; bytes that come are the next call's.
 * Mirrors: StreamReader.read(n).
 * [suspends] [how many bytes, the wait errors, WIO_EINVAL, WIO_EBUSY another
 * task reads it, WIO_ENOTSUP, a negative errno value]
 */
int wio_stdin_read(void *buffer, size_t size);

WIO_END
#endif
