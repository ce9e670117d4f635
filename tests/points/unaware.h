// SPDX-License-Identifier: MIT
#ifndef UNAWARE_H
#define UNAWARE_H

#include <stddef.h>

unsigned long long search(unsigned long long seed);
void sort(unsigned *numbers, size_t n);

#endif
