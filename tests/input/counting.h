// SPDX-License-Identifier: MIT
#ifndef COUNTING_H
#define COUNTING_H

#include "input.h"

/* Generators of numbers. */
static inline wio_generator *new_generator(wio_fn *fn, void *arg)
{
	wio_generator *generator;
	GIVES(wio_generator_new(&generator, sizeof(int), fn, arg, NULL), 0);
	return generator;
}

/* One that has given an item. */
static inline wio_generator *begun(wio_fn *fn, void *arg)
{
	wio_generator *generator = new_generator(fn, arg);
	GIVES(wio_generator_next(generator, NULL), 1);
	return generator;
}

/* 1, 2, 3, ... until it is told to end. */
static inline int counts(void *unused)
{
	(void)unused;
	int r = 0;
	for (int n = 1; r >= 0; n++)
		r = wio_generator_yield(&n, NULL);
	return r;
}

#endif
