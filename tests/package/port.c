// SPDX-License-Identifier: MIT
// Two tasks that wait for each other's ticks, then a wait for an interrupt, cleaned up
// after; and a function for JavaScript.
#include <stdint.h>
#include <stdio.h>
#include <wasyncio.h>

#ifdef NONE
#error "is none"
#endif
#ifdef SLEEPS
#include <emscripten.h>
#endif

static int ticks(void *arg)
{
	const int64_t first = (int64_t)(intptr_t)arg;
	for (int i = 0; i < 2; i++) {
		int r = wio_sleep(WIO_MS(first + i * 20));
		if (r < 0)
			return r;
		printf("tick %d\n", (int)first + i * 20);
	}
	return 0;
}

static int app(void *unused)
{
	(void)unused;
	wio_task *tasks[2] = {NULL, NULL};
	int r = wio_create_task(&tasks[0], ticks, (void *)1, NULL);
	if (r == 0)
		r = wio_create_task(&tasks[1], ticks, (void *)11, NULL);
	if (r == 0)
		r = wio_gather(tasks, 2, NULL, false);
	for (int i = 0; i < 2; i++)
		wio_task_release(tasks[i]);
	if (r < 0)
		return r;
	puts("waits");
	r = wio_sleep(WIO_FOREVER);
	puts(r == WIO_ECANCELED ? "interrupted" : "not interrupted");
	return r;
}

static int answer(wio_call *call)
{
	int r = wio_sleep(WIO_MS(1));
#ifdef SLEEPS
	emscripten_sleep(1);
#endif
	return r < 0 ? r : wio_call_return(call, wio_int(42));
}
WIO_EXPORT(answer);

int main(void)
{
	return wio_run(app, NULL); /* 130 after an interrupt */
}
