// SPDX-License-Identifier: MIT
#include "coro.h"

#include <stdint.h>

#include "wasyncio/error.h"
#include "core/cxx.h"
#include "host.h"
#include "shared.h"
#include "stack.h"
#include "top_asyncify.h"

/* eh.wat: what entry(arg) returns; LEFT is set when it was left, the one by the
 * throw and the other by the leap. */
#define EH(name) __attribute__((import_module("env"), import_name(#name)))

#define LEFT (UINT64_C(1) << 32)

EH(wio__eh_call) uint64_t wio__eh_call(wio__coro_entry *entry, void *arg);
EH(wio__eh_throw) _Noreturn void wio__eh_throw(void);
EH(wio__eh_protect) uint64_t wio__eh_protect(wio__coro_entry *entry, void *arg);
EH(wio__eh_leap) _Noreturn void wio__eh_leap(void);

/* limits.wat where the ends of stacks are checked, else nothing: from here on
 * the stack pointer may not be below this. */
EH(wio__stack_limits) void wio__stack_limits(char *low);
EH(wio__stack_limited) char *wio__stack_limited(void);

/* What limits.wat calls, exported for it by wasyncio.cmake: before anything else,
 * and where sp is below the limit. */
void wio__stack_begin(void);
_Noreturn void wio__stack_over(char *sp);
_Noreturn void wio__stack_need(void);

/* At the top of its own stack: one line. */
struct wio__coro {
	struct wio__stack stack; /* that it runs on; its lowest is its own */
	char *sp;     /* at the deepest point, where it suspended */
	char *frames; /* the saved ones; NULL before the first suspend */
	size_t length;
	/* Where they are: on a shared stack always, with its C frames; on its own
	 * once they did not fit below sp. */
	struct wio__parked parked;
	struct wio__shared *shared; /* NULL: the stack is its own */
	struct wio__cxx_entry entry;
	int result;
	unsigned char state;
	unsigned char way; /* of the next resume */
};

_Static_assert(sizeof(struct wio__coro) <= WIO__STACK_RECORD,
               "the record is one line");

/* A record, a red zone, and room for a printf without floating point. */
const size_t wio__coro_smallest = 2048;

_Thread_local int wio__coro_host_depth;
_Thread_local const struct wio__coro_caught *wio__coro_now;
_Thread_local struct wio__coro_caught wio__coro_outer;

static _Thread_local struct wio__coro *running;
/* Of the last throw or leap; it may have got nowhere. */
static _Thread_local enum wio__coro_state left;
static _Thread_local wio__coro_entry *landing; /* what it is to call, or NULL */
static _Thread_local void *landing_arg;
static _Thread_local char *leaving; /* the stack pointer of that */

_Thread_local struct wio__asyncify wio__asyncify;
_Alignas(16) char wio__asyncify_scratch[WIO__SCRATCH];

static inline __attribute__((always_inline)) void set_stack_pointer(char *sp)
{
	__asm__ volatile("local.get %0\n"
	                 "global.set __stack_pointer"
	                 :
	                 : "r"(sp)
	                 : "memory");
}

/* What the linker has for the code outside of coroutines. */
extern char __stack_low, __stack_high;

/* Has a frame at -O0 only, where the pointer comes back. */
void wio__coro_dead(void)
{
	wio__stack_limits(NULL);
	if (running && wio__stack_pointer() < running->stack.lowest)
		running->stack.lowest = wio__stack_pointer();
	set_stack_pointer(&__stack_high);
}

/* Where its frames begin. */
static inline char *top_of(const struct wio__coro *co)
{
	return co->shared ? (char *)co->shared : (char *)co;
}

static void begin(struct wio__coro *co, wio__coro_entry *entry, void *arg)
{
	co->sp = top_of(co);
	co->frames = NULL;
	co->entry = (struct wio__cxx_entry){entry, arg};
	co->state = WIO__CORO_SUSPENDED;
}

int wio__coro_create(struct wio__coro **out, size_t size,
                     wio__coro_entry *entry, void *arg)
{
	struct wio__coro *co;

	if (size < wio__coro_smallest)
		return WIO_EINVAL;
	co = (struct wio__coro *)wio__stack_take(size);
	if (!co)
		return WIO_ENOMEM;
	*co = (struct wio__coro){.stack = wio__stack_of(&co->stack)};
	begin(co, entry, arg);
	*out = co;
	return 0;
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
	begin(co, entry, arg);
	*out = co;
	return 0;
}

