// SPDX-License-Identifier: MIT
/*
 * sweeps [--steps N] [--pairs N] [--share N] [--part I/N] [--say] [--shared]
 *        [NAME...]
 *         Replays all programs and scenarios, or those named, each in four
 *         modes: strict or not, with a run more before each close or not.
 *         --steps: something goes wrong at most at so many of the steps of
 *         each, to so many tasks, in so many allocations; default all.
 *         --pairs: about so many of two interrupts in each; default 100.
 *         --share: scenarios in one of so many modes, 1, 2 or 4.
 *         --part: of what there is to do, every N-th program from the I-th on.
 *         --say: says each replay before it begins.
 *         --shared: with all tasks on a shared stack.
 * sweeps [--shared] --replay NAME default|strict plain|probe KIND FIRST SECOND
 *         Only that one, with its trace.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/runtime.h"
#include "replay.h"
#include "sweeps.h"

#define X(name, result) void program_##name(void);
PROGRAMS(X)
#undef X

static const struct {
	struct scenario program;
	int expected;
} programs[] = {
#define X(name, result) {{#name, program_##name}, result},
	PROGRAMS(X)
#undef X
};

enum { PROGRAM_COUNT = sizeof programs / sizeof *programs };

static unsigned most_steps = UINT_MAX;
static unsigned most_pairs = 100;
static unsigned share = 1;
static bool say;
static unsigned replays[KINDS];
static unsigned reached[KINDS]; /* programs in which it could be done */
static unsigned pairs;

/* Kinds that could be done in the program at hand. */
static bool acted[KINDS];

/* ---- one program, in one mode ---- */

static struct outcome once(struct replay *r, enum kind kind, unsigned first,
                           unsigned second)
{
	r->kind = kind;
	r->first = first;
	r->second = second;
	if (say) {
		printf("%s %s %s %s %u %u\n", r->program->name,
		       r->strict ? "strict" : "default", r->probe ? "probe" : "plain",
		       kind_names[kind], first, second);
		fflush(stdout);
	}
	replays[kind]++;
	struct outcome o = replay(r, false);
	acted[kind] |= o.acted;
	return o;
}

/* Which of so many to take, from the last on: evenly spread, or the one in the
 * middle. */
struct choice {
	unsigned last;
	unsigned by;
};

static struct choice choose(unsigned many)
{
	unsigned by = many / most_steps + (many % most_steps > 0);
	return (struct choice){many - by / 2, by};
}

/* Zero after the first.  Where it could not be done, the step before is as
 * good. */
static unsigned before(struct choice c, unsigned step, bool done)
{
	unsigned by = done ? c.by : 1;
	return step > by ? step - by : 0;
}

/* One of so many, by a fixed series. */
static bool drawn(unsigned one_of)
{
	static uint32_t state = 0x9e3779b9;
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return one_of <= 1 || state % one_of == 0;
}

static void interrupts(struct replay *r, unsigned steps)
{
	const struct choice c = choose(steps);
	const unsigned n = steps < most_steps ? steps : most_steps;
	const unsigned one_of = (n * n / 2 + most_pairs / 2) / most_pairs;
	struct outcome o;
	for (unsigned i = c.last; i > 0; i = before(c, i, o.acted)) {
		o = once(r, INTERRUPT, i, 0);
		const struct choice d = choose(o.steps > i ? o.steps - i : 0);
		for (unsigned k = d.last; k > 0; k = before(d, k, true)) {
			if (!drawn(one_of))
				continue;
			once(r, INTERRUPT, i, i + k);
			pairs++;
		}
	}
}

static void cancels(struct replay *r, unsigned steps)
{
	const struct choice c = choose(steps);
	bool any;
	for (unsigned i = c.last; i > 0; i = before(c, i, any)) {
		struct outcome o;
		unsigned k = 0;
		any = false;
		do {
			o = once(r, CANCEL, i, k++);
			any |= o.acted;
		} while (k < o.tasks && k < most_steps);
	}
}

/* There are so many sorts of it. */
static void events(struct replay *r, unsigned steps, enum kind kind,
                   unsigned sorts)
{
	const struct choice c = choose(steps);
	bool any;
	for (unsigned i = c.last; i > 0; i = before(c, i, any)) {
		any = false;
		for (unsigned n = 0; n < sorts && n < most_steps; n++)
			any |= once(r, kind, i, sorts - 1 - n).acted;
	}
}

/* What may fail at each of so many places. */
static void failures(struct replay *r, unsigned places, enum kind kind)
{
	const struct choice c = choose(places);
	for (unsigned i = c.last; i > 0; i = before(c, i, true))
		once(r, kind, i, 0);
}

