// SPDX-License-Identifier: MIT
#include "programs.h"

enum { MOST_MADE = 20 };

static int give_item(const int *op)
{
	const int item = op[A];
	int sent, r = wio_generator_yield(&item, &sent);
	if (r == WIO_ECLOSED) {
		if (op[POLICY] != SWALLOW || wio_loop_is_closed(program.loop))
			return r;
		trace("goes on");
		return 0;
	}
	if (r >= 0)
		trace("sent", r ? num(sent) : "-");
	return decide(op[POLICY], r);
}

static int code(void *arg)
{
	const struct code *c = arg;
	int r = 0;
	for (const int *op = c->words; r >= 0 && op < c->words + c->size;
	     op += HEAD + op[BLOCK])
		r = op[CODE] == ITEM ? give_item(op)
		                     : do_all(NULL, op, HEAD + op[BLOCK]);
	return r;
}

static wio_generator *new_generator(int i)
{
	return generator(code, &program.codes[i]);
}

static int each(const int *op)
{
	wio_generator *items = new_generator(op[A]);
	int item, count = 0, r;
	WIO_ASYNC_FOR (item, items, r) {
		trace("each", num(item));
		if ((r = do_all(NULL, op + HEAD, op[BLOCK])) < 0 || ++count == 3)
			break;
	}
	wio_generator_release(items);
	return r < 0 ? r : 0;
}

static int ask(const int *op, wio_generator *items)
{
	static const int thrown[] = {VALUE_ERROR, ZERO_DIVISION_ERROR, WIO_ECANCELED};
	const bool asked = program.asked[op[A]];
	int item = 0, r;
	program.asked[op[A]] = true;
	switch (op[CODE]) {
	case THROW:
		/* A record of another one is not this one's. */
		wio_raise(thrown[op[B] - 1], NULL);
		r = wio_generator_throw(items, thrown[op[B] - 1], &item);
		break;
	case CLOSE:
		r = wio_generator_close(items);
		break;
	case SEND:
		if (asked) {
			r = wio_generator_send(items, &op[B], &item);
			break;
		}
		/* Fall through. */
	default:
		r = wio_generator_next(items, &item);
	}
	if (r > 0)
		trace("item", num(item));
	else if (r == 0)
		trace("over");
	return r < 0 ? r : 0;
}

int generate(const int *op)
{
	if (op[CODE] < ASK || op[CODE] > EACH)
		return 1;
	wio_generator **items = &program.generators[op[A]];
	if (op[CODE] == EACH)
		return each(op);
	if (op[CODE] == DROP) {
		wio_generator *dropped = *items;
		*items = NULL;
		wio_generator_release(dropped);
		return 0;
	}
	if (!*items) {
		/* A generator may drop itself, and ask the next one. */
		if (program.made++ >= MOST_MADE)
			return 0;
		*items = new_generator(op[A]);
		program.asked[op[A]] = false;
	}
	return ask(op, *items);
}
