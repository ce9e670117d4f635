// SPDX-License-Identifier: MIT
#include "../coro.h"

#include <stdint.h>

#include "wasyncio/error.h"
#include "sanitizer.h"
#include "stack.h"
#include "switch.h"

/* At the top of its stack: one line, with what a switch touches. */
struct wio__coro {
	void *place; /* where it goes on */
	void *base;
	size_t size;
	char *lowest; /* stack pointer seen, for the high-water mark */
	void *fake;   /* AddressSanitizer's */
	wio__coro_entry *entry;
	int result;
	void *arg;
	unsigned char state;
	bool painted;
	unsigned valgrind;
};

#ifdef WIO__ASAN
/* Instrumented frames are several times as large. */
enum { ENLARGE = 4 };
#else
enum { ENLARGE = 1 };
#endif

/* A record, a signal's frame (3 KiB with AVX-512) and a little more. */
const size_t wio__coro_smallest = 4096;

_Thread_local int wio__coro_host_depth;

/* The thread's own stack, and who runs. */
struct host {
	struct wio__coro *running;
	void *place;
	void *fake;
	const void *low;
	size_t size;
};

static _Thread_local struct host host;

_Static_assert(sizeof(struct wio__coro) <= 2 * WIO__STACK_LINE,
               "the record is small");

static struct wio__coro *record_of(void *base, size_t size)
{
	uintptr_t top = (uintptr_t)base + size - sizeof(struct wio__coro);

	return (struct wio__coro *)((char *)base +
	                            ((top & ~(uintptr_t)(WIO__STACK_LINE - 1)) -
	                             (uintptr_t)base));
}

int wio__coro_create(struct wio__coro **out, size_t size,
                     wio__coro_entry *entry, void *arg)
{
	struct wio__coro *co;
	void *base;

	if (size < wio__coro_smallest || size > SIZE_MAX / 2 / ENLARGE)
		return WIO_EINVAL;
	size = wio__stack_round(size * ENLARGE);
	base = size ? wio__stack_take(size) : NULL;
	if (!base)
		return WIO_ENOMEM;

	co = record_of(base, size);
	co->base = base;
	co->size = size;
	co->lowest = (char *)co;
	co->fake = NULL;
	co->entry = entry;
	co->arg = arg;
	co->state = WIO__CORO_SUSPENDED;
	co->painted = false;
	co->valgrind = wio__stack_register(base, (char *)co - 1);
	co->place = wio__switch_prepare(wio__stack_low(base), co);
	*out = co;
	return 0;
}

enum wio__coro_state wio__coro_resume(struct wio__coro *co)
{
	int depth = wio__coro_host_depth;
	struct host outer;
	bool nested = host.running != NULL;

	if (nested)
		outer = host;
	host.running = co;
	wio__fiber_start(&host.fake, co->base, co->size);
	wio__switch(&host.place, co->place);
	wio__fiber_finish(host.fake, NULL, NULL);
	if (nested)
		host = outer;
	else
		host.running = NULL;
	wio__coro_host_depth = depth;

	if ((char *)co->place < co->lowest)
		co->lowest = co->place;
	if (!wio__stack_intact(co->base))
		co->state = WIO__CORO_DAMAGED;
	return (enum wio__coro_state)co->state;
}

int wio__coro_suspend(void)
{
	struct wio__coro *co = host.running;

	wio__fiber_start(&co->fake, host.low, host.size);
	wio__switch(&co->place, host.place);
	wio__fiber_finish(co->fake, &host.low, &host.size);
	return 0;
}

bool wio__coro_can_suspend(void)
{
	return host.running && wio__coro_host_depth == 0;
}

/* NULL: AddressSanitizer gives up the fake stack. */
static _Noreturn void leave(struct wio__coro *co, enum wio__coro_state state)
{
	co->state = (unsigned char)state;
	wio__fiber_start(NULL, host.low, host.size);
	wio__switch(&co->place, host.place);
	__builtin_unreachable();
}

_Noreturn void wio__coro_abandon(void)
{
	leave(host.running, WIO__CORO_ABANDONED);
}

_Noreturn void wio__switch_first(void)
{
	struct wio__coro *co = host.running;

	wio__fiber_finish(NULL, &host.low, &host.size);
	co->result = co->entry(co->arg);
	leave(co, WIO__CORO_ENDED);
}

int wio__coro_result(const struct wio__coro *co)
{
	return co->result;
}

void wio__coro_again(struct wio__coro *co, wio__coro_entry *entry, void *arg)
{
	co->entry = entry;
	co->arg = arg;
	co->fake = NULL;
	co->state = WIO__CORO_SUSPENDED;
	co->place = wio__switch_prepare(wio__stack_low(co->base), co);
}

void wio__coro_destroy(struct wio__coro *co)
{
	void *base = co->base;
	size_t size = co->size;

	if (co->state == WIO__CORO_DAMAGED)
		wio__stack_arm(base);
	wio__stack_deregister(co->valgrind);
	wio__stack_give(base, size);
}

size_t wio__coro_size(const struct wio__coro *co)
{
	return co->size;
}

void wio__coro_paint(struct wio__coro *co)
{
	wio__stack_paint(wio__stack_low(co->base), co->place);
	co->painted = true;
}

size_t wio__coro_high_water(const struct wio__coro *co)
{
	char *low = co->lowest;

	if (co->painted)
		low = wio__stack_painted(wio__stack_low(co->base), low);
	return (size_t)((char *)co->base + co->size - low);
}

void wio__coro_trim(void)
{
	wio__stack_trim();
}