static void sweep(const struct scenario *program, int expected, unsigned number)
{
	/* A share of two leaves each scenario one mode of each kind. */
	static const unsigned order[4] = {0, 1, 3, 2};
	struct replay r = {.program = program, .expected = expected};
	memset(acted, 0, sizeof acted);
	for (int mode = 0; mode < 4; mode++) {
		if (!expected && (order[mode] + number) % share)
			continue;
		r.strict = mode & 1;
		r.probe = mode & 2;
		const struct outcome o = once(&r, UNDISTURBED, 0, 0);
		r.closed = o.closed;
		interrupts(&r, o.steps);
		cancels(&r, o.steps);
		if (expected) {
			failures(&r, o.steps, STARVED);
			failures(&r, o.allocations, ALLOCATION);
			failures(&r, o.allocations, MEMORY);
			failures(&r, o.suspends, SUSPEND);
		}
		/* All of them twice would take too long. */
		if (r.probe && most_steps == UINT_MAX)
			continue;
		/* One that fails is more than handlers of scenarios expect. */
		events(&r, o.steps, POST, expected ? 3 : 2);
		events(&r, o.steps, TICKET, expected ? 4 : 2);
		events(&r, o.iterations, EVENT, EVENTS);
	}
	for (int kind = UNDISTURBED + 1; kind < KINDS; kind++)
		reached[kind] += acted[kind];
}

/* ---- all of them ---- */

static bool wanted(const char *name, char **names, int n)
{
	bool found = n == 0;
	for (int i = 0; i < n; i++)
		found |= strcmp(names[i], name) == 0;
	return found;
}

static void sweep_all(unsigned part, unsigned parts, char **names, int n)
{
	unsigned count = 0;
	for (size_t i = 0; i < PROGRAM_COUNT; i++)
		if (wanted(programs[i].program.name, names, n) &&
		    count++ % parts == part)
			sweep(&programs[i].program, programs[i].expected, count);
	for (size_t i = 0; i < scenario_count; i++)
		if (wanted(scenarios[i].name, names, n) && count++ % parts == part)
			sweep(&scenarios[i], 0, count);
	printf("programs %u, undisturbed %u", count, replays[UNDISTURBED]);
	for (int kind = UNDISTURBED + 1; kind < KINDS; kind++)
		printf(", %s %u in %u", kind_names[kind], replays[kind], reached[kind]);
	printf(", pairs %u\n", pairs);
}

static int replay_one(char **words)
{
	struct replay r = {
		.strict = strcmp(words[1], "strict") == 0,
		.probe = strcmp(words[2], "probe") == 0,
		.first = (unsigned)strtoul(words[4], NULL, 10),
		.second = (unsigned)strtoul(words[5], NULL, 10),
	};
	for (size_t i = 0; i < PROGRAM_COUNT; i++)
		if (strcmp(words[0], programs[i].program.name) == 0) {
			r.program = &programs[i].program;
			r.expected = programs[i].expected;
		}
	for (size_t i = 0; i < scenario_count; i++)
		if (strcmp(words[0], scenarios[i].name) == 0)
			r.program = &scenarios[i];
	while (r.kind < KINDS && strcmp(words[3], kind_names[r.kind]) != 0)
		r.kind++;
	if (!r.program || r.kind == KINDS)
		return 2;
	struct outcome o = replay(&r, true);
	printf("%u steps, %u allocations, %s\n", o.steps, o.allocations,
	       o.acted ? "acted" : "not acted");
	return replay_failures > 0;
}

int main(int argc, char **argv)
{
	unsigned part = 0;
	unsigned parts = 1;
	int i = 1;
	for (; i < argc && argv[i][0] == '-'; i++) {
		if (strcmp(argv[i], "--say") == 0)
			say = true;
		else if (strcmp(argv[i], "--shared") == 0)
			wio__rt.share_stacks = true;
		else if (i + 1 < argc && strcmp(argv[i], "--steps") == 0)
			most_steps = (unsigned)strtoul(argv[++i], NULL, 10);
		else if (i + 1 < argc && strcmp(argv[i], "--pairs") == 0)
			most_pairs = (unsigned)strtoul(argv[++i], NULL, 10);
		else if (i + 1 < argc && strcmp(argv[i], "--share") == 0)
			share = (unsigned)strtoul(argv[++i], NULL, 10);
		else if (i + 1 < argc && strcmp(argv[i], "--part") == 0)
			sscanf(argv[++i], "%u/%u", &part, &parts);
		else if (i + 7 == argc && strcmp(argv[i], "--replay") == 0)
			return replay_one(argv + i + 1);
		else
			return 2;
	}
	if (!most_steps || !share || !parts)
		return 2;
	sweep_all(part, parts, argv + i, argc - i);
	return replay_failures > 0;
}
