// SPDX-License-Identifier: MIT
/*
 * JavaScript beside the C that calls it, for a library that ships no JavaScript file.
 * It becomes a part of the module that a link writes, and nothing is compiled when it
 * runs, so that it may be where eval is forbidden.
 */
#ifndef WASYNCIO_JS_H
#define WASYNCIO_JS_H

#include "call.h"
#include "types.h"
#include "value.h"

WIO_BEGIN

/*
 * At file scope: a function of JavaScript's, as a C function of that name in this file.
 *
 *     WIO_JS(text_of, async (url, {signal}) => {
 *         const response = await fetch(url, {signal});
 *         return response.text();
 *     })
 *
 *     wio_value text;
 *     int r = text_of(&text, 1, (wio_value[]){wio_string(url)});
 *
 * It is called as wio_host_call calls one that open was given: the same values, the same
 * signal behind the arguments, the same errors and the same cancel; and text_of_with as
 * wio_host_call_with, with its options last.  It is no name for wio_host_call: so a slip
 * of the pen is an error of the compiler, none of the page's functions takes its place,
 * and where nobody calls it nothing runs.
 *
 * What stands there is an expression, evaluated once, at the first call; a function that
 * it gives may keep what it likes.  The preprocessor reads it as C: statements end with
 * semicolons, for lines are joined; quotes come in pairs, in regular expressions, too;
 * and "//" within backquotes begins a comment.  With --closure 1, names of properties
 * that leave it are to be quoted, as in all JavaScript of a link.  One name is there once
 * in a program.
 *
 * Cancelled: ended; the function's signal is aborted, and with join its end is waited for.
 * [suspends] [as wio_host_call; WIO_ENOTSUP this host has no JavaScript]
 */
#ifdef __EMSCRIPTEN__
/* As EM_JS has it, whose text no preprocessor may have changed before. */
#define WIO_JS(name, ...) \
	WIO_BEGIN \
	__attribute__((import_module("env"), import_name("wio__js_" #name))) extern int \
	    wio__js_##name(void *of, size_t count, const wio_value *args, void *answer); \
	__attribute__((used, visibility("default"), section("em_js"), aligned(1))) \
	char __em_js__wio__js_##name[] = \
	    "(of, count, args, to)<::>{ return wioOwn(of, '" #name "', () => (" #__VA_ARGS__ \
	    "), count, args, to); }"; \
	WIO_END \
	WIO__JS_FUNCTION(name, wio__js_##name)
#else
#define WIO_JS(name, ...) WIO__JS_FUNCTION(name, NULL)
#endif

/* What that makes. */
#define WIO__JS_FUNCTION(name, js) \
	__attribute__((unused)) static int name##_with( \
	    wio_value *result, size_t count, const wio_value *args, \
	    const wio_host_call_options *options) \
	{ \
		return wio__js_call(result, #name, js, count, args, options); \
	} \
	__attribute__((unused)) static int name(wio_value *result, size_t count, \
	                                        const wio_value *args) \
	{ \
		return wio__js_call(result, #name, js, count, args, NULL); \
	}
typedef int wio__js_fn(void *of, size_t count, const wio_value *args, void *answer);
int wio__js_call(wio_value *result, const char *name, wio__js_fn *js, size_t count,
                 const wio_value *args, const wio_host_call_options *options);

WIO_END
#endif