struct wio__shared *wio__coro_shared(const struct wio__coro *co)
{
	return co->shared;
}

bool wio__coro_is_shared(const void *pointer)
{
	const char *p = pointer;

	return running && running->shared && p >= wio__stack_pointer() &&
	       p < (char *)running->shared;
}

/*
 * Word by word, as the pass has just written them: a wider load would have to wait
 * until narrower stores before it are through.  Four at a time, of which lengths are
 * multiples (wio__memory_round).  Inline: that is mostly once.
 */
static inline void copy(char *to, const char *from, size_t length)
{
	typedef uint32_t __attribute__((may_alias)) word;

	for (size_t i = 0; i < length; i += WIO__MEMORY_STEP)
		for (size_t w = 0; w < WIO__MEMORY_STEP; w += sizeof(word))
			*(word *)(to + i + w) = *(const word *)(from + i + w);
}

/* Where C frames are copied, too, which may hold large arrays. */
static __attribute__((noinline)) void copy_all(char *to, const char *from,
                                               size_t length)
{
	if (length <= 512)
		copy(to, from, length);
	else
		memcpy(to, from, length);
}

/* It may have used more than ever.  Below its stack that is an overflow, even where
 * the red zone was stepped over: whoever looks at that is to see it. */
static __attribute__((noinline)) void lower(struct wio__coro *co)
{
	if (co->sp >= co->stack.lowest)
		return;
	co->stack.lowest = co->sp;
	if (co->sp < (char *)wio__stack_low(co->stack.base))
		*wio__stack_zone(co->stack.base) = ~WIO__STACK_RED;
}

/* For frames that reach into what is left of the stack: once there, always.  NULL:
 * there is no memory. */
static __attribute__((noinline)) char *outside(struct wio__coro *co,
                                               size_t length)
{
	struct wio__parked *parked = &co->parked;

	if (parked->room < length && !wio__parked_refit(parked, length))
		return NULL;
	lower(co);
	return parked->block;
}

/* Both kinds of frames into one block; false as keep. */
static __attribute__((noinline)) bool copy_out(struct wio__coro *co, size_t length)
{
	size_t used = (size_t)((char *)co->shared - co->sp);

	if (!wio__shared_refill(co->shared) ||
	    !wio__parked_fit(&co->parked, length + used))
		return false;
	lower(co);
	co->frames = co->parked.block;
	copy_all(co->frames, wio__asyncify_scratch, length);
	copy_all(co->frames + length, co->sp, used);
	return true;
}

/* The C frames, to where they were; the others are read from the block. */
static __attribute__((noinline)) void copy_in(const struct wio__coro *co)
{
	copy_all(co->sp, co->frames + wio__memory_round(co->length),
	         (size_t)((char *)co->shared - co->sp));
}

static inline size_t unwound(void)
{
	return (size_t)(wio__asyncify.frames.pos - wio__asyncify_scratch);
}

/* False: there is no memory for its frames. */
static inline bool keep(struct wio__coro *co)
{
	/* Of the last words, those behind the frames are never read. */
	size_t length = wio__memory_round(unwound());
	/* The scratch is larger than any, and lies below all stacks. */
	char *to = co->sp - length;

	co->length = unwound();
	if (co->shared)
		return copy_out(co, length);
	if (to < (char *)wio__stack_low(co->stack.base)) {
		to = outside(co, length);
		if (!to)
			return false;
	} else if (to < co->stack.lowest) {
		co->stack.lowest = to;
	}
	copy(to, wio__asyncify_scratch, length);
	co->frames = to;
	return true;
}

/* Functions that call no other may write so far below the stack pointer.  And what is
 * said of an overflow takes so much. */
enum { LEAF = 128, ROOM = 4096 };

static inline char *lowest_of(const struct wio__coro *co)
{
	return (char *)wio__stack_low(co->stack.base) + LEAF;
}

/* Of the thread's own stack. */
static inline char *low_end(void)
{
#ifdef WIO__HOST_HAS_THREADS
	return wio__host_stack_low();
#else
	return &__stack_low;
#endif
}

/* Of the running one, or of the thread's own. */
static inline char *lowest(void)
{
	return running ? lowest_of(running) : low_end() + LEAF;
}

/* To a place on another stack: both at once, and part of resume even where nothing
 * is optimised. */
static inline __attribute__((always_inline)) void go_to(char *low, char *sp)
{
	wio__stack_limits(low);
	set_stack_pointer(sp);
}

