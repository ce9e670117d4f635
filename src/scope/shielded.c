// SPDX-License-Identifier: MIT
#include "core/cleanup.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/memory.h"
#include "core/misuse.h"
#include "core/object.h"
#include "core/shelter.h"
#include "core/task.h"
#include "coro.h"
#include "scope/scope.h"
#include "wasyncio/scope.h"

struct wio_shield_scope {
	struct wio__scope scope;
	struct wio__shield shield;
};

static int end(wio_shield_scope *shelter, int body)
{
	wio_task *task = shelter->scope.task;
	wio__shield_leave(task, &shelter->shield);
	wio__object_free(shelter, sizeof *shelter, WIO__SHIELD, NULL);
	wio__loop_drop(task->future.loop);
	return body;
}

static int shelter_leave(struct wio__cleanup *cleanup, int r)
{
	return end(wio__container(cleanup, wio_shield_scope, scope.cleanup), r);
}

int wio_shield_open(wio_shield_scope **out)
{
	wio__coro_look();
	*out = NULL;
	wio_task *task = wio__rt.task;
	if (!task)
		return wio_raise(WIO_ENOTRUNNING, "wio_shield_open: not inside a task");
	wio_shield_scope *shelter = wio__zalloc(sizeof *shelter);
	if (!shelter)
		return WIO_ENOMEM;
	/* An interrupt that has come is from before it. */
	wio__loop_look(task->future.loop);
	shelter->scope.object.kind = WIO__SHIELD;
	shelter->scope.task = task;
	shelter->scope.cleanup.call = shelter_leave;
	shelter->scope.cleanup.scope = "shield";
	wio__cleanup_push(task, &shelter->scope.cleanup);
	wio__shield_enter(task, &shelter->shield, shelter->scope.cleanup.mark);
	wio__loop_hold(task->future.loop);
	*out = shelter;
	return 0;
}

int wio_shield_close(wio_shield_scope *shield, int body)
{
	wio__coro_look();
	int r = shield ? wio__scope_check(&shield->scope, WIO__SHIELD,
	                                  "wio_shield_close")
	               : wio__misuse_raise(NULL, WIO__SHIELD, "wio_shield_close");
	if (r < 0)
		return r;
	/* One that has come is held still. */
	wio__loop_look(shield->scope.task->future.loop);
	wio__cleanup_remove(shield->scope.task, &shield->scope.cleanup);
	return end(shield, body);
}
