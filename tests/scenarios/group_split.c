// SPDX-License-Identifier: MIT
// Scenario: the errors of a group, parted by kind: each half keeps their order.
// Clauses: E6.2
#include "scenario.h"

static int fails(void *code)
{
	int r = wio_yield();
	return r < 0 ? r : *(int *)code;
}

static int body(wio_group *group)
{
	static int codes[] = {VALUE_ERROR, WIO_ELOOKUP, VALUE_ERROR,
	                      ZERO_DIVISION_ERROR};
	int r = 0;
	for (int i = 0; i < 4 && r == 0; i++)
		r = wio_group_create_task(group, NULL, fails, &codes[i], NULL);
	return r;
}

static int split(const wio_error *error)
{
	wio_error *match, *rest;
	int r = wio_error_split(error, VALUE_ERROR, &match, &rest);
	if (r < 0)
		return r;
	for (size_t i = 0; i < wio_error_count(match); i++)
		trace("match", err(wio_error_member(match, i)));
	for (size_t i = 0; i < wio_error_count(rest); i++)
		trace("rest", err(wio_error_member(rest, i)));
	wio_error_release(match);
	wio_error_release(rest);
	r = wio_error_split(error, OS_ERROR, &match, &rest);
	if (r < 0)
		return r;
	trace("matches", num(match != NULL));
	trace("others", num((long long)wio_error_count(rest)));
	wio_error_release(match);
	wio_error_release(rest);
	return 0;
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
	wio_error *error = wio_error_retain(wio_last_error());
	r = split(error);
	wio_error_release(error);
	return r;
}

SCENARIO(group_split)
{
	run(program, NULL);
}
