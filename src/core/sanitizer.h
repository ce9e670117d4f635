// SPDX-License-Identifier: MIT
#ifndef WIO_SANITIZER_H
#define WIO_SANITIZER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What AddressSanitizer, ThreadSanitizer and valgrind have to be told about stacks.  Nothing of
 * it is left in a build without them, but valgrind's requests where its header
 * is installed: a few instructions each, none of them on a switch.
 */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WIO__ASAN 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define WIO__ASAN 1
#endif

#ifdef WIO__ASAN
void __sanitizer_start_switch_fiber(void **save, const void *low, size_t size);
void __sanitizer_finish_switch_fiber(void *save, const void **low,
                                     size_t *size);
void *__asan_get_current_fake_stack(void);
void *__asan_addr_is_in_fake_stack(void *fake, void *addr, void **low,
                                   void **high);
void __asan_poison_memory_region(const volatile void *low, size_t size);
void __asan_unpoison_memory_region(const volatile void *low, size_t size);

#define WIO__NO_ASAN __attribute__((no_sanitize_address, noinline))
#else
#define WIO__NO_ASAN
#endif

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define WIO__TSAN 1
#endif
#elif defined(__SANITIZE_THREAD__)
#define WIO__TSAN 1
#endif

#ifdef WIO__TSAN
void *__tsan_get_current_fiber(void);
void *__tsan_create_fiber(unsigned flags);
void __tsan_destroy_fiber(void *fiber);
void __tsan_switch_to_fiber(void *fiber, unsigned flags);
#endif

#ifdef __has_include
#if __has_include(<valgrind/memcheck.h>)
#define WIO__VALGRIND 1
#include <valgrind/memcheck.h>
#endif
#endif

/* Whether a tool follows each switch.  What told it of one may not return then. */
#if defined WIO__ASAN || defined WIO__TSAN
#define WIO__FIBERS_ARE_FOLLOWED true
#else
#define WIO__FIBERS_ARE_FOLLOWED false
#endif

/* Leaving a stack: save keeps this one's fake stack, NULL when it is left for
 * ever; low and size are those of the stack entered. */
static inline void wio__fiber_start(void **save, const void *low, size_t size)
{
#ifdef WIO__ASAN
	__sanitizer_start_switch_fiber(save, low, size);
#else
	(void)save, (void)low, (void)size;
#endif
}

/* Arrived: low and size receive those of the stack that was left. */
static inline void wio__fiber_finish(void *save, const void **low, size_t *size)
{
#ifdef WIO__ASAN
	__sanitizer_finish_switch_fiber(save, low, size);
#else
	(void)save, (void)low, (void)size;
#endif
}

/* ThreadSanitizer follows each stack as a thread of its own, which is kept where
 * AddressSanitizer would keep its fake one: a new one, this one, and the step to it
 * just before the switch. */
static inline void wio__strand_renew(void **strand)
{
#ifdef WIO__TSAN
	if (*strand)
		__tsan_destroy_fiber(*strand);
	*strand = __tsan_create_fiber(0);
#else
	*strand = NULL;
#endif
}

static inline void wio__strand_free(void *strand)
{
#ifdef WIO__TSAN
	__tsan_destroy_fiber(strand);
#else
	(void)strand;
#endif
}

static inline void wio__strand_note(void **strand)
{
#ifdef WIO__TSAN
	*strand = __tsan_get_current_fiber();
#else
	(void)strand;
#endif
}

static inline void wio__strand_switch(void *strand)
{
#ifdef WIO__TSAN
	__tsan_switch_to_fiber(strand, 0);
#else
	(void)strand;
#endif
}

/* AddressSanitizer may keep locals on the heap, in a fake stack. */
static inline bool wio__fiber_fakes(const void *pointer)
{
#ifdef WIO__ASAN
	void *fake = __asan_get_current_fake_stack();

	return fake && __asan_addr_is_in_fake_stack(
	                       fake, (void *)(uintptr_t)pointer, NULL, NULL);
#else
	(void)pointer;
	return false;
#endif
}

/* Memory in the pool: any access is an error of whoever kept a pointer. */
static inline void wio__memory_close(void *low, size_t size)
{
#ifdef WIO__ASAN
	__asan_poison_memory_region(low, size);
#endif
#ifdef WIO__VALGRIND
	(void)VALGRIND_MAKE_MEM_NOACCESS(low, size);
#endif
	(void)low, (void)size;
}

/* Memory to be used again.  Frames left for ever have poisoned parts of it. */
static inline void wio__memory_open(void *low, size_t size)
{
#ifdef WIO__ASAN
	__asan_unpoison_memory_region(low, size);
#endif
#ifdef WIO__VALGRIND
	(void)VALGRIND_MAKE_MEM_UNDEFINED(low, size);
#endif
	(void)low, (void)size;
}

/* valgrind tells a switch from a very large frame by its list of stacks. */
static inline unsigned wio__stack_register(void *low, void *high)
{
#ifdef WIO__VALGRIND
	return VALGRIND_STACK_REGISTER(low, high);
#else
	(void)low, (void)high;
	return 0;
#endif
}

static inline void wio__stack_deregister(unsigned id)
{
#ifdef WIO__VALGRIND
	VALGRIND_STACK_DEREGISTER(id);
#endif
	(void)id;
}

/* Around reads of memory that may never have been written. */
static inline void wio__reports_off(void)
{
#ifdef WIO__VALGRIND
	VALGRIND_DISABLE_ERROR_REPORTING;
#endif
}

static inline void wio__reports_on(void)
{
#ifdef WIO__VALGRIND
	VALGRIND_ENABLE_ERROR_REPORTING;
#endif
}

/* What was derived from such reads. */
static inline void wio__memory_defined(void *low, size_t size)
{
#ifdef WIO__VALGRIND
	(void)VALGRIND_MAKE_MEM_DEFINED(low, size);
#endif
	(void)low, (void)size;
}

#endif
