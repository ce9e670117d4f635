// SPDX-License-Identifier: MIT
#ifndef PLAY_H
#define PLAY_H

/* How scenarios are played: for the programs that do. */
#include "core/trace.h"

struct scenario {
	const char *name;
	void (*play)(void);
};

extern const struct scenario scenarios[];
extern const size_t scenario_count;

/* Is told what happens in a play. */
struct watch {
	/* After the harness' own part of it. */
	void (*event)(enum wio__event event, wio_task *task, int64_t value);
	/* The program is about to close this runner. */
	void (*closing)(wio_runner *runner);
	/* It has made more iterations than any program should: the run is left
	 * with WIO_EDEADLK. */
	void (*endless)(void);
	bool traced; /* the trace is written as well */
};

/* Play one, with every runner that it makes in strict mode or not.  by may be
 * NULL. */
void scenario_play(const struct scenario *scenario, bool in_strict,
                   const struct watch *by);

/* Forget what is left of the script. */
void scenario_drop_script(void);

/* End the jobs that are left in the pools. */
void scenario_drop_jobs(void);

#endif
