// SPDX-License-Identifier: MIT
#include "generator/generator.h"

#include <string.h>

#include "core/compiler.h"
#include "core/error.h"
#include "core/memory.h"
#include "core/runtime.h"
#include "core/task.h"
#include "wasyncio/error.h"
#include WIO__CORO_TOP

enum { STACK_SIZE = 16 * 1024 };

/* ---- making and ending ---- */

int wio_generator_new(wio_generator **out, size_t item_size, wio_fn *fn, void *arg,
                      const wio_generator_options *options)
{
	static const wio_generator_options none;
	const wio_generator_options *o = options ? options : &none;
	*out = NULL;
	wio__coro_room();
	int r = fn ? 0 : wio_raise(WIO_EINVAL, "wio_generator_new: fn is NULL");
	wio_generator *generator = NULL;
	if (r == 0 && !(generator = wio__zalloc(sizeof *generator)))
		r = WIO_ENOMEM;
	if (r < 0) {
		wio__value_call(o->arg_free, arg);
		return r;
	}
	r = wio__arg_init(&generator->arg, arg, o->arg_size, o->arg_free);
	if (r == 0)
		r = wio__inner_init(&generator->inner,
		                    o->stack_size ? o->stack_size : (size_t)STACK_SIZE,
		                    fn, generator->arg.pointer);
	if (r < 0) {
		wio__arg_end(&generator->arg);
		wio__free(generator, sizeof *generator);
		return r;
	}
	generator->object.kind = WIO__GENERATOR;
	generator->object.refs = 1;
	generator->item_size = item_size;
	generator->sent_size = o->sent_size;
	generator->number = ++wio__rt.generators_made;
	wio__runtime_enter();
	*out = generator;
	return 0;
}

const struct wio__noun wio__generator_noun = {WIO__GENERATOR, "generator",
                                               "released"};

wio_generator *wio_generator_retain(wio_generator *generator)
{
	if (!wio__is_generator(generator)) {
		wio__noun_report(generator, &wio__generator_noun, "wio_generator_retain");
		return NULL;
	}
	generator->object.refs++;
	return generator;
}

void wio__generator_free(wio_generator *generator)
{
	wio__inner_discard(&generator->inner);
	wio__arg_end(&generator->arg);
	wio__object_free(generator, sizeof *generator, WIO__GENERATOR, NULL);
	wio__runtime_leave();
}

/* ---- going on ---- */

WIO__RARE int wio__generator_ended(wio_generator *generator, int result)
{
	wio__arg_end(&generator->arg);
	return result < 0 ? result : 0;
}

int wio__generator_end_unbegun(wio_generator *generator, int code)
{
	wio__inner_discard(&generator->inner);
	return wio__generator_ended(generator, code);
}

int wio__generator_close(wio_generator *generator, int code)
{
	generator->closing = true;
	generator->thrown = code;
	int r = wio__generator_go_on(generator, NULL);
	if (r > 0)
		return wio_raise(WIO_ESTATE, "the generator yields while it is closed");
	return r == WIO_ECLOSED ? 0 : r;
}

int wio__generator_end(wio_generator *generator)
{
	if (!generator->inner.coro || generator->closing)
		return 0;
	if (generator->begun)
		return wio__generator_close(generator, WIO_ECLOSED);
	wio__generator_end_unbegun(generator, WIO_ECLOSED);
	return 0;
}

/* ---- from inside ---- */

static WIO__RARE int thrown(wio_generator *generator)
{
	int code = generator->thrown;
	generator->thrown = 0;
	if (generator->abandons)
		wio__task_abandon(wio__rt.task, code);
	if (code == WIO_ECLOSED)
		wio__error_set(wio__error_slot(), wio__error_bare(code));
	return code;
}

static WIO__RARE int take(wio_generator *generator)
{
	if (generator->sent_to)
		memcpy(generator->sent_to, generator->sent, generator->sent_size);
	generator->sent = NULL;
	return 1;
}

/* That in which the running task is, perhaps another task than before. */
static inline wio_generator *current(void)
{
	return wio__container(wio__rt.task->inner, wio_generator, inner);
}

/* What a yield gives when it goes on. */
static inline int entered(int r)
{
	wio_generator *generator = current();
	if (r < 0) {
		generator->inner.leaves = false;
		return r;
	}
	if (generator->thrown)
		return thrown(generator);
	return generator->sent ? take(generator) : 0;
}

/* By name in link.cmake. */
static WIO__RARE int wio__generator_yield_slow(const void *item, void *sent)
{
	static const char who[] = "wio_generator_yield";
	const wio_task *task = wio__rt.task;
	if (!task || !task->inner)
		return wio_raise(WIO_ENOTRUNNING, "%s: not inside a generator", who);
	int r = wio__inner_check(task, who);
	if (r < 0)
		return r;
	wio_generator *generator = current();
	if (generator->item && !item && generator->item_size)
		return wio_raise(WIO_EINVAL, "%s: item is NULL, of %zu bytes", who,
		                 generator->item_size);
	if (generator->item)
		wio__copy(generator->item, item, generator->item_size);
	generator->sent_to = sent;
	generator->inner.leaves = true;
	return entered(wio__coro_suspend());
}

/* A top, as those of core/wait.c. */
int wio_generator_yield(const void *item, void *sent)
{
	if (wio__top_again())
		return wio__top_left() ? entered(wio__top_arrive())
		                       : wio__generator_yield_slow(item, sent);
	const wio_task *task = wio__rt.task;
	wio__coro_room();
	if (!task || !task->inner || !wio__inner_is_free(task))
		return wio__generator_yield_slow(item, sent);
	wio_generator *generator = current();
	if (generator->item && !item)
		return wio__generator_yield_slow(item, sent);
	if (generator->item)
		wio__copy(generator->item, item, generator->item_size);
	generator->sent_to = sent;
	generator->inner.leaves = true;
	return wio__top_leave(entered);
}
