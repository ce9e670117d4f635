// SPDX-License-Identifier: MIT
#include "core/place.h"

#include "core/format.h"
#include "core/runtime.h"
#include "core/slow.h"
#include "core/task.h"

void wio__at(const char *place);
int wio__at_end(int r);

void wio__at(const char *place)
{
	wio__rt.place = place;
	wio__slow_link();
}

/* A call that made none leaves it to no other. */
int wio__at_end(int r)
{
	wio__rt.place = NULL;
	return r;
}

const char *wio__place_take(void)
{
	const char *place = wio__rt.place;
	wio__rt.place = NULL;
	return place;
}

size_t wio__place_tell(const wio_task *task, char *text, size_t size)
{
	return task && task->place
	           ? wio__format(text, size, "it was made%s\n", task->place)
	           : 0;
}
