// SPDX-License-Identifier: MIT
#ifndef LIMIT_H
#define LIMIT_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* As many descriptors as may be had, and this many at least. */
static inline void raise_limit(rlim_t least)
{
	struct rlimit limit;
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0) {
		limit.rlim_cur = limit.rlim_max;
		setrlimit(RLIMIT_NOFILE, &limit);
		if (limit.rlim_max >= least)
			return;
	}
	fprintf(stderr, "error: %llu descriptors are needed, and %llu allowed: "
	                "ulimit -Hn\n",
	        (unsigned long long)least, (unsigned long long)limit.rlim_max);
	exit(1);
}

#endif
