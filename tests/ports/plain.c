// SPDX-License-Identifier: MIT
// What port.c does with "all N", one after the other and without wasyncio.
#include <stdio.h>
#include <stdlib.h>

#include "port.h"

int port_wait(void)
{
	return 0;
}

int main(int argc, char **argv)
{
	int count = argc > 2 ? atoi(argv[2]) : 0;
	for (int n = 0; n < count; n++) {
		uint32_t hash = 0;
		void *instance = port.open(n);
		if (!instance || port.work(instance, &hash) < 0)
			return 1;
		port.close(instance);
		printf("%d %08lx\n", n, (unsigned long)hash);
	}
	return 0;
}
