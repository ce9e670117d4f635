// SPDX-License-Identifier: MIT
// Scenario: eager children of which nobody keeps a handle end, well and cancelled, before their group is left with an error.
// Clauses: C2 eager, C3
#include "scenario.h"

static const wio_task_options eager = {.eager_start = WIO_START_EAGER};

static int child(void *unused)
{
	(void)unused;
	trace("child", num(now()));
	return 0;
}

static int gives_up(void *unused)
{
	(void)unused;
	trace("gives up", num(now()));
	return WIO_ECANCELED;
}

static int waits(void *unused)
{
	(void)unused;
	int r = wio_sleep(TICKS(50));
	trace("waits no more", num(now()));
	return r;
}

static int body(wio_group *group)
{
	wio_fn *const children[] = {child, gives_up, waits, child};
	for (int i = 0; i < 4; i++) {
		int r = wio_group_create_task(group, NULL, children[i], NULL, &eager);
		if (r < 0)
			return r;
	}
	trace("made", num(wio_task_cancelling(wio_current_task())));
	return VALUE_ERROR;
}

static int program(void *unused)
{
	(void)unused;
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_close(group, body(group));
	if (r != WIO_EGROUP)
		return r;
	trace("left", num(now()), num((long long)wio_error_count(wio_last_error())));
	r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_close(group, wio_group_create_task(group, NULL, child, NULL, &eager));
	if (r < 0)
		return r;
	trace("alone", num(now()));
	return 0;
}

SCENARIO(eager_group_aborts)
{
	run(program, NULL);
}
