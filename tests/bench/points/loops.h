// SPDX-License-Identifier: MIT
/*
 * Two tight loops of code that knows nothing of us, compiled without check
 * points (plain_) and with them (pointed_).
 */
#ifndef LOOPS_H
#define LOOPS_H

unsigned long long plain_arithmetic(int n);
unsigned long long pointed_arithmetic(int n);
unsigned plain_bytes(const char *text, int n);
unsigned pointed_bytes(const char *text, int n);

#endif