/* Nobody comes back here: all of the thread's own stack is free again. */
static _Noreturn void die(void)
{
	set_stack_pointer(low_end() == &__stack_low ? &__stack_high : low_end() + ROOM);
	if (wio__is_linked(wio__coro_overflowed))
		wio__coro_overflowed(running, NULL);
	__builtin_trap();
}

static _Noreturn void overflow(char *sp)
{
	if (!running)
		die();
	wio__stack_spent(&running->stack, sp);
	landing = NULL;
	left = WIO__CORO_OVERFLOWED;
	wio__eh_throw();
}

/* So early that there are no variables of the thread yet. */
void wio__stack_begin(void)
{
	wio__stack_limits(&__stack_low + LEAF);
}

void wio__coro_begin_thread(void)
{
	wio__stack_limits(lowest());
}

/* Its worker may be another thread's next, whose stack lies lower. */
void wio__coro_end_thread(void)
{
	wio__stack_begin();
}

/* There is no limit any more, so it may have a frame. */
__attribute__((noinline)) _Noreturn void wio__stack_over(char *sp)
{
	overflow(sp);
}

/* The runtime may need more room than there is. */
_Noreturn void wio__stack_need(void)
{
	overflow(wio__stack_pointer());
}

#ifdef WIO__STACK_LOOKS
/* The running one has left its stack, and nothing can go on.  By name in
 * never.list. */
static __attribute__((noinline)) void wio__stack_left_behind(char *sp)
{
	if (running)
		wio__stack_spent(&running->stack, sp);
	die();
}

void wio__coro_look(void)
{
	char *sp = wio__stack_pointer();

	wio__coro_room();
	if (__builtin_expect(sp < lowest() - LEAF, false))
		wio__stack_left_behind(sp);
	/* It may have come back meanwhile. */
	if (running && !wio__stack_intact(running->stack.base))
		wio__stack_left_behind(running->stack.base);
}
#endif

size_t wio__coro_left(void)
{
	char *sp = wio__stack_pointer();
	char *low = lowest();

	return sp > low ? (size_t)(sp - low) : 0;
}

/* Part of resume even where nothing is optimised. */
static inline __attribute__((always_inline)) void rewind_to(int way, char *frames,
                                                            size_t length)
{
	wio__asyncify.frames.pos = frames + length;
	wio__asyncify.frames.end = wio__asyncify.frames.pos;
	wio__asyncify.way = way;
	wio__asyncify_start_rewind(&wio__asyncify.frames);
}

static enum wio__coro_state damaged(struct wio__coro *co)
{
	wio__stack_spent(&co->stack, co->stack.base);
	co->state = WIO__CORO_DAMAGED;
	return WIO__CORO_DAMAGED;
}

enum wio__coro_state wio__coro_resume(struct wio__coro *co)
{
	struct wio__coro *outer = running;
	struct wio__frames *frames = &wio__asyncify.frames;
	char *host = wio__stack_pointer();
	char *host_low = wio__stack_limited();
	char *low = lowest_of(co);
	int depth = wio__coro_host_depth;
	uint64_t result;

	running = co;
	wio__asyncify.verdict = 0;
	if (co->frames) {
		if (co->shared)
			copy_in(co);
		rewind_to(co->way, co->frames, co->length);
	}
	for (;;) {
		go_to(low, co->sp);
		result = wio__is_linked(wio__cxx_call)
		             ? wio__eh_call(wio__cxx_enter, &co->entry)
		             : wio__eh_call(co->entry.fn, co->entry.arg);
		if ((result & LEFT) && landing) {
			/* Below the frames that were left. */
			co->sp = leaving;
			leaving = NULL;
			co->entry = (struct wio__cxx_entry){landing, landing_arg};
			wio__coro_host_depth = depth;
			continue;
		}
		go_to(host_low, host);
		int way = wio__asyncify.way;
		if (way == WIO__CALM)
			break;
		wio__asyncify.way = WIO__CALM;
		if (way >= WIO__REWINDING || frames->pos > frames->end) {
			/* A function on its stack was not prepared and ran
			 * anew, or there was more than the scratch takes: the
			 * pass would trap. */
			frames->end = frames->pos;
			wio__asyncify_stop_unwind();
			running = outer;
			return damaged(co);
		}
		wio__asyncify_stop_unwind();
		co->sp = wio__asyncify.sp;
		co->way = (unsigned char)(way + WIO__REWINDING - WIO__UNWINDING);
		/* Not on its stack any more: allocations look. */
		running = outer;
		if (keep(co)) {
			if (!wio__stack_intact(co->stack.base))
				return damaged(co);
			return WIO__CORO_SUSPENDED;
		}
		running = co;
		wio__asyncify.verdict = WIO_ENOMEM;
		rewind_to(co->way, wio__asyncify_scratch, unwound());
	}

