// SPDX-License-Identifier: MIT
/* Functions of other instances of this program, in workers that JavaScript has. */
#include <stdlib.h>
#include <string.h>

#include "call/border.h"
#include "call/calls.h"
#include "wasyncio/error.h"

/* Those of a pool that takes no more. */
static const wio_error_entry errors[] = {WIO_ERRORS_OF_SHUTDOWNS(WIO_ERROR_ENTRY)};

int wio_worker_call(wio_value *result, const char *name, size_t count,
                    const wio_value *args)
{
	static const char who[] = "wio_worker_call";
	if (result)
		*result = wio_undefined();
	if (!name)
		return wio_raise(WIO_EINVAL, "%s: name is NULL", who);
	int r = wio__values_check(count, args, who);
	if (r < 0)
		return r;
	/* For web/index.mjs, which knows this name. */
	wio_value *all = malloc((count + 1) * sizeof *all);
	if (!all)
		return WIO_ENOMEM;
	all[0] = wio_string(name);
	if (count)
		memcpy(all + 1, args, count * sizeof *all);
	(void)wio_register_errors(errors, sizeof errors / sizeof *errors);
	struct wio__answer answer = {0};
	r = wio__border_call(who, count + 1, all, &answer);
	free(all);
	if (r == WIO_ENOTSUP)
		return wio_raise(r,
		                 "%s: '%s': this host has no workers: JavaScript gives them to "
		                 "open; where there are threads, wio_run_in_executor has those",
		                 who, name);
	return wio__call_answer(r, &answer, result);
}
