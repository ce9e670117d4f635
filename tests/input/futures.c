// SPDX-License-Identifier: MIT
#include <string.h>

#include "input.h"

static wio_loop *loop;

static wio_future *new_future(void)
{
	wio_future *future;
	if (!loop)
		GIVES(wio_loop_new(&loop), 0);
	GIVES(wio_future_new(&future, loop), 0);
	return future;
}

static void end(wio_future *future)
{
	wio_future_release(future);
	GIVES(wio_loop_close(loop), 0);
	wio_loop_release(loop);
	loop = NULL;
}

CASE(future_without_a_loop)
{
	wio_future *future = (wio_future *)input_junk;
	REFUSED(wio_future_new(&future, NULL), WIO_ENOTRUNNING,
	        "no loop given and none running");
	CHECK(future == NULL);
	wio_future *first = new_future();
	STARVES(wio_future_new(&future, loop));
	CHECK(future == NULL);
	end(first);
}

static int call_done(wio_future *future, void *unused)
{
	(void)future;
	(void)unused;
	return 0;
}

CASE(results_that_are_errors)
{
	wio_future *future = new_future();
	REFUSED(wio_future_set_result(future, -1), WIO_EINVAL,
	        "wio_future_set_result: -1 is negative");
	REFUSED(wio_future_set_value(future, -2, input_junk, input_free), WIO_EINVAL,
	        "wio_future_set_value: -2 is negative");
	REFUSED(wio_future_set_exception(future, 5, "text"), WIO_EINVAL,
	        "5 is not negative");
	/* The value is the caller's still. */
	GIVES(input_freed(), 0);
	REFUSED(wio_future_set_result(NULL, 1), WIO_EINVAL, "not a future");
	CHECK(!wio_future_done(future));
	end(future);
}

CASE(results_of_what_is_done)
{
	wio_future *future = new_future();
	REFUSED(wio_future_result(future), WIO_ESTATE, "not ready");
	REFUSED(wio_future_exception(future), WIO_ESTATE, "not ready");
	GIVES(wio_future_set_result(future, 7), 0);
	REFUSED(wio_future_set_result(future, 8), WIO_ESTATE, "done already");
	REFUSED(wio_future_set_value(future, 8, input_junk, input_free), WIO_ESTATE,
	        "wio_future_set_value: the future is done already");
	GIVES(input_freed(), 0);
	REFUSED(wio_future_set_exception(future, WIO_EUSER, NULL), WIO_ESTATE,
	        "done already");
	GIVES(wio_future_cancel(future, NULL), 0);
	GIVES(wio_future_result(future), 7);
	end(future);
}

CASE(results_of_what_was_cancelled)
{
	wio_future *future = new_future();
	GIVES(wio_future_cancel(future, "no more"), 1);
	REFUSED(wio_future_result(future), WIO_ECANCELED, "no more");
	GIVES(wio_future_exception(future), WIO_ECANCELED);
	CHECK(wio_future_cancelled(future));
	CHECK(wio_error_code(wio_future_error(future)) == WIO_ECANCELED);
	end(future);
}

CASE(errors_of_futures)
{
	wio_future *future = new_future();
	/* What was raised last goes along, if it is that. */
	wio_raise(WIO_EUSER, "with %s", "a message");
	GIVES(wio_future_set_exception(future, WIO_EUSER, NULL), 0);
	wio_raise(WIO_EUSER - 1, "another");
	REFUSED(wio_future_result(future), WIO_EUSER, "with a message");
	end(future);
	future = new_future();
	GIVES(wio_future_set_exception(future, WIO_EUSER - 2, NULL), 0);
	CHECK(strcmp(wio_error_message(wio_future_error(future)),
	             wio_strerror(WIO_EUSER - 2)) == 0);
	end(future);
}

static int finishes_itself(void *unused)
{
	(void)unused;
	wio_future *future = wio_task_future(wio_current_task());
	REFUSED(wio_future_set_result(future, 1), WIO_EINVAL, "not a plain future");
	REFUSED(wio_future_set_value(future, 1, NULL, NULL), WIO_EINVAL,
	        "not a plain future");
	REFUSED(wio_future_set_exception(future, WIO_EUSER, NULL), WIO_EINVAL,
	        "not a plain future");
	uint64_t ticket;
	REFUSED(wio_future_ticket(future, &ticket), WIO_EINVAL,
	        "not a plain future");
	REFUSED(wio_task_result(wio_current_task()), WIO_ESTATE, "not ready");
	REFUSED(wio_task_exception(wio_current_task()), WIO_ESTATE, "not ready");
	return 0;
}

CASE(results_of_a_task_from_outside)
{
	GIVES(input_run(finishes_itself), 0);
}

