// SPDX-License-Identifier: MIT
/* Arguments: given with every option there is, and counted. */
#include "calls.h"

enum { MOST = 1024 };

static struct {
	int left; /* times that it is to be given back */
	bool nosy; /* it makes a call when it goes */
	struct argument argument;
} all[MOST];

static unsigned made;
static int nesting;

void arguments_begin(void)
{
	made = 0;
	nesting = 0;
}

void arguments_end(void)
{
	for (unsigned i = 0; i < made; i++)
		if (all[i].left)
			finding("argument %u was not given back", i);
}

static struct argument *argument_new(bool nosy)
{
	if (made == MOST)
		return NULL;
	all[made].left = 1;
	all[made].nosy = nosy;
	all[made].argument.number = made;
	return &all[made++].argument;
}

void argument_free(void *argument)
{
	const unsigned number = ((struct argument *)argument)->number;
	if (number >= made)
		finding("%u is no argument", number);
	if (--all[number].left < 0)
		finding("argument %u was given back twice", number);
	if (!all[number].nosy || nesting > 1)
		return;
	/* What it calls may not change what is under way. */
	nesting++;
	switch (take() % 6) {
	case 0: {
		wio_task **task = some_task();
		if (*task)
			wio_task_cancel(*task, NULL);
		break;
	}
	case 1: {
		wio_future **future = some_future();
		if (*future)
			wio_future_set_result(*future, 1);
		break;
	}
	case 2:
		wio_interrupt(NULL);
		break;
	case 3:
		if (wio_yield() == 0)
			finding("a destructor could wait");
		break;
	case 4:
		wio_raise(WIO_EUSER, "in a destructor");
		break;
	default:
		if (wio_get_running_loop())
			wio_loop_call_soon(wio_get_running_loop(), callback_body, NULL,
			                   NULL, NULL);
		break;
	}
	nesting--;
}

void argument_drop(void *argument)
{
	const unsigned number = ((struct argument *)argument)->number;
	if (number < made)
		all[number].nosy = false;
	argument_free(argument);
}

void given_take(struct given *given)
{
	const unsigned how = take();
	*given = (struct given){0};
	if (how & 1)
		given->call.arg_free = argument_free;
	if (how & 1)
		given->argument = argument_new(how & 2);
	if (!given->argument)
		given->call.arg_free = NULL;
	if (given->argument && (how & 4)) {
		given->call.arg_size = sizeof given->copy;
		given->copy = *given->argument;
	}
	if (how & 8)
		given->call.context = objects.contexts[how / 16 % CONTEXTS];
	given->task = (wio_task_options){
		.name = how & 64 ? "named" : NULL,
		.context = given->call.context,
		/* Frames of a sanitizer, and a few of them nested. */
		.stack_size = how & 128 ? 0 : 32 << 10,
		.shared_stack = how & 128,
		.arg_size = given->call.arg_size,
		.arg_free = given->call.arg_free,
	};
	if (given->call.arg_size)
		given->argument = &given->copy;
}

void given_check(const struct given *given, int r)
{
	if (r < 0 && given->call.arg_free && all[given->argument->number].left)
		finding("%s did not give its argument back", wio_strerror_name(r));
}
