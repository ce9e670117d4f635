// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

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

/* scenarios [--strict] [NAME...]: plays all, or those named. */
int main(int argc, char **argv)
{
	bool good = true;
	bool strict = argc > 1 && strcmp(argv[1], "--strict") == 0;
	int first = strict ? 2 : 1;
	for (size_t i = 0; i < scenario_count; i++) {
		bool wanted = argc <= first;
		for (int k = first; k < argc; k++)
			wanted |= strcmp(argv[k], scenarios[i].name) == 0;
		if (wanted)
			good &= play(&scenarios[i], strict);
	}
	return !good;
}
