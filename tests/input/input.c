// SPDX-License-Identifier: MIT
/* input [--page | --calls | NAME]: plays all cases, or the end of that name. */
#include "input.h"

#include <stdio.h>
#include <string.h>

#include "ends.h"
#include "core/memory.h"
#include "core/runtime.h"

static int failures;
static bool says_calls;
static bool starving;
static int freed;

char input_junk[256];
bool input_in_page;

const wio_call_options input_call = {.arg_free = input_free};
const wio_task_options input_task = {.arg_free = input_free};

void input_failed(const char *what, const char *file, int line)
{
	printf("%s:%d: %s\n", file, line, what);
	failures++;
}

/* For a list of what was tried. */
static void note(const char *call, long long code)
{
	if (says_calls && code < 0)
		printf("tried %.*s %s\n", (int)strcspn(call, "("), call,
		       wio_strerror_name((int)code));
}

void input_gives(long long r, long long value, const char *call,
                 const char *file, int line)
{
	if (r == value) {
		note(call, r);
		return;
	}
	printf("%s:%d: %s gives %lld, not %lld\n", file, line, call, r, value);
	failures++;
}

void input_refused(int r, int code, const char *text, const char *call,
                   const char *file, int line)
{
	const wio_error *error = wio_last_error();
	if (r != code)
		printf("%s:%d: %s gives %d (%s), not %s\n", file, line, call, r,
		       r < 0 ? wio_strerror_name(r) : "no error",
		       wio_strerror_name(code));
	else if (wio_error_code(error) != code)
		printf("%s:%d: %s leaves no record\n", file, line, call);
	else if (!strstr(wio_error_message(error), text))
		printf("%s:%d: %s says '%s', not '%s'\n", file, line, call,
		       wio_error_message(error), text);
	else {
		note(call, r);
		return;
	}
	failures++;
}

void input_starve(bool on)
{
	starving = on;
}

bool wio__alloc_refused(size_t size)
{
	(void)size;
	return starving;
}

void input_free(void *arg)
{
	(void)arg;
	freed++;
}

int input_freed(void)
{
	int n = freed;
	freed = 0;
	return n;
}

int input_nothing(void *unused)
{
	(void)unused;
	return 0;
}

int input_run(wio_fn *fn)
{
	wio_runner *runner;
	GIVES(wio_runner_new(&runner, NULL), 0);
	int r = wio_runner_run(runner, fn, NULL, NULL);
	GIVES(wio_runner_close(runner), 0);
	wio_runner_free(runner);
	return r;
}

#define X(name) void input_##name(void);
#include "cases.inc"
#undef X

static const struct {
	const char *name;
	void (*play)(void);
} cases[] = {
#define X(name) {#name, input_##name},
#include "cases.inc"
#include "wasyncio.h"
#undef X
};

int main(int argc, char **argv)
{
	input_in_page = argc > 1 && strcmp(argv[1], "--page") == 0;
	says_calls = argc > 1 && strcmp(argv[1], "--calls") == 0;
	if (argc > 1 && !input_in_page && !says_calls)
		return input_end(argv[1]);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int before = failures;
		unsigned users = wio__rt.users;
		input_freed();
		cases[i].play();
		if (wio__rt.users > users)
			input_failed("objects are left", cases[i].name, 0);
		printf("%s %s\n", failures > before ? "FAILS" : "ok", cases[i].name);
		fflush(stdout);
	}
	return failures > 0;
}
