// SPDX-License-Identifier: MIT
/* embedded NAME: under a host of its own, which embedder.py is. */
#include "say.h"

/* Has the host do something. */
__attribute__((import_module("embedder"), import_name("call"))) int
embedder_call(const char *what, size_t size);

static int call(const char *what)
{
	int r = embedder_call(what, strlen(what));
	say_result(what, r);
	return r;
}

/* The host's function calls wio_interrupt while the program waits for it. */
static int inside(void *unused)
{
	(void)unused;
	call("interrupt");
	say_result("check", wio_check_interrupt());
	nap("sleep");
	call("interrupt");
	int r = wio_check_interrupt();
	say_result("check", r);
	return r;
}

/* Another thread of the host sets the flag word. */
static int flag(void *unused)
{
	(void)unused;
	call("flag later");
	nap("sleep");
	call("flag later");
	int r;
	while ((r = wio_check_interrupt()) == 0)
		continue;
	say_result("check", r);
	return r;
}

/* Two at once: the second one ends what runs. */
static int twice(void *unused)
{
	(void)unused;
	call("flag twice");
	int r = nap("sleep");
	say_result("cancelling", wio_task_cancelling(wio_current_task()));
	return r;
}

static const struct program programs[] = {
    {"inside", inside}, {"flag", flag}, {"twice", twice},
};

int main(int argc, char **argv)
{
	call("interrupt");
	return wio_run(choose(programs, sizeof programs / sizeof *programs,
	                      argc > 1 ? argv[1] : NULL),
	               NULL);
}
