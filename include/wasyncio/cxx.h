// SPDX-License-Identifier: MIT
/*
 * For C++ that is compiled with exceptions, and nothing to call: one that leaves a
 * function which the library has called, a task's or a callback's, is that
 * function's error, WIO_EEXCEPTION, with the exception's type and what() as its
 * message.
 */
#ifndef WASYNCIO_CXX_H
#define WASYNCIO_CXX_H

#include "types.h"

/* In WebAssembly only these are exceptions; without, a throw ends the program.  There a
 * compiler may bring no C++ library. */
#if defined __cplusplus && defined __cpp_exceptions && \
	(!defined __wasm__ || defined __WASM_EXCEPTIONS__)
#ifdef __has_include
#if !__has_include(<typeinfo>)
#define WIO__CXX_NONE
#endif
#endif
#ifndef WIO__CXX_NONE

#include <exception>
#include <typeinfo>

/* The program has these, once for all of its files: they are compiled as it is. */
#define WIO__CXX extern "C" __attribute__((used, noinline)) inline

extern "C" int wio__cxx_left(const char *type, const char *what);

#ifdef __wasm__
/* A library without exceptions has no such thing, and who is compiled without them has
 * the same macros, because of setjmp. */
extern "C" const std::type_info *wio__cxx_type() __asm__(
    "__cxa_current_exception_type") __attribute__((weak));
#else
#include <cxxabi.h>
#define wio__cxx_type abi::__cxa_current_exception_type
#endif

WIO__CXX int wio__cxx_caught()
{
	const std::type_info *type = wio__cxx_type();
	const char *name = type ? type->name() : "";
	try {
		throw;
	} catch (const std::exception &exception) {
		return wio__cxx_left(name, exception.what());
	} catch (const char *text) {
		return wio__cxx_left(name, text);
	} catch (...) {
		return wio__cxx_left(name, nullptr);
	}
}

#ifdef __wasm__
/* wio_throw is an exception, too: one that std::terminate knows nothing of. */
extern "C" void wio__cxx_stopped(void);

WIO__CXX std::terminate_handler *wio__cxx_before()
{
	static std::terminate_handler before;
	return &before;
}

WIO__CXX void wio__cxx_terminate()
{
	if (wio__cxx_type && !wio__cxx_type())
		wio__cxx_stopped();
	(*wio__cxx_before())();
}
#endif

WIO__CXX int wio__cxx_call(wio_fn *fn, void *arg)
{
#ifdef __wasm__
	if (!*wio__cxx_before())
		*wio__cxx_before() = std::set_terminate(wio__cxx_terminate);
#endif
	try {
		return fn(arg);
	} catch (...) {
		return wio__cxx_caught();
	}
}

#undef WIO__CXX
#undef wio__cxx_type
#endif
#endif
#endif
