// SPDX-License-Identifier: MIT
#ifndef SOAK_H
#define SOAK_H

#include <stddef.h>

/* Bytes that malloc has given and not got back. */
extern size_t memory_used;

/* Bytes of the linear memory; 0 where there is none. */
size_t memory_linear(void);

#endif
