// SPDX-License-Identifier: MIT
#ifndef WIO_RESPONSE_H
#define WIO_RESPONSE_H

#include "wasyncio/fetch.h"
#include "wasyncio/task.h"

/*
 * A response of what a host has found: the reader gives its head and then its body.  The
 * head is its size in four bytes, the low one first, and so many bytes of texts, each
 * with a NUL behind it: status, address, and for each header name and value.
 * Owns: *response is the caller's; NULL when it fails.  It has the reader, also when it
 * fails, and sends, which may be NULL: who sends the request, to be cancelled with it.
 * Cancelled: ended.
 * [0, WIO_ENOMEM, the errors of wio_reader_read_exactly]
 */
int wio__response_read(wio_response **response, wio_reader *reader, wio_task *sends);

#endif
