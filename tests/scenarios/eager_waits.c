// SPDX-License-Identifier: MIT
// Scenario: an eager task that waits goes on as any other, in its own context.
// Clauses: C2 eager
#include "scenario.h"

static const wio_task_options eager = {.eager_start = WIO_START_EAGER};

static wio_contextvar *var;

static int child(void *arg)
{
	const int number = *(int *)arg;
	var_set(var, number);
	trace("child", wio_task_name(wio_current_task()),
	      num((long long)wio_all_tasks(NULL, NULL, 0)));
	if (number > 1) {
		int r = wio_create_task(NULL, child, digit(number - 1), &eager);
		if (r < 0)
			return r;
		trace("child made one", wio_task_name(wio_current_task()),
		      num(var_get(var)));
	}
	int r = wio_sleep(TICKS(number));
	if (r < 0)
		return r;
	trace("child ends", wio_task_name(wio_current_task()), num(var_get(var)));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_task *task, *all[8];
	int r = wio_create_task(&task, child, digit(3), &eager);
	if (r < 0)
		return r;
	trace("made", num(wio_task_done(task)), num(var_get(var)),
	      wio_task_name(wio_current_task()));
	size_t n = wio_all_tasks(NULL, all, 8);
	for (size_t i = 0; i < n && i < 8; i++)
		trace("all", wio_task_name(all[i]));
	wio_task_cancel(task, NULL);
	r = wio_sleep(TICKS(4));
	if (r == 0)
		trace("end", num(wio_task_cancelled(task)),
		      num((long long)wio_all_tasks(NULL, NULL, 0)));
	wio_task_release(task);
	return r;
}

SCENARIO(eager_waits)
{
	var = variable("var");
	run(program, NULL);
	wio_contextvar_release(var);
}
