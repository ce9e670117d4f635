// SPDX-License-Identifier: MIT
// C++ that is built without a word about exceptions.

#include <stdio.h>

#include <wasyncio.h>

static int plain(void *)
{
	int r = wio_yield();
	puts(r < 0 ? wio_strerror_name(r) : "plain");
	return r;
}

int main()
{
	return wio_run(plain, nullptr);
}
