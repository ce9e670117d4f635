// SPDX-License-Identifier: MIT
#ifndef WIO_FORMAT_H
#define WIO_FORMAT_H

#include <stdarg.h>
#include <stddef.h>

#include "wasyncio/types.h"

/* As snprintf, with %s, %d, %u, %x, %zu and %c alone: the core needs no stdio. */
size_t wio__format(char *buffer, size_t size, const char *format, ...)
    WIO_PRINTF(3, 4);
size_t wio__vformat(char *buffer, size_t size, const char *format, va_list args);

#endif
