// SPDX-License-Identifier: MIT
#include <stdio.h>
#ifdef CLASH
#define free free_of_libc
#endif
#include <stdlib.h>

#include "coro.h"

#ifdef TOP
#include "coro/top_asyncify.h"

/* Suspends by itself, with something on its C stack. */
int TOP(void);
__attribute__((noinline)) int TOP(void)
{
	volatile int mine[2] = {0};

	if (wio__top_again())
		return wio__top_arrive();
	return mine[0] + wio__top_leave(NULL);
}
#elif defined YIELDS
#include "wasyncio.h"
#define TOP() wio_yield()
#else
#define TOP() 0
#endif

__attribute__((noinline)) static int order(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

__attribute__((noinline)) static int pause(int level)
{
	volatile int mine = level;

	/* No loop can be made of this. */
	if (level > 0)
		return pause(level - 1) + (mine == level);
	return wio__coro_suspend() + TOP();
}

static int leaver(void *arg)
{
	(void)arg;
	wio__coro_abandon();
}

#ifdef DEEP
/* More than any stack has. */
__attribute__((noinline)) static int recurse(int level)
{
	volatile char frame[256];

	frame[level & 255] = 1;
	return recurse(level + 1) + frame[0];
}

static int deep(void *arg)
{
	(void)arg;
	return recurse(0);
}
#endif

/* Through a pointer: what a list is for. */
__attribute__((noinline)) static int through(int (*call)(int), int level)
{
	return call(level);
}

static int (*volatile chosen)(int) = pause;

#ifdef JUMP
#include <setjmp.h>

static int sleeper(void *arg)
{
	jmp_buf env;
	volatile int n = 0;

	if (setjmp(env) == 0) {
		n = through(chosen, 5);
		longjmp(env, 1);
	}
	*(int *)arg = n;
	return 0;
}
#else
#ifdef CATCH
int catches(int (*call)(int), int level);
#define through catches
#endif

static int sleeper(void *arg)
{
	*(int *)arg = through(chosen, 5);
	return 0;
}
#endif

static int lands(void *depth)
{
	return ++*(int *)depth;
}

static int leaper(void *depth)
{
	sleeper(depth);
	wio__coro_leap(lands, depth);
}

static int protector(void *depth)
{
	return wio__coro_protect(leaper, depth);
}

#ifdef TAIL
__attribute__((noinline)) static int last(const void *a, const void *b)
{
	__attribute__((musttail)) return order(a, b);
}
#else
#define last order
#endif

int loop(int n);

/* What the build refuses. */
#ifdef PROMISE
#include <emscripten.h>
EM_ASYNC_JS(int, answer, (void), { return 42; });
#define REFUSED answer()
#elif defined IMPORT
void *IMPORT(void *);
#define REFUSED IMPORT(v)
#elif defined CLASH
#undef free
int free(void *p, int q);
int free(void *p, int q)
{
	return p ? q : 0;
}
#define REFUSED free(v, 1)
#else
#define REFUSED (void)0
#endif

int main(void)
{
	int v[] = {2, 1, 3}, depth = 0;
	struct wio__coro *co;

	REFUSED;
	qsort(v, 3, sizeof *v, last);
	if (loop(v[2]) != 5)
		return 6;
	if (wio__coro_create(&co, 16384, sleeper, &depth))
		return 1;
	if (wio__coro_resume(co) != WIO__CORO_SUSPENDED || depth != 0)
		return 2;
	if (wio__coro_resume(co) != WIO__CORO_ENDED || depth != 5)
		return 3;
	wio__coro_destroy(co);
	if (wio__coro_create(&co, 16384, leaver, NULL))
		return 4;
	if (wio__coro_resume(co) != WIO__CORO_ABANDONED)
		return 5;
	wio__coro_destroy(co);
	depth = 0;
	if (wio__coro_create(&co, 16384, protector, &depth))
		return 6;
	if (wio__coro_resume(co) != WIO__CORO_SUSPENDED || depth != 0)
		return 7;
	if (wio__coro_resume(co) != WIO__CORO_ENDED || depth != 6)
		return 8;
	wio__coro_destroy(co);
#ifdef DEEP
	if (wio__coro_create(&co, 16384, deep, NULL))
		return 9;
	if (wio__coro_resume(co) != WIO__CORO_OVERFLOWED)
		return 10;
	wio__coro_destroy(co);
#endif
	wio__coro_trim();
	puts("all ok");
	return 0;
}
