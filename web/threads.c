// SPDX-License-Identifier: MIT
/*
 * A program with threads: workers that share its memory.  Its loops run in the thread in
 * which JavaScript has opened it; the others run jobs, and wake it.
 */
#include "threads.h"

#include <emscripten/proxying.h>
#include <emscripten/stack.h>
#include <emscripten/threading.h>
#include <stdatomic.h>

#include "host.h"
#include "host/process.h"
#include "wasyncio/error.h"

/* Many posts are one message. */
static atomic_bool asked;

/* In the thread of loops, perhaps while libc waits for others within a step. */
static void wake(void *unused)
{
	(void)unused;
	atomic_store(&asked, false);
	wio__host_wake(NULL);
}

bool wio__web_wake_afar(void)
{
	if (!wio__process_may_block())
		return false;
	/* Without memory for it the next one asks, and at the program's end nobody. */
	if (!atomic_exchange(&asked, true) &&
	    !emscripten_proxy_async(emscripten_proxy_get_system_queue(),
	                            emscripten_main_runtime_thread_id(), wake, NULL))
		atomic_store(&asked, false);
	return true;
}

int wio__web_check_thread(const char *who)
{
	if (emscripten_is_main_runtime_thread())
		return 0;
	return wio_raise(WIO_ENOTSUP,
	                 "%s: JavaScript is called in the thread of the loop, not in a job: "
	                 "have the loop do that by wio_run_coroutine_threadsafe",
	                 who);
}

char *wio__host_stack_low(void)
{
	return (char *)emscripten_stack_get_end();
}

bool wio__process_may_block(void)
{
	return !emscripten_is_main_runtime_thread();
}

size_t wio__process_processors(void)
{
	return (size_t)emscripten_num_logical_cores();
}

void wio__process_name_thread(pthread_t thread, const char *name)
{
	emscripten_set_thread_name(thread, name);
}
