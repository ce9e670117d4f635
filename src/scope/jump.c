// SPDX-License-Identifier: MIT
/*
 * A net for debug builds: longjmp may not lead out of its task, nor out of a
 * generator that the task is in, nor out of the step of a loop.  Linked only where
 * the build wraps setjmp and longjmp.
 */
#include "core/format.h"
#include "core/runtime.h"
#include "core/task.h"
#include "coro.h"
#include "host.h"
#include "scope/throw.h"
#include "wasyncio/error.h"

/* Where setjmp was called last for one jmp_buf.  Another whose address falls
 * into the same place takes it: a jump of which nothing is known goes on. */
struct origin {
	const void *env;
	const wio_task *task;
	const struct wio__inner *inner;
	const wio_loop *stepping;
	char name[32];
};

enum { PLACES = 256 };

static _Thread_local struct origin origins[PLACES];

static struct origin *origin_of(const void *env)
{
	return &origins[((uintptr_t)env >> 4) % PLACES];
}

void wio__jump_note(const void *env)
{
	struct origin *o = origin_of(env);
	wio_task *task = wio__rt.task;
	o->env = env;
	o->task = task;
	o->inner = task ? task->inner : NULL;
	o->stepping = wio__rt.stepping;
	wio__format(o->name, sizeof o->name, "%s", task ? wio__task_name(task) : "");
}

static void describe(char *text, size_t size, const char *task, bool inner,
                     bool stepping)
{
	if (*task)
		wio__format(text, size, "%stask '%s'",
		            inner ? "a generator in " : "", task);
	else
		wio__format(text, size, "%s",
		            stepping ? "a callback" : "outside of the loop");
}

void wio__jump_check(const void *env)
{
	const struct origin *o = origin_of(env);
	wio_task *task = wio__rt.task;
	if (o->env != env ||
	    (o->task == task && o->stepping == wio__rt.stepping &&
	     (!task || o->inner == task->inner)))
		return;
	char from[64];
	char to[64];
	describe(from, sizeof from, task ? wio__task_name(task) : "",
	         task && task->inner, wio__rt.stepping);
	describe(to, sizeof to, o->name, o->inner, o->stepping);
	if (task && !wio__rt.locked)
		wio__task_leave(task, wio_raise(WIO_ESTATE,
		                                "longjmp from %s to a setjmp of %s: a "
		                                "jump stays inside of its task",
		                                from, to));
	char text[256];
	size_t n = wio__format(text, sizeof text,
	                       "wasyncio: longjmp from %s to a setjmp of %s: a jump "
	                       "stays inside of its task; nothing can go on\n",
	                       from, to);
	wio__host_log(text, n);
	__builtin_trap();
}
