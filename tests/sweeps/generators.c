// SPDX-License-Identifier: MIT
/* Generators: asked to the end, closed, dropped, left for the shutdown. */
#include "sweeps.h"

static const wio_generator_options counted = {.sent_size = sizeof(int),
                                              .arg_free = token_release};

static int make(wio_generator **out, wio_fn *fn)
{
	return wio_generator_new(out, sizeof(int), fn, token(), &counted);
}

static int defers(void)
{
	void *arg = token();
	int r = wio_defer(token_defer, arg);
	if (r < 0)
		token_release(arg);
	return r < 0 ? r : 0;
}

/* 1, 2, 3, and what was sent on top; its cleanup waits. */
static int counts(void *unused)
{
	(void)unused;
	int sent = 0, r = defers();
	for (int n = 1; n <= 3 && r >= 0; n++) {
		wio_timeout *timeout;
		if ((r = wio_timeout_open(&timeout, TICKS(9))) < 0)
			break;
		r = wio_timeout_close(timeout, n % 2 ? wio_yield() : wio_sleep(TICKS(1)));
		if (r == 0)
			r = wio_generator_yield(&(int){n + sent}, &sent);
	}
	if (r < 0) {
		cleanup_begins();
		const int s = wio_yield();
		cleanup_ends();
		if (s < 0)
			return s;
	}
	return r;
}

/* What another one gives, ten times. */
static int tenfold(void *unused)
{
	(void)unused;
	wio_generator *inner;
	int item, r = make(&inner, counts);
	if (r < 0)
		return r;
	WIO_ASYNC_FOR (item, inner, r)
		if ((r = wio_generator_yield(&(int){10 * item}, NULL)) < 0)
			break;
	const int s = wio_generator_close(inner);
	wio_generator_release(inner);
	return r < 0 ? r : s;
}

static int sum(wio_fn *fn)
{
	wio_generator *generator;
	int item, sum = 0, r = make(&generator, fn);
	if (r < 0)
		return r;
	WIO_ASYNC_FOR (item, generator, r)
		sum += item;
	wio_generator_release(generator);
	return r < 0 ? r : sum;
}

/* One that has given its first item. */
static int begin(wio_generator **out, wio_fn *fn)
{
	int r = make(out, fn);
	if (r == 0)
		r = wio_generator_next(*out, NULL);
	return r < 0 ? r : 0;
}

static int sends(void)
{
	wio_generator *generator;
	int item = 0, r = begin(&generator, counts);
	if (r == 0)
		r = wio_generator_send(generator, &(int){5}, &item);
	if (r > 0)
		r = wio_generator_throw(generator, VALUE_ERROR, NULL);
	wio_generator_release(generator);
	return r == VALUE_ERROR ? item : r;
}

static int drops(void)
{
	wio_generator *generator;
	int r = begin(&generator, tenfold);
	wio_generator_release(generator);
	return r;
}

static wio_generator *kept[2];

static int asks(void *unused)
{
	(void)unused;
	int r = sum(counts);
	if (r >= 0) {
		int s = sum(tenfold);
		r = s < 0 ? s : r + s;
	}
	if (r >= 0) {
		int s = sends();
		r = s < 0 ? s : r + s;
	}
	if (r >= 0) {
		int s = drops();
		r = s < 0 ? s : r;
	}
	if (r >= 0) {
		int s = begin(&kept[0], tenfold);
		if (s == 0)
			s = begin(&kept[1], counts);
		r = s < 0 ? s : r;
	}
	return r;
}

/* Its shutdown ends them. */
PROGRAM(generators)
{
	run_alone(asks);
	for (int i = 0; i < 2; i++) {
		wio_generator_release(kept[i]);
		kept[i] = NULL;
	}
}
