// SPDX-License-Identifier: MIT
/* Programs that hear from outside, and of small stacks. */
#ifndef __wasm__
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <unistd.h>

#include "sweeps.h"

struct holder {
	void *token;
};

static void holder_free(void *holder)
{
	token_release(((struct holder *)holder)->token);
}

/* ---- posts ---- */

static int calls;

static int called(void *unused)
{
	(void)unused;
	calls++;
	return 0;
}

static int post_in(wio_loop *loop)
{
	wio_context *context;
	int r = wio_context_new(&context);
	if (r < 0)
		return r;
	const wio_call_options options = {.context = context,
	                                  .arg_size = sizeof(struct holder),
	                                  .arg_free = holder_free};
	r = wio_loop_call_soon_threadsafe(loop, called, &(struct holder){token()},
	                                  &options);
	wio_context_release(context);
	return r;
}

static int posts(void *unused)
{
	(void)unused;
	const wio_call_options options = {.arg_free = token_release};
	wio_loop *loop = wio_loop_retain(wio_get_running_loop());
	int r = 0;
	for (int i = 0; i < 3 && r == 0; i++) {
		r = post_in(loop);
		if (r == 0)
			r = wio_loop_call_soon_threadsafe(loop, called, token(), &options);
		if (r == 0)
			r = wio_sleep(TICKS(1));
	}
	wio_loop_release(loop);
	return r < 0 ? r : calls;
}

PROGRAM(posts)
{
	calls = 0;
	run_alone(posts);
}

/* ---- tickets ---- */

static int complete(void *ticket)
{
	int r = wio_ticket_complete(*(uint64_t *)ticket, 4);
	/* It may be too late. */
	return r == WIO_ESTALE ? 0 : r;
}

static int await_ticket(void)
{
	wio_future *future;
	uint64_t ticket;
	int r = wio_future_new(&future, NULL);
	if (r < 0)
		return r;
	r = wio_future_ticket(future, &ticket);
	if (r == 0)
		r = wio_loop_call_later(
			wio_get_running_loop(), TICKS(1), complete, &ticket,
			&(wio_call_options){.arg_size = sizeof ticket}, NULL);
	if (r == 0)
		r = wio_await(future, NULL);
	wio_future_release(future);
	return r;
}

static int tickets(void *unused)
{
	(void)unused;
	enum { N = 20 };
	uint64_t left;
	wio_future *future;
	int r = wio_future_new(&future, NULL);
	if (r < 0)
		return r;
	/* More than there are slots at first; all are left open. */
	for (int i = 0; i < N && r == 0; i++)
		r = wio_future_ticket(future, &left);
	wio_future_release(future);
	if (r < 0)
		return r;
	r = await_ticket();
	if (r < 0)
		return r;
	int s = await_ticket();
	return s < 0 ? s : r + s;
}

PROGRAM(tickets)
{
	run_alone(tickets);
}

/* ---- tight: stacks so full that what a wait saves has to go elsewhere ---- */

#ifdef __wasm__
enum { SIZE = 4096, LEFT = 1024 };
#else
enum { SIZE = 16 * 1024, LEFT = 8 * 1024 };
#endif

static int member(void *unused)
{
	(void)unused;
	return wio_yield();
}

static __attribute__((noinline)) int wait_there(void)
{
	const wio_task_options options = {.arg_free = token_release};
	wio_group *group;
	int r = wio_sleep(TICKS(1));
	if (r == 0)
		r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = wio_group_create_task(group, NULL, member, token(), &options);
	/* Without memory it stays open until the task ends. */
	return wio_group_close(group, r);
}

/* Many values that are needed after the wait, in many frames. */
static __attribute__((noinline)) int deep(int depth, const int64_t *n)
{
	int64_t a = n[0] + depth;
	int64_t b = n[1] * depth;
	int64_t c = n[2] - depth;
	int64_t d = n[3] ^ depth;
	int64_t e = n[4] + depth * 2;
	int64_t f = n[5] * depth * 3;
	int64_t g = n[6] - depth * 5;
	int64_t h = n[7] ^ depth * 7;
	int r = depth > 0 ? deep(depth - 1, n) : wait_there();
	if (r < 0)
		return r;
	return (int)((a + b + c + d + e + f + g + h) & 1) + (r & 1) >= 0 ? 2 : 0;
}

static __attribute__((noinline)) int fill(const char *top)
{
	static const int64_t numbers[8] = {1, 2, 3, 4, 5, 6, 7, 8};
	char here = 0;
	size_t used = (size_t)(top - &here);
	volatile char room[SIZE - used - LEFT];
	room[0] = 1;
	int r = deep(40, numbers);
	return r < 0 ? r : r * room[0];
}

static int in_tight(void *unused)
{
	(void)unused;
	char top = 0;
	int r = fill(&top);
	if (r < 0)
		return r;
	r = fill(&top);
	return r;
}

static int tight(void *unused)
{
	(void)unused;
	const wio_task_options options = {.stack_size = SIZE,
	                                  .arg_free = token_release};
	wio_task *tasks[2] = {NULL};
	int sum = 0;
	int r = 0;
	for (int i = 0; i < 2 && r >= 0; i++)
		r = wio_create_task(&tasks[i], in_tight, token(), &options);
	for (int i = 0; i < 2 && r >= 0; i++) {
		r = wio_await(tasks[i], NULL);
		sum += r;
	}
	for (int i = 0; i < 2; i++)
		wio_task_release(tasks[i]);
	return r < 0 ? r : sum;
}

PROGRAM(tight)
{
	run_alone(tight);
}

/* ---- descriptors ---- */

#ifdef __wasm__
/* There are no pipes, and on the web no descriptors. */
static int reads(void *unused)
{
	(void)unused;
	return wio_yield();
}

static int writes(void *unused)
{
	(void)unused;
	int r = wio_wait_fd(1, WIO_WRITABLE);
	return r == WIO_ENOTSUP ? wio_yield() : r;
}
#else
static int in, out;

static int reads(void *unused)
{
	(void)unused;
	char c;
	int r = wio_wait_fd(in, WIO_READABLE);
	return r >= 0 && read(in, &c, 1) != 1 ? OS_ERROR : r;
}

static int writes(void *unused)
{
	(void)unused;
	int r = wio_wait_fd(out, WIO_WRITABLE);
	if (r >= 0)
		r = wio_sleep(TICKS(1));
	if (r >= 0 && write(out, "x", 1) < 1)
		r = OS_ERROR;
	return r;
}
#endif

static int descriptors(void *unused)
{
	(void)unused;
	wio_fn *const fns[] = {reads, writes};
	const wio_task_options options = {.arg_free = token_release};
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	for (int i = 0; i < 2 && r >= 0; i++)
		r = wio_group_create_task(group, NULL, fns[i], token(), &options);
	r = wio_group_close(group, r);
	return r < 0 ? r : 3;
}

PROGRAM(descriptors)
{
#ifndef __wasm__
	int ends[2];
	if (pipe(ends) < 0)
		return;
	for (int i = 0; i < 2; i++)
		fcntl(ends[i], F_SETFL, O_NONBLOCK);
	in = ends[0];
	out = ends[1];
#endif
	run_alone(descriptors);
#ifndef __wasm__
	close(in);
	close(out);
#endif
}
