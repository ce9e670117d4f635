// SPDX-License-Identifier: MIT
#ifndef UNAWARE_H
#define UNAWARE_H

#include <stddef.h>

unsigned long long search(unsigned long long seed);
/* Until another sets it. */
unsigned long long spin(const volatile int *stop);
void sort(unsigned *numbers, size_t n);

#endif
