// SPDX-License-Identifier: MIT
int spin_for_ever(volatile int *n);

int spin_for_ever(volatile int *n)
{
	while (*n >= 0)
		*n ^= 1;
	return *n;
}
