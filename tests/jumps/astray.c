// SPDX-License-Identifier: MIT
/*
 * astray task|generator|callback: a longjmp to another task, out of a generator, or
 * out of the loop's step.
 * Debug builds catch it.
 */
#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include "wasyncio.h"

static jmp_buf env;

static int deferred(void *text)
{
	int r = wio_yield();
	printf("deferred: %s\n", (const char *)text);
	return r;
}

static int lander(void *unused)
{
	(void)unused;
	if (setjmp(env) == 0)
		return wio_sleep(WIO_MS(1));
	puts("landed");
	return 1;
}

static int jumper(void *unused)
{
	char local[] = "local";
	(void)unused;
	if (wio_defer(deferred, local) >= 0)
		longjmp(env, 1);
	return 0;
}

/* To the task that is in it, which is told what became of that. */
static int asker(void *unused)
{
	(void)unused;
	wio_generator *generator;
	int r = wio_generator_new(&generator, 0, jumper, NULL, NULL);
	if (r == 0 && setjmp(env) == 0)
		r = wio_generator_next(generator, NULL);
	wio_generator_release(generator);
	return r;
}

static int callback(void *unused)
{
	(void)unused;
	longjmp(env, 1);
}

static int start(wio_task **out, wio_fn *fn, const char *name)
{
	return wio_create_task(out, fn, NULL, &(wio_task_options){.name = name});
}

static int app(void *how)
{
	wio_task *first;
	wio_task *second;
	int result = 0;
	int r = start(&first, lander, "lander");
	if (r == 0)
		r = start(&second, strcmp(how, "generator") == 0 ? asker : jumper,
		          "jumper");
	if (r < 0)
		return r;
	if (strcmp(how, "callback") == 0) {
		r = wio_yield();
		if (r == 0)
			r = wio_loop_call_soon(wio_get_running_loop(), callback, NULL, NULL,
			                       NULL);
		return r < 0 ? r : wio_yield();
	}
	r = wio_await(second, &result);
	printf("jumper: %s: %s\n", wio_strerror_name(result),
	       wio_error_message(wio_last_error()));
	if (r == 0)
		r = wio_await(first, NULL);
	wio_task_release(first);
	wio_task_release(second);
	return r;
}

int main(int argc, char **argv)
{
	setvbuf(stdout, NULL, _IONBF, 0);
	return wio_run(app, argc > 1 ? argv[1] : "task");
}
