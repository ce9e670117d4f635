// SPDX-License-Identifier: MIT
/* With check points in it. */
int loop(int n);

int loop(int n)
{
	int sum = 0;

	for (int i = 0; i < n; i++)
		sum ^= i * i;
	return sum;
}
