// SPDX-License-Identifier: MIT
#define _POSIX_C_SOURCE 200809L
#include "coro.h"

/* That without the signals, which not every setjmp leaves alone. */
#include <setjmp.h>
#include <stdatomic.h>
#include <stdint.h>

#include <unistd.h>

#include "host.h"
#include "wasyncio/error.h"
#include "guard.h"
#include "core/cxx.h"
#include "core/sanitizer.h"
#include "shared.h"
#include "stack.h"
#include "switch.h"

/* At the top of its own stack. */
struct wio__coro {
	struct wio__stack stack; /* that it runs on; its lowest is its own */
	void *place; /* where it goes on; NULL: at the start of a shared stack */
	void *fake;  /* a sanitizer's */
	wio__coro_entry *entry;
	void *arg;
	struct wio__shared *shared; /* NULL: it shares none */
	struct wio__parked parked;
	struct protect *protect; /* the innermost */
	int result;
	int verdict; /* what suspend returns; 0 on its own stack */
	unsigned valgrind;
	unsigned char state;
};

/* On its stack, which never moves. */
struct protect {
	struct protect *outer;
	volatile int result;
	sigjmp_buf env;
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
_Thread_local const struct wio__coro_caught *wio__coro_now;
_Thread_local struct wio__coro_caught wio__coro_outer;

/* The thread's own stack, and who runs. */
struct host {
	struct wio__coro *running;
	void *place;
	void *fake;
	const void *low;
	size_t size;
};

static _Thread_local struct host host;

_Static_assert(sizeof(struct wio__coro) <= WIO__STACK_RECORD,
               "the record is small");

static void write_error(const char *text, size_t size)
{
	ssize_t n = write(STDERR_FILENO, text, size);

	(void)n;
}

static void hit(char *at, size_t page)
{
	struct wio__coro *co = host.running;

	if (!co || at >= co->stack.base || at < co->stack.base - page)
		return;
	wio__stack_spent(&co->stack, at);
	if (wio__is_linked(wio__coro_overflowed))
		wio__coro_overflowed(co, write_error);
}

int wio__coro_create(struct wio__coro **out, size_t size,
                     wio__coro_entry *entry, void *arg)
{
	struct wio__coro *co;

	if (size < wio__coro_smallest)
		return WIO_EINVAL;
	if (size > SIZE_MAX / 2 / ENLARGE)
		return WIO_ENOMEM;
	atomic_store_explicit(&wio__guard_hit, hit, memory_order_relaxed);
	co = (struct wio__coro *)wio__stack_take(wio__guard_round(size * ENLARGE));
	if (!co)
		return WIO_ENOMEM;

	*co = (struct wio__coro){.stack = wio__stack_of(&co->stack)};
	co->valgrind = wio__stack_register(co->stack.base, (char *)co - 1);
	wio__coro_again(co, entry, arg);
	*out = co;
	return 0;
}

#ifdef WIO__ASAN
/*
 * AddressSanitizer keeps beside the memory what each byte of a frame is good
 * for, and frames of its own on the heap; neither can be copied with the bytes.
 * So each has its own stack here, and only what is_shared refuses is the same.
 */
int wio__coro_create_shared(struct wio__coro **out, struct wio__shared *shared,
                            wio__coro_entry *entry, void *arg)
{
	int r = wio__coro_create(out, WIO__SHARED_SIZE, entry, arg);

	if (r == 0)
		(*out)->shared = shared;
	return r;
}

static inline bool is_copied(const struct wio__coro *co)
{
	(void)co;
	return false;
}

static void blank(struct wio__coro *co, struct wio__shared *shared)
{
	*co = (struct wio__coro){.stack = wio__stack_of(&co->stack),
	                         .valgrind = co->valgrind,
	                         .shared = shared};
}

static bool copy_out(struct wio__coro *co)
{
	return wio__shared_refill(co->shared);
}

static void copy_in(struct wio__coro *co)
{
	(void)co;
}
#else
static inline bool is_copied(const struct wio__coro *co)
{
	return co->shared != NULL;
}

static inline void blank(struct wio__coro *co, struct wio__shared *shared)
{
	*co = (struct wio__coro){.stack = wio__stack_of(&shared->stack),
	                         .shared = shared};
}

int wio__coro_create_shared(struct wio__coro **out, struct wio__shared *shared,
                            wio__coro_entry *entry, void *arg)
{
	struct wio__coro *co = wio__alloc(sizeof *co);

	if (!co)
		return WIO_ENOMEM;
	blank(co, shared);
	wio__coro_again(co, entry, arg);
	*out = co;
	return 0;
}

/* False: there is no memory for its frames. */
static bool copy_out(struct wio__coro *co)
{
	char *low = (char *)co->place - wio__switch_below;
	size_t used = (size_t)((char *)co->shared - low);

	if (!wio__shared_refill(co->shared) || !wio__parked_fit(&co->parked, used))
		return false;
	memcpy(co->parked.block, low, used);
	return true;
}

static void copy_in(struct wio__coro *co)
{
	char *low = wio__stack_low(co->stack.base);
	char *top = (char *)co->shared;

	/* For valgrind, below the last one's stack pointer is nothing. */
	wio__memory_open(low, (size_t)(top - low));
	if (!co->place) {
		co->place = wio__switch_prepare(low, top);
		return;
	}
	low = (char *)co->place - wio__switch_below;
	memcpy(low, co->parked.block, (size_t)(top - low));
}
#endif

struct wio__shared *wio__coro_shared(const struct wio__coro *co)
{
	return co->shared;
}

bool wio__coro_is_shared(const void *pointer)
{
	const struct wio__coro *co = host.running;
	const char *p = pointer;

	if (!co || !co->shared)
		return false;
	return wio__fiber_fakes(p) ||
	       (p >= (char *)__builtin_frame_address(0) &&
	        p < co->stack.base + co->stack.size);
}

/* Run it until it leaves its stack. */
static inline void enter(struct wio__coro *co)
{
	wio__fiber_start(&host.fake, co->stack.base, co->stack.size);
	wio__strand_note(&host.fake);
	wio__strand_switch(co->fake);
	wio__switch(&host.place, co->place);
	wio__fiber_finish(host.fake, NULL, NULL);
}

/* Until it leaves it for good, or has been copied out. */
static __attribute__((noinline)) void enter_shared(struct wio__coro *co)
{
	copy_in(co);
	co->verdict = 0;
	enter(co);
	while (co->state == WIO__CORO_SUSPENDED && !copy_out(co)) {
		co->verdict = WIO_ENOMEM;
		enter(co);
	}
}

static inline void run(struct wio__coro *co)
{
	host.running = co;
	if (__builtin_expect(co->shared != NULL, false))
		enter_shared(co);
	else
		enter(co);
	host.running = NULL;
}

/* From inside of another. */
static __attribute__((noinline)) void run_nested(struct wio__coro *co)
{
	struct host outer = host;

	run(co);
	host = outer;
}

enum wio__coro_state wio__coro_resume(struct wio__coro *co)
{
	if (__builtin_expect(host.running != NULL, false))
		run_nested(co);
	else
		run(co);

