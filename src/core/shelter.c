// SPDX-License-Identifier: MIT
/* Cancels that a task holds back: see shelter.h. */
#include "core/shelter.h"

#include "core/error.h"

void wio__shield_hold(wio_task *task, struct wio_error *error)
{
	struct wio__shield *s = task->shield;
	for (; s->outer; s = s->outer)
		s->outside++;
	s->outside++;
	s->held++;
	s->source = wio__rt.source;
	wio__error_set(&s->error, wio_error_retain(error));
}

void wio__shield_forget(wio_task *task)
{
	/* Those from inside first: what is outside of a shield is never more than
	 * all. */
	for (struct wio__shield *s = task->shield; s && task->cancels < s->outside;
	     s = s->outer) {
		s->outside--;
		s->held -= s->held > 0;
	}
}

int wio__shield_inside(const wio_task *task)
{
	return task->cancels - task->shield->outside;
}

void wio__shield_enter(wio_task *task, struct wio__shield *shield, int64_t mark)
{
	shield->outer = task->shield;
	shield->mark = mark;
	shield->outside = task->cancels;
	/* One that is still to arrive does so after it, too. */
	if (task->must_cancel) {
		task->must_cancel = false;
		shield->held = 1;
		shield->source = task->source;
		shield->error = wio_error_retain(task->cancel_error);
	}
	task->shield = shield;
}

void wio__shield_leave(wio_task *task, struct wio__shield *shield)
{
	task->shield = shield->outer;
	if (shield->held > 0) {
		task->must_cancel = true;
		task->source = shield->source;
		wio__error_set(&task->cancel_error, wio_error_retain(shield->error));
	}
	wio__error_set(&shield->error, NULL);
}
