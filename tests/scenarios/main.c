// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "core/runtime.h"
#include "host.h"
#include "play.h"

static bool play(const struct scenario *scenario, bool strict)
{
	unsigned hops = wio__host_hops;
	printf("== %s\n", scenario->name);
	scenario_play(scenario, strict, NULL);
	printf("-- hops %u\n", wio__host_hops - hops);
	if (wio__rt.users)
		printf("-- %u objects are left\n", wio__rt.users);
	fflush(stdout);
	return !wio__rt.users;
}

/* scenarios [--strict] [--shared] [NAME...]: plays all, or those named; shared:
 * with every task on the shared stack. */
int main(int argc, char **argv)
{
	bool good = true;
	bool strict = false;
	int first = 1;
	for (; first < argc && argv[first][0] == '-'; first++) {
		strict |= strcmp(argv[first], "--strict") == 0;
		wio__rt.share_stacks |= strcmp(argv[first], "--shared") == 0;
	}
	for (size_t i = 0; i < scenario_count; i++) {
		bool wanted = argc <= first;
		for (int k = first; k < argc; k++)
			wanted |= strcmp(argv[k], scenarios[i].name) == 0;
		if (wanted)
			good &= play(&scenarios[i], strict);
	}
	return !good;
}