	if ((char *)co->place < co->stack.lowest)
		co->stack.lowest = co->place;
	if (!wio__stack_intact(co->stack.base)) {
		wio__stack_spent(&co->stack, co->stack.base);
		co->state = WIO__CORO_DAMAGED;
	}
	return (enum wio__coro_state)co->state;
}

int wio__coro_suspend(void)
{
	struct wio__coro *co = host.running;

	wio__fiber_start(&co->fake, host.low, host.size);
	wio__strand_switch(host.fake);
	wio__switch(&co->place, host.place);
	wio__fiber_finish(co->fake, &host.low, &host.size);
	return co->verdict;
}

size_t wio__coro_left(void)
{
	const struct wio__coro *co = host.running;
	char *sp = __builtin_frame_address(0);
	char *low = NULL;

	if (co)
		low = wio__stack_low(co->stack.base);
	else if (wio__is_linked(wio__host_stack_low))
		low = wio__host_stack_low();
	if (!low)
		return SIZE_MAX;
	return sp > low ? (size_t)(sp - low) : 0;
}

/* The page below it is the system's. */
void wio__coro_begin_thread(void)
{
}

void wio__coro_end_thread(void)
{
}

bool wio__coro_can_suspend(void)
{
	return host.running && wio__coro_host_depth == 0 && !wio__coro_in_exception();
}

/* Nobody learns of it there. */
bool wio__coro_is_leaving(void)
{
	return false;
}

/* NULL: AddressSanitizer gives up the fake stack. */
static _Noreturn void leave(struct wio__coro *co, enum wio__coro_state state)
{
	co->state = (unsigned char)state;
	wio__fiber_start(NULL, host.low, host.size);
	wio__strand_switch(host.fake);
	wio__switch(&co->place, host.place);
	__builtin_unreachable();
}

_Noreturn void wio__coro_abandon(void)
{
	leave(host.running, WIO__CORO_ABANDONED);
}

int wio__coro_protect(wio__coro_entry *entry, void *arg)
{
	struct wio__coro *co = host.running;
	struct protect p = {.outer = co->protect};

	if (sigsetjmp(p.env, 0) == 0) {
		co->protect = &p;
		p.result = wio__cxx_guard(entry, arg);
	}
	co->protect = p.outer;
	return p.result;
}

_Noreturn void wio__coro_leap(wio__coro_entry *land, void *arg)
{
	struct protect *p = host.running->protect;

	host.running->protect = p->outer;
	p->result = land(arg);
	siglongjmp(p->env, 1);
}

_Noreturn void wio__coro_leap_out(wio__coro_entry *land, void *arg)
{
	land(arg);
	__builtin_unreachable();
}

void *wio__switch_first(void)
{
	struct wio__coro *co = host.running;

	wio__fiber_finish(NULL, &host.low, &host.size);
	co->result = wio__cxx_guard(co->entry, co->arg);
	if (WIO__FIBERS_ARE_FOLLOWED)
		leave(co, WIO__CORO_ENDED);
	co->state = WIO__CORO_ENDED;
	return host.place;
}

int wio__coro_result(const struct wio__coro *co)
{
	return co->result;
}

void wio__coro_again(struct wio__coro *co, wio__coro_entry *entry, void *arg)
{
	co->entry = entry;
	co->arg = arg;
	wio__strand_renew(&co->fake);
	co->state = WIO__CORO_SUSPENDED;
	co->place = is_copied(co)
	                ? NULL
	                : wio__switch_prepare(wio__stack_low(co->stack.base), co);
}

/* Mostly to the stack that it shared, for the next. */
static void give_back(struct wio__coro *co)
{
	struct wio__shared *shared = co->shared;

	if (shared && !shared->spare) {
		blank(co, shared);
		shared->spare = co;
	} else if (is_copied(co)) {
		wio__free(co, sizeof *co);
	} else {
		wio__stack_deregister(co->valgrind);
		wio__stack_give(&co->stack);
	}
}

void wio__coro_destroy(struct wio__coro *co)
{
	while (co) {
		struct wio__coro *moved = (struct wio__coro *)co->stack.next;

		wio__strand_free(co->fake);
		if (co->state == WIO__CORO_DAMAGED)
			wio__stack_arm(&co->stack);
		wio__free(co->parked.block, co->parked.room);
		give_back(co);
		co = moved;
	}
}

void wio__coro_paint(struct wio__coro *co)
{
	if (!is_copied(co))
		wio__stack_paint(&co->stack, co->place);
}

void wio__coro_trim(void)
{
	wio__stack_trim();
	wio__guard_ignore();
}
