// SPDX-License-Identifier: MIT
/* What tasks ask of a generator. */
#include "core/compiler.h"
#include "core/error.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "core/task.h"
#include "core/wait.h"
#include "generator/generator.h"
#include "wasyncio/error.h"

/* No task is in it, and this one may enter it.  Where it has ended that does not
 * matter any more: [1 it may, 0 it has ended] */
static WIO__RARE int look(wio_generator *generator, const char *who)
{
	if (!wio__is_generator(generator))
		return wio__noun_raise(generator, &wio__generator_noun, who);
	if (generator->inner.task)
		return wio_raise(WIO_EBUSY, "%s: task '%s' is in the generator", who,
		                 wio__task_name(generator->inner.task));
	if (!generator->inner.coro)
		return 0;
	int r = wio__wait_check();
	if (r == 0 && !generator->loop) {
		generator->object.refs++;
		r = wio__generators_add(generator);
		/* Whoever is told that it is late may end it. */
		const bool gone = generator->object.refs == 1 || !generator->inner.coro;
		wio__generator_let_go(generator);
		if (gone)
			return 0;
	}
	if (r < 0)
		return r;
	if (generator->loop->loop != wio__rt.task->future.loop)
		return wio_raise(WIO_EOTHERLOOP,
		                 "%s: the generator belongs to another loop than task "
		                 "'%s'",
		                 who, wio__task_name(wio__rt.task));
	return 1;
}

static inline int check(wio_generator *generator, const char *who)
{
	const wio_task *task = wio__rt.task;
	wio__coro_room();
	return wio__is_generator(generator) && !generator->inner.task &&
	               generator->inner.coro && generator->loop && task &&
	               task->future.loop == generator->loop->loop &&
	               wio__coro_host_depth == 0 && !wio__coro_in_exception() &&
	               !wio__loop_attention(task->future.loop)
	           ? 1
	           : look(generator, who);
}

/* It is held as long as a task is in it. */
static inline int leave(wio_generator *generator, int r)
{
	if (generator->object.refs == 1)
		wio__generator_let_go(generator);
	else
		generator->object.refs--;
	return r;
}

static inline int go_on(wio_generator *generator, void *item)
{
	generator->object.refs++;
	return leave(generator, wio__generator_go_on(generator, item));
}

int wio_generator_next(wio_generator *generator, void *item)
{
	int r = check(generator, "wio_generator_next");
	return r > 0 ? go_on(generator, item) : r;
}

int wio_generator_send(wio_generator *generator, const void *value, void *item)
{
	static const char who[] = "wio_generator_send";
	int r = check(generator, who);
	if (r <= 0)
		return r;
	if (!generator->begun)
		return wio_raise(WIO_EINVAL,
		                 "%s: the generator waits in no yield yet", who);
	if (!generator->sent_size || !value)
		return wio_raise(WIO_EINVAL, "%s: %s", who,
		                 value ? "its options have no sent_size" : "no value");
	generator->sent = value;
	return go_on(generator, item);
}

int wio_generator_throw(wio_generator *generator, int code, void *item)
{
	static const char who[] = "wio_generator_throw";
	if (wio__is_generator(generator) && code >= 0)
		return wio_raise(WIO_EINVAL, "%s: code %d is not negative", who, code);
	int r = check(generator, who);
	if (r <= 0)
		return r;
	if (generator->closing)
		return 0;
	if (!generator->begun)
		return wio__generator_end_unbegun(generator, code);
	generator->thrown = code;
	return go_on(generator, item);
}

int wio_generator_close(wio_generator *generator)
{
	static const char who[] = "wio_generator_close";
	if (wio__is_generator(generator) && !generator->begun && !wio__rt.task)
		return wio__generator_end(generator);
	int r = check(generator, who);
	/* In a loop that is closed it has all the more to end, and one that has not
	 * begun needs nothing for that. */
	if (wio__is_generator(generator) &&
	    ((r == WIO_ECLOSED && generator->loop &&
	      generator->loop->loop == wio__rt.task->future.loop) ||
	     (r < 0 && !generator->begun)))
		r = 1;
	if (r <= 0)
		return r;
	generator->object.refs++;
	return leave(generator, wio__generator_end(generator));
}
