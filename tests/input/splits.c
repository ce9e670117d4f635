// SPDX-License-Identifier: MIT
/* Groups of errors that are parted by code; errors that are raised again, or as one. */
#include <string.h>

#include "input.h"

enum { EVALUE = WIO_EUSER - 1, EKEY = WIO_EUSER - 2 };

static int fails(void *code)
{
	int r = wio_yield();
	return r < 0 ? r : wio_raise(*(int *)code, "failed with %d", *(int *)code);
}

static int group_of(int *codes, int n)
{
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	for (int i = 0; i < n; i++)
		GIVES(wio_group_create_task(group, NULL, fails, &codes[i], NULL), 0);
	return wio_group_close(group, 0);
}

static int inner(void *unused)
{
	static int codes[] = {EKEY, EVALUE};
	(void)unused;
	return group_of(codes, 2);
}

/* A value, a group of a key and a value, a key. */
static const wio_error *nested(void)
{
	static int codes[] = {EVALUE, EKEY};
	wio_group *group;
	GIVES(wio_group_open(&group), 0);
	GIVES(wio_group_create_task(group, NULL, fails, &codes[0], NULL), 0);
	GIVES(wio_group_create_task(group, NULL, inner, NULL, NULL), 0);
	int r = wio_sleep(WIO_S(9));
	GIVES(r, WIO_ECANCELED);
	GIVES(wio_group_close(group, wio_raise(EKEY, "the body's")), WIO_EGROUP);
	return wio_last_error();
}

static bool is(const wio_error *error, size_t i, int code)
{
	return wio_error_code(wio_error_member(error, i)) == code;
}

static int splits(void *unused)
{
	static int codes[] = {EKEY, EVALUE, EKEY, EVALUE};
	(void)unused;
	wio_error *match, *rest;
	GIVES(group_of(codes, 4), WIO_EGROUP);
	wio_error *whole = wio_error_retain(wio_last_error());
	CHECK(wio_error_count(whole) == 4);
	/* In order of completion, with what each of them said. */
	GIVES(wio_error_split(whole, EVALUE, &match, &rest), 2);
	CHECK(wio_error_code(match) == WIO_EGROUP && wio_error_count(match) == 2);
	CHECK(wio_error_member(match, 0) == wio_error_member(whole, 1));
	CHECK(wio_error_member(match, 1) == wio_error_member(whole, 3));
	CHECK(wio_error_count(rest) == 2 && is(rest, 0, EKEY) && is(rest, 1, EKEY));
	CHECK(strcmp(wio_error_message(match), wio_error_message(whole)) == 0);
	wio_error_release(match);
	wio_error_release(rest);
	/* All, none, and only one half of it. */
	GIVES(wio_error_split(whole, WIO_EGROUP, &match, &rest), 1);
	CHECK(match == whole && rest == NULL);
	wio_error_release(match);
	GIVES(wio_error_split(whole, WIO_ENOMEM, &match, &rest), 0);
	CHECK(match == NULL && wio_error_count(rest) == 4);
	wio_error_release(rest);
	GIVES(wio_error_split(whole, EKEY, NULL, NULL), 2);
	GIVES(wio_error_split(whole, EKEY, &match, NULL), 2);
	wio_error_release(match);
	/* What is no group. */
	const wio_error *one = wio_error_member(whole, 0);
	GIVES(wio_error_split(one, EKEY, &match, &rest), 1);
	CHECK(match == one && rest == NULL);
	wio_error_release(match);
	GIVES(wio_error_split(one, EVALUE, &match, &rest), 0);
	CHECK(match == NULL && rest == one);
	wio_error_release(rest);
	match = rest = whole;
	STARVES(wio_error_split(whole, EKEY, &match, &rest));
	CHECK(match == NULL && rest == NULL);
	wio_error_release(whole);
	return 0;
}

static int splits_nested(void *unused)
{
	(void)unused;
	wio_error *match, *rest;
	wio_error *whole = wio_error_retain(nested());
	const wio_error *group = wio_error_member(whole, 1);
	CHECK(is(whole, 0, EVALUE) && wio_error_count(group) == 2 &&
	      is(whole, 2, EKEY));
	GIVES(wio_error_split(whole, EKEY, &match, &rest), 2);
	CHECK(wio_error_count(match) == 2 && is(match, 0, WIO_EGROUP) &&
	      is(match, 1, EKEY));
	CHECK(wio_error_count(wio_error_member(match, 0)) == 1 &&
	      is(wio_error_member(match, 0), 0, EKEY));
	CHECK(wio_error_count(rest) == 2 && is(rest, 0, EVALUE) &&
	      is(wio_error_member(rest, 1), 0, EVALUE));
	wio_error_release(match);
	wio_error_release(rest);
	wio_error_release(whole);
	return 0;
}

CASE(groups_split)
{
	REFUSED(wio_error_split(NULL, EKEY, NULL, NULL), WIO_EINVAL, "error is NULL");
	GIVES(input_run(splits), 0);
	GIVES(input_run_virtually(splits_nested), 0);
}

static int returns(void *code)
{
	return *(int *)code;
}

/* A code that came without a record has one for whoever asks, with its message. */
static int plain(void)
{
	static int code = EKEY;
	wio_task *task;
	GIVES(wio_create_task(&task, returns, &code, NULL), 0);
	GIVES(wio_await(task, NULL), EKEY);
	CHECK(wio_error_code(wio_last_error()) == EKEY);
	CHECK(strcmp(wio_error_message(wio_last_error()), wio_strerror(EKEY)) == 0);
	CHECK(wio_error_code(wio_task_error(task)) == EKEY);
	wio_task_release(task);
	return 0;
}

static int again(void *unused)
{
	(void)unused;
	const wio_error *errors[3] = {NULL, NULL, NULL};
	GIVES(wio_error_raise(NULL), 0);
	GIVES(wio_raise_group(errors, 3, NULL), 0);
	GIVES(wio_raise_group(NULL, 0, NULL), 0);
	REFUSED(wio_raise_group(NULL, 1, NULL), WIO_EINVAL, "errors is NULL");
	wio_raise(EKEY, "kept");
	wio_error *kept = wio_error_retain(wio_last_error());
	wio_raise(EVALUE, "another");
	GIVES(wio_error_raise(kept), EKEY);
	CHECK(wio_last_error() == kept);
	GIVES(wio_error_raise(kept), EKEY);
	errors[0] = errors[2] = kept;
	STARVES(wio_raise_group(errors, 3, "of %d", 2));
	CHECK(wio_error_code(wio_last_error()) == WIO_ENOMEM);
	GIVES(wio_raise_group(errors, 3, "of %d", 2), WIO_EGROUP);
	CHECK(wio_error_count(wio_last_error()) == 2);
	CHECK(wio_error_member(wio_last_error(), 1) == kept);
	CHECK(strcmp(wio_error_message(wio_last_error()), "of 2") == 0);
	GIVES(wio_raise_group(errors, 1, NULL), WIO_EGROUP);
	CHECK(strcmp(wio_error_message(wio_last_error()), wio_strerror(WIO_EGROUP)) == 0);
	wio_error_release(kept);
	wio_error_clear();
	CHECK(wio_last_error() == NULL);
	wio_error_clear();
	return plain();
}

CASE(errors_again)
{
	GIVES(input_run(again), 0);
}
