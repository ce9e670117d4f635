// SPDX-License-Identifier: MIT
/*
 * sweeps [--pairs N] [--share N] [--part I/N] [--say] [--shared] [NAME...]
 *         Replays all programs and scenarios, or those named, each in four
 *         modes: strict or not, with a run more before each close or not.
 *         --pairs: about so many of two interrupts in each; default 100.
 *         --share: scenarios in one of so many modes, 1, 2 or 4.
 *         --part: of what there is to do, every N-th program from the I-th on.
 *         --say: says each replay before it begins.
 *         --shared: with all tasks on a shared stack.
 * sweeps [--shared] --replay NAME default|strict plain|probe KIND FIRST SECOND
 *         Only that one, with its trace.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static unsigned most_pairs = 100;
static unsigned share = 1;
static bool say;
static unsigned replays[KINDS];
static unsigned pairs;

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
	return replay(r, false);
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

static void interrupts(struct replay *r)
{
	const struct outcome undisturbed = once(r, UNDISTURBED, 0, 0);
	unsigned steps = undisturbed.steps;
	r->closed = undisturbed.closed;
	unsigned one_of = (steps * steps / 2 + most_pairs / 2) / most_pairs;
	for (unsigned i = 1; i <= steps; i++) {
		steps = once(r, INTERRUPT, i, 0).steps;
		for (unsigned k = i + 1; k <= steps; k++) {
			if (!drawn(one_of))
				continue;
			once(r, INTERRUPT, i, k);
			pairs++;
		}
	}
}

static void starved(struct replay *r)
{
	for (unsigned i = 1; once(r, STARVED, i, 0).steps >= i; i++)
		;
}

static void cancels(struct replay *r)
{
	struct outcome o;
	unsigned i = 1;
	do {
		unsigned k = 0;
		do
			o = once(r, CANCEL, i, k++);
		while (k < o.tasks);
	} while (o.steps >= i++);
}

/* There are so many sorts of it. */
static void events(struct replay *r, enum kind kind, unsigned sorts)
{
	struct outcome o;
	unsigned i = 1;
	do {
		for (unsigned sort = 0; sort < sorts; sort++)
			o = once(r, kind, i, sort);
	} while (o.steps >= i++);
}

static void allocations(struct replay *r, enum kind kind)
{
	unsigned i = 0;
	while (once(r, kind, i + 1, 0).allocations > i)
		i++;
}

static void no_suspend(struct replay *r)
{
	unsigned i = 0;
	while (once(r, SUSPEND, i + 1, 0).suspends > i)
		i++;
}

static void sweep(const struct scenario *program, int expected, unsigned number)
{
	/* A share of two leaves each scenario one mode of each kind. */
	static const unsigned order[4] = {0, 1, 3, 2};
	struct replay r = {.program = program, .expected = expected};
	for (int mode = 0; mode < 4; mode++) {
		if (!expected && (order[mode] + number) % share)
			continue;
		r.strict = mode & 1;
		r.probe = mode & 2;
		interrupts(&r);
		cancels(&r);
		if (expected) {
			starved(&r);
			allocations(&r, ALLOCATION);
			allocations(&r, MEMORY);
			no_suspend(&r);
		}
		if (r.probe)
			continue;
		/* One that fails is more than handlers of scenarios expect. */
		events(&r, POST, expected ? 3 : 2);
		events(&r, TICKET, expected ? 4 : 2);
	}
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
	printf("programs %u", count);
	for (int kind = 0; kind < KINDS; kind++)
		printf(", %s %u", kind_names[kind], replays[kind]);
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
	if (!share || !parts)
		return 2;
	sweep_all(part, parts, argv + i, argc - i);
	return replay_failures > 0;
}
