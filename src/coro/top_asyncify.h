// SPDX-License-Identifier: MIT
#ifndef WIO_TOP_ASYNCIFY_H
#define WIO_TOP_ASYNCIFY_H

#include <stdbool.h>

/* Part of a top even where the compiler aims at size, or at nothing. */
#define WIO__TOP static inline __attribute__((always_inline))

/*
 * Binaryen's Asyncify, driven from inside the module: a switch never leaves
 * wasm.  The pass turns these imports into code.  A function that calls one of
 * them is not instrumented itself: resume is the bottom of what is unwound, and
 * its top is suspend or a function of top.list.  None of them may be inlined
 * before the pass, and as a top begins anew when it is rewound, it may have no
 * C frame: it would get a second one.
 */
#define WIO__ASYNCIFY(name)                                                    \
	__attribute__((import_module("asyncify"), import_name(#name)))

struct wio__frames {
	char *pos; /* one past the last byte in use */
	char *end;
};

WIO__ASYNCIFY(start_unwind)
void wio__asyncify_start_unwind(struct wio__frames *to);
WIO__ASYNCIFY(stop_unwind)
void wio__asyncify_stop_unwind(void);
WIO__ASYNCIFY(start_rewind)
void wio__asyncify_start_rewind(struct wio__frames *from);
WIO__ASYNCIFY(stop_rewind)
void wio__asyncify_stop_rewind(void);

/* What goes on just now; from suspend, or from a top. */
enum {
	WIO__CALM,
	WIO__UNWINDING,
	WIO__UNWINDING_TOP,
	WIO__REWINDING,
	WIO__REWINDING_TOP
};

/* Asyncify's own state is one for a module: so is ours. */
struct wio__asyncify {
	int way;
	int verdict; /* what suspend returns */
	char *sp;    /* where it was called */
	struct wio__frames frames;
};

/*
 * Unwinding checks no bounds, so it writes here and the exact size is copied
 * out: the frames hold no addressable data and may move.  What can be unwound
 * was a stack of the engine's before: 512 KiB in wasmtime, just under 1 MiB in
 * browsers and Node.  There a live local takes 8 bytes, here its own 4 or 8,
 * and there each frame adds 32 bytes or more, here 4.  Pages that are never
 * written cost nothing.
 */
enum { WIO__SCRATCH = 1 << 20 };

extern _Thread_local struct wio__asyncify wio__asyncify;
extern char wio__asyncify_scratch[WIO__SCRATCH];

/* wasm-ld wants its type where no function of the file has a frame. */
__asm__(".globaltype __stack_pointer, i32\n");

WIO__TOP char *wio__stack_pointer(void)
{
	char *sp;

	__asm__ volatile("global.get __stack_pointer\n"
	                 "local.set %0"
	                 : "=r"(sp));
	return sp;
}

/* To be followed by a return, of anything.  Prologues are skipped on the way
 * back: exactly this stack pointer must be there again. */
WIO__TOP int wio__asyncify_unwind(int way)
{
	wio__asyncify.sp = wio__stack_pointer();
	wio__asyncify.frames.pos = wio__asyncify_scratch;
	wio__asyncify.frames.end = wio__asyncify_scratch + WIO__SCRATCH;
	wio__asyncify.way = way;
	wio__asyncify_start_unwind(&wio__asyncify.frames);
	return 0;
}

WIO__TOP int wio__asyncify_arrive(void)
{
	wio__asyncify.way = WIO__CALM;
	wio__asyncify_stop_rewind();
	return wio__asyncify.verdict;
}

/* ---- what coro.h says of tops ---- */

WIO__TOP bool wio__top_again(void)
{
	return wio__asyncify.way != WIO__CALM;
}

WIO__TOP bool wio__top_left(void)
{
	return wio__asyncify.way == WIO__REWINDING_TOP;
}

WIO__TOP int wio__top_arrive(void)
{
	return wio__asyncify_arrive();
}

WIO__TOP int wio__top_leave(int (*after)(int r))
{
	(void)after;
	return wio__asyncify_unwind(WIO__UNWINDING_TOP);
}

#endif
