// SPDX-License-Identifier: MIT
/* A group of errors, parted by code. */
#include "core/error.h"
#include "core/memory.h"

/* As deep as groups are nested in each other; what is deeper stays as it is. */
enum { DEEPEST = 32 };

/* A group as that one, with room for all that it has. */
static struct wio_error *derive(const struct wio_error *group)
{
	struct wio_error *error =
	    wio__error_new(group->code, group->message ? "%s" : NULL, group->message);
	if (!error || !error->refs)
		return NULL;
	error->members = wio__alloc(group->count * sizeof *error->members);
	if (!error->members) {
		wio_error_release(error);
		return NULL;
	}
	error->room = group->count;
	error->cause = wio_error_retain(group->cause);
	error->context = wio_error_retain(group->context);
	return error;
}

static struct wio_error *take(const struct wio_error *error, bool is_match,
                              bool match)
{
	return is_match == match ? wio_error_retain(error) : NULL;
}

/* The half of an error that matches, or that does not; NULL: there is none of it, or
 * no memory.  Counts what is in it. */
static struct wio_error *half(const struct wio_error *error, int code, bool match,
                              int *count, bool *starves, int depth)
{
	const bool is_group = error->code == WIO_EGROUP && error->count > 0;
	if (!is_group || error->code == code || depth >= DEEPEST) {
		struct wio_error *whole = take(error, error->code == code, match);
		*count += whole != NULL;
		return whole;
	}
	struct wio_error *group = derive(error);
	if (!group) {
		*starves = true;
		return NULL;
	}
	for (size_t i = 0; i < error->count && !*starves; i++) {
		struct wio_error *part =
		    half(error->members[i], code, match, count, starves, depth + 1);
		if (part)
			group->members[group->count++] = part;
	}
	if (group->count == 0 || *starves) {
		wio_error_release(group);
		return NULL;
	}
	return group;
}

int wio_error_split(const wio_error *error, int code, wio_error **match,
                    wio_error **rest)
{
	bool starves = false;
	int matches = 0, others = 0;
	wio_error *matching = NULL;
	if (match)
		*match = NULL;
	if (rest)
		*rest = NULL;
	if (!error)
		return wio_raise(WIO_EINVAL, "wio_error_split: error is NULL");
	matching = half(error, code, true, &matches, &starves, 0);
	if (rest && !starves)
		*rest = half(error, code, false, &others, &starves, 0);
	if (match && !starves)
		*match = matching;
	else
		wio_error_release(matching);
	return starves ? WIO_ENOMEM : matches;
}
