// SPDX-License-Identifier: MIT
/*
 * Inputs on the web.  JavaScript has the files and gives slices of them when it
 * can; a future is what the task waits for meanwhile.
 *
 *     C                                   input_web.js
 *     ask: make a future, a ticket  --->  begin to read
 *     await it                            ...
 *     go on                         <---  wio_ticket_complete(ticket, n)
 *     take the n bytes              --->  copy them
 *
 * The copy is made last, because a task that was cancelled while it waited has
 * given its memory back.
 */
#include <stdlib.h>
#include <string.h>
#include <wasyncio.h>

#include "input.h"

/* In input_web.js.  Handles start at 1; what a ticket is completed with is
 * zero or positive, or a negative errno value. */
extern int input_web_open(const char *name, uint64_t ticket);
extern double input_web_size(int handle);
extern void input_web_read(int handle, size_t size, uint64_t ticket);
extern void input_web_take(int handle, void *slice);
extern void input_web_close(int handle);

struct input {
	int handle; /* 0: standard input */
	wio_future *answer;
	uint64_t ticket;
};

static int ask(struct input *input)
{
	int r = wio_future_new(&input->answer, NULL);
	return r < 0 ? r : wio_future_ticket(input->answer, &input->ticket);
}

static int answer(struct input *input)
{
	int r = wio_await(input->answer, NULL);
	wio_future_release(input->answer);
	input->answer = NULL;
	return r;
}

int input_open(struct input **out, const char *name)
{
	struct input *input = calloc(1, sizeof *input);
	if (!input)
		return WIO_ENOMEM;
	int r = 0;
	if (strcmp(name, "-") != 0 && (r = ask(input)) == 0) {
		input->handle = input_web_open(name, input->ticket);
		r = answer(input);
	}
	if (r < 0) {
		input_close(input);
		return r;
	}
	*out = input;
	return 0;
}

int64_t input_size(const struct input *input)
{
	return input->handle ? (int64_t)input_web_size(input->handle) : -1;
}

int input_read(struct input *input, void *slice, size_t size)
{
	if (!input->handle)
		return wio_stdin_read(slice, size);
	int r = ask(input);
	if (r < 0)
		return r;
	input_web_read(input->handle, size, input->ticket);
	r = answer(input);
	if (r > 0)
		input_web_take(input->handle, slice);
	return r;
}

void input_close(struct input *input)
{
	wio_future_release(input->answer);
	if (input->handle)
		input_web_close(input->handle);
	free(input);
}