CASE(done_callbacks_that_are_none)
{
	wio_future *future = new_future();
	REFUSED(wio_future_add_done_callback(future, NULL, NULL, &input_call),
	        WIO_EINVAL, "fn is NULL");
	GIVES(input_freed(), 1);
	REFUSED(wio_future_add_done_callback(NULL, call_done, NULL, &input_call),
	        WIO_EINVAL, "not a future");
	GIVES(input_freed(), 1);
	wio_call_options options = input_call;
	options.context = (wio_context *)input_junk;
	REFUSED(wio_future_add_done_callback(future, call_done, NULL, &options),
	        WIO_EINVAL, "not a context");
	GIVES(input_freed(), 1);
	STARVES(wio_future_add_done_callback(future, call_done, NULL, &input_call));
	GIVES(input_freed(), 1);
	GIVES(wio_future_remove_done_callback(future, call_done, NULL), 0);
	GIVES(wio_loop_close(loop), 0);
	REFUSED(wio_future_add_done_callback(future, call_done, NULL, &input_call),
	        WIO_ECLOSED, "the loop is closed");
	GIVES(input_freed(), 1);
	end(future);
}

/* What its callbacks were given does not wait for a run that never comes. */
CASE(futures_that_end_after_close)
{
	wio_future *futures[3];
	for (int i = 0; i < 3; i++) {
		futures[i] = new_future();
		GIVES(wio_future_add_done_callback(futures[i], call_done, NULL,
		                                   &input_call),
		      0);
	}
	GIVES(wio_loop_close(loop), 0);
	GIVES(wio_future_set_result(futures[0], 1), 0);
	GIVES(input_freed(), 1);
	GIVES(wio_future_set_exception(futures[1], WIO_EUSER, NULL), 0);
	GIVES(input_freed(), 1);
	GIVES(wio_future_exception(futures[1]), WIO_EUSER);
	GIVES(wio_future_cancel(futures[2], NULL), 1);
	GIVES(input_freed(), 1);
	wio_future_release(futures[1]);
	wio_future_release(futures[2]);
	end(futures[0]);
}

/* ---- tickets ---- */

CASE(tickets_of_what_is_done)
{
	wio_future *future = new_future();
	uint64_t ticket;
	STARVES(wio_future_ticket(future, &ticket));
	GIVES(wio_future_set_result(future, 0), 0);
	REFUSED(wio_future_ticket(future, &ticket), WIO_ESTATE, "done already");
	end(future);
}

CASE(tickets_used_twice)
{
	wio_future *future = new_future();
	uint64_t ticket, next;
	GIVES(wio_future_ticket(future, &ticket), 0);
	GIVES(wio_ticket_complete(ticket, 4), 0);
	GIVES(wio_future_result(future), 4);
	REFUSED(wio_ticket_complete(ticket, 5), WIO_ESTALE, "used");
	/* Its slot may belong to another one by now. */
	wio_future *second = new_future();
	GIVES(wio_future_ticket(second, &next), 0);
	CHECK(next != ticket);
	REFUSED(wio_ticket_complete(ticket, 5), WIO_ESTALE, "used");
	CHECK(!wio_future_done(second));
	GIVES(wio_ticket_complete(next, 6), 0);
	GIVES(wio_future_result(second), 6);
	wio_future_release(second);
	end(future);
}

CASE(tickets_of_a_future_that_ended)
{
	wio_future *future = new_future();
	uint64_t ticket;
	GIVES(wio_future_ticket(future, &ticket), 0);
	GIVES(wio_future_cancel(future, NULL), 1);
	REFUSED(wio_ticket_complete(ticket, 1), WIO_ESTALE, "done already");
	end(future);
}

CASE(tickets_after_close)
{
	wio_future *future = new_future();
	uint64_t ticket;
	GIVES(wio_future_ticket(future, &ticket), 0);
	GIVES(wio_loop_close(loop), 0);
	REFUSED(wio_ticket_complete(ticket, 1), WIO_ESTALE, "revoked");
	CHECK(!wio_future_done(future));
	uint64_t late;
	REFUSED(wio_future_ticket(future, &late), WIO_ECLOSED, "the loop is closed");
	end(future);
	REFUSED(wio_ticket_complete(ticket, 1), WIO_ESTALE, "revoked");
}

CASE(tickets_that_never_were)
{
	REFUSED(wio_ticket_complete(0, 1), WIO_ESTALE, "used or revoked");
	REFUSED(wio_ticket_complete(UINT64_MAX, 1), WIO_ESTALE, "used or revoked");
	wio_future *future = new_future();
	uint64_t ticket;
	GIVES(wio_future_ticket(future, &ticket), 0);
	REFUSED(wio_ticket_complete(ticket ^ 1, 1), WIO_ESTALE, "used or revoked");
	REFUSED(wio_ticket_complete(ticket ^ (uint64_t)1 << 32, 1), WIO_ESTALE,
	        "used or revoked");
	GIVES(wio_ticket_complete(ticket, 1), 0);
	end(future);
}