	running = outer;
	wio__coro_host_depth = depth;
	co->state = result & LEFT ? (unsigned char)left : WIO__CORO_ENDED;
	co->result = (int)result;
	if (!wio__stack_intact(co->stack.base))
		return damaged(co);
	return (enum wio__coro_state)co->state;
}

__attribute__((noinline)) int wio__coro_suspend(void)
{
	return wio__asyncify.way == WIO__CALM
	           ? wio__asyncify_unwind(WIO__UNWINDING)
	           : wio__asyncify_arrive();
}

/*
 * Prepared for a suspend as its callers are.  What a leap leaves is whole until this
 * is done, but for frames of C++, which destroy their objects on the way.
 */
static int protect(wio__coro_entry *entry, void *arg)
{
	char *sp = wio__stack_pointer();
	int depth = wio__coro_host_depth;
	uint64_t result = wio__eh_protect(entry, arg);

	if (!(result & LEFT))
		return (int)result;
	wio__coro_host_depth = depth;
	set_stack_pointer(leaving);
	leaving = NULL;
	int r = landing(landing_arg);
	set_stack_pointer(sp);
	return r;
}

/* Apart, so that the other one has no frame for it. */
static WIO__RARE int protect_cxx(wio__coro_entry *entry, void *arg)
{
	return protect(wio__cxx_enter, &(struct wio__cxx_entry){entry, arg});
}

int wio__coro_protect(wio__coro_entry *entry, void *arg)
{
	return wio__is_linked(wio__cxx_call) ? protect_cxx(entry, arg)
	                                     : protect(entry, arg);
}

_Noreturn void wio__coro_leap(wio__coro_entry *land, void *arg)
{
	landing = land;
	landing_arg = arg;
	leaving = wio__stack_pointer();
	wio__eh_leap();
}

_Noreturn void wio__coro_leap_out(wio__coro_entry *land, void *arg)
{
	landing = land;
	landing_arg = arg;
	leaving = wio__stack_pointer();
	wio__eh_throw();
}

/* Around the program's exports under WASI (guard.cmake): called below a
 * coroutine, they are called by a function of the host. */
#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(wio__coro_enter) int wio__coro_enter(void);
EXPORT(wio__coro_leave) void wio__coro_leave(int depth);

int wio__coro_enter(void)
{
	int depth = wio__coro_host_depth;

	wio__coro_host_depth += running != NULL;
	return depth;
}

void wio__coro_leave(int depth)
{
	wio__coro_host_depth = depth;
}

bool wio__coro_can_suspend(void)
{
	return running && wio__coro_host_depth == 0 && !wio__coro_in_exception();
}

bool wio__coro_is_leaving(void)
{
	return leaving != NULL;
}

int wio__coro_result(const struct wio__coro *co)
{
	return co->result;
}

void wio__coro_again(struct wio__coro *co, wio__coro_entry *entry, void *arg)
{
	begin(co, entry, arg);
}

/* resume puts the stack pointer back. */
_Noreturn void wio__coro_abandon(void)
{
	landing = NULL;
	left = WIO__CORO_ABANDONED;
	wio__eh_throw();
}

/* Mostly to the stack that it shared, for the next. */
static void give_back(struct wio__coro *co)
{
	struct wio__shared *shared = co->shared;

	if (shared->spare) {
		wio__free(co, sizeof *co);
	} else {
		blank(co, shared);
		shared->spare = co;
	}
}

void wio__coro_destroy(struct wio__coro *co)
{
	while (co) {
		struct wio__coro *moved = (struct wio__coro *)co->stack.next;

		if (co->state == WIO__CORO_DAMAGED)
			wio__stack_arm(&co->stack);
		wio__free(co->parked.block, co->parked.room);
		if (co->shared)
			give_back(co);
		else
			wio__stack_give(&co->stack);
		co = moved;
	}
}

void wio__coro_paint(struct wio__coro *co)
{
	if (!co->shared)
		wio__stack_paint(&co->stack, co->sp);
}

void wio__coro_trim(void)
{
	wio__stack_trim();
}
