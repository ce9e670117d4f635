// SPDX-License-Identifier: MIT
/* One replay of a program: what is done to it, and what must hold. */
#include "core/error.h"
#include "core/future.h"
#include "core/loop.h"
#include "core/runtime.h"
#include "core/task.h"
#include "core/trace.h"
#include "runner/runner.h"
#include "replay.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "probe.h"
#include "sweeps.h"

const char *const kind_names[KINDS] = {
	[UNDISTURBED] = "undisturbed",
	[INTERRUPT] = "interrupt",
	[STARVED] = "starved",
	[CANCEL] = "cancel",
	[POST] = "post",
	[TICKET] = "ticket",
	[EVENT] = "event",
	[ALLOCATION] = "allocation",
	[MEMORY] = "memory",
	[SUSPEND] = "suspend",
};

unsigned replay_failures;

static const struct replay *now_playing;
static struct outcome outcome;
static bool inside;  /* an event that comes of what is being done */
static bool probing; /* or of our own run */

/* ---- what happens ---- */

static struct {
	bool interrupted; /* a run or a close said so */
	bool accepted;    /* an interrupt was */
	bool swallowed;   /* by the main task, or another error hides it */
	bool in_close;    /* it came then */
	bool closing;
	bool closes; /* a runner */
	bool ran;
	int begun;  /* tasks that have not ended */
	int result; /* of the last run */
	int closed; /* what the first close that failed gave */
} seen;

void replay_failed(const char *format, ...)
{
	enum { MOST = 30 };
	const struct replay *r = now_playing;
	va_list args;
	printf("FAILED %s %s %s %s %u %u: ", r->program->name,
	       r->strict ? "strict" : "default", r->probe ? "probe" : "plain",
	       kind_names[r->kind], r->first, r->second);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	fflush(stdout);
	if (++replay_failures == MOST)
		exit(1);
}

/* An interrupt that the main task was told of is not lost when it ends with a
 * result, exits, or has taken the request back. */
static void main_ends(wio_task *main, int result)
{
	const wio_loop *loop = main->future.loop;
	if (seen.accepted && !seen.in_close &&
	    loop->interrupts_seen == atomic_load(&loop->interrupts) &&
	    (result >= 0 || result == WIO_EEXIT || main->cancels == 0))
		seen.swallowed = true;
}

static void run_ends(const wio_task *main, int result)
{
	seen.ran = true;
	seen.result = result;
	seen.interrupted |= result == WIO_EINTERRUPTED;
	seen.swallowed |= result == WIO_EEXIT;
	if (!main || main->future.state != WIO__PENDING || wio__leaves(result) ||
	    result == WIO_EDEADLK || result == WIO_ESTOPPED)
		return;
	/* It could not be run, and never will be. */
	if (result == WIO_ENOMEM && !main->started && main->must_cancel)
		return;
	replay_failed("the run ended with %s, its main task did not",
	              wio_strerror_name(result));
}

void program_result(int result)
{
	seen.ran = true;
	seen.result = result;
}

static void look(enum wio__event event, wio_task *task, int result)
{
	switch (event) {
	case WIO__EVENT_END:
		if (wio__rt.running && task == wio__rt.running->main)
			main_ends(task, result);
		break;
	case WIO__EVENT_DONE:
		run_ends(task, result);
		break;
	case WIO__EVENT_CLOSE:
		seen.closing = true;
		seen.closes = true;
		break;
	case WIO__EVENT_CLOSED:
		seen.closing = false;
		seen.interrupted |= result == WIO_EINTERRUPTED;
		if (!seen.closed)
			seen.closed = result;
		break;
	default:
		break;
	}
}

/* ---- what is done ---- */

static wio_loop *loop_of(const wio_task *task)
{
	if (task)
		return task->future.loop;
	if (wio__rt.stepping)
		return wio__rt.stepping;
	return wio__rt.running ? wio__rt.running->loop : NULL;
}

/* Where a program could do as much. */
static bool between(enum wio__event event)
{
	return event == WIO__EVENT_RUN || event == WIO__EVENT_ITERATION ||
	       event == WIO__EVENT_START || event == WIO__EVENT_RESUME ||
	       event == WIO__EVENT_SUSPEND;
}

static void interrupt_now(void)
{
	if (wio_interrupt(NULL) < 0)
		return;
	outcome.acted = true;
	if (!seen.accepted)
		seen.in_close = seen.closing;
	seen.accepted = true;
	/* Scenarios of wio_run have it make its runner. */
	seen.swallowed |= !wio__rt.running->options.strict;
}

static void cancel_now(const wio_loop *loop)
{
	unsigned n = 0;
	for (wio_task *t = loop->tasks; t; t = t->next)
		if (n++ == now_playing->second) {
			wio_task_cancel(t, now_playing->first % 2 ? "swept" : NULL);
			outcome.acted = true;
			break;
		}
	outcome.tasks = (unsigned)wio_all_tasks(loop, NULL, 0);
}

static int late_task(void *unused)
{
	(void)unused;
	return wio_sleep(TICKS(1));
}

static int posted(void *unused)
{
	(void)unused;
	switch (now_playing->second) {
	case 1:
		start(NULL, late_task, "late");
		break;
	case 2:
		return VALUE_ERROR;
	default:
		break;
	}
	return 0;
}

static void post_now(wio_loop *loop)
{
	const wio_call_options options = {.arg_free = token_release};
	int r = wio_loop_call_soon_threadsafe(loop, posted, token(), &options);
	outcome.acted = true;
	if (r < 0 && !(r == WIO_ECLOSED && loop->closed))
		replay_failed("a post was refused: %s", wio_strerror_name(r));
}

static struct {
	wio_future *future;
	wio_loop *loop;
	uint64_t number;
	bool open;
} ticket;

static int ticket_done(wio_future *future, void *unused)
{
	(void)future;
	(void)unused;
	return 0;
}

static void open_ticket(wio_loop *loop)
{
	const wio_call_options options = {.arg_free = token_release};
	if (loop->closed || wio_future_new(&ticket.future, loop) < 0)
		return;
	int r = wio_future_ticket(ticket.future, &ticket.number);
	if (r == 0)
		r = wio_future_add_done_callback(ticket.future, ticket_done, token(),
		                                 &options);
	if (r < 0)
		replay_failed("no ticket: %s", wio_strerror_name(r));
	ticket.loop = wio_loop_retain(loop);
	ticket.open = true;
	outcome.acted = true;
}

static void complete_ticket(void)
{
	int expected = ticket.loop->closed ? WIO_ESTALE : 0;
	ticket.open = false;
	int r = wio_ticket_complete(ticket.number, 1);
	if (r != expected)
		replay_failed("completing a ticket gave %d, not %d", r, expected);
}

static void drop_ticket(void)
{
	if (!ticket.future)
		return;
	if (ticket.open)
		complete_ticket();
	if (wio_ticket_complete(ticket.number, 1) != WIO_ESTALE)
		replay_failed("a ticket was taken twice");
	wio_future_release(ticket.future);
	wio_loop_release(ticket.loop);
	ticket.future = NULL;
}

bool replay_asleep(wio_loop *loop)
{
	(void)loop;
	if (!ticket.open)
		return false;
	complete_ticket();
	return true;
}

static wio_loop *event_loop;

static int on_time(void *unused)
{
	(void)unused;
	return 0;
}

static void event_now(void)
{
	wio_loop *loop = event_loop;
	const wio_call_options options = {.arg_free = token_release};
	int r = 0;
	inside = true;
	outcome.acted = true;
	switch (now_playing->second) {
	case 0:
		r = wio_loop_call_soon(loop, on_time, token(), &options, NULL);
		break;
	case 1:
		r = wio_loop_call_later(loop, TICKS(1), on_time, token(), &options, NULL);
		break;
	case 2:
		r = wio_loop_create_task(
			loop, NULL, late_task, token(),
			&(wio_task_options){.arg_free = token_release});
		break;
	case 3:
		if (loop->tasks)
			wio_task_cancel(loop->tasks, "by an event");
		break;
	default:
		interrupt_now();
		break;
	}
	if (r < 0)
		replay_failed("an event was refused: %s", wio_strerror_name(r));
	inside = false;
}

static void act(enum wio__event event, wio_task *task)
{
	const struct replay *r = now_playing;
	wio_loop *loop = loop_of(task);
	bool first = outcome.steps == r->first;
	bool second = r->second && outcome.steps == r->second;
	switch (r->kind) {
	case STARVED:
		if (first) {
			memory.fail = memory.asked + 1;
			memory.fail_onward = true;
		}
		/* fall through */
	case INTERRUPT:
		if (first || (second && r->kind == INTERRUPT))
			interrupt_now();
		break;
	case CANCEL:
		if (first && loop && between(event))
			cancel_now(loop);
		break;
	case POST:
		if (first && loop)
			post_now(loop);
		break;
	case TICKET:
		if (first && loop && between(event))
			open_ticket(loop);
		if (ticket.open && outcome.steps == r->first + r->second)
			complete_ticket();
		break;
	case EVENT:
		if (event == WIO__EVENT_ITERATION && loop &&
		    outcome.iterations == r->first) {
			event_loop = loop;
			event_between(event_now);
		}
		break;
	default:
		break;
	}
}

static void on_event(enum wio__event event, wio_task *task, int64_t value)
{
	if (event == WIO__EVENT_START)
		seen.begun++;
	if (event == WIO__EVENT_END && task->started)
		seen.begun--;
	if (inside || probing)
		return;
	inside = true;
	outcome.steps++;
	outcome.iterations += event == WIO__EVENT_ITERATION;
	look(event, task, (int)value);
	act(event, task);
	inside = false;
}

/* ---- around it ---- */

static void on_endless(void)
{
	if (!probing)
		replay_failed("it does not end");
}

/* Nothing of the runs before is left in the loop. */
static bool is_idle(const wio_runner *runner)
{
	const wio_loop *loop = runner->loop;
	return !loop || (!loop->tasks && !loop->ready.first && !loop->stopping &&
	                 !loop->timers.count && !atomic_load(&loop->posts));
}

static void on_closing(wio_runner *runner)
{
	if (!now_playing->probe || runner->state == WIO__ENDED || runner->main ||
	    wio__rt.stepping || (runner->loop && runner->loop->closed))
		return;
	const struct memory before = memory;
	const struct suspends suspends_before = suspends;
	const bool idle = is_idle(runner);
	const int expected = runner->interrupts_kept ? WIO_EINTERRUPTED : PROBED;
	memory.fail = 0;
	suspends.fail = 0;
	probing = true;
	scenario_drop_script();
	int r = probe(runner);
	/* What is left of the program may do to it as it likes. */
	if (idle && r != expected)
		replay_failed("the next run gave %s (%d)", wio_strerror_name(r), r);
	probing = false;
	if (runner->options.strict)
		seen.interrupted |= r == WIO_EINTERRUPTED;
	memory.fail = before.fail;
	memory.asked = before.asked;
	suspends = suspends_before;
}

/* A run on a new runner finds nothing of what was. */
static void play_probe(void)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);
	if (r == 0) {
		r = probe(runner);
		int closed = wio_runner_close(runner);
		if (closed < 0)
			replay_failed("closing a new runner gave %d", closed);
		wio_runner_free(runner);
	}
	if (r != PROBED)
		replay_failed("a new runner's run gave %s (%d)", wio_strerror_name(r),
		              r);
}

static void check_left(unsigned users, unsigned blocks)
{
	if (wio__rt.users != users)
		replay_failed("%d objects are left", (int)(wio__rt.users - users));
	if (memory.blocks != blocks)
		replay_failed("%d blocks are left", (int)(memory.blocks - blocks));
	if (wio__rt.stepping || wio__rt.task || wio__rt.running)
		replay_failed("a loop, a task or a runner is still current");
	if (!users && (wio__rt.context || wio__rt.first_context || wio__rt.error ||
	               wio__rt.tickets))
		replay_failed("a context, an error or a ticket is left");
	if (seen.begun)
		replay_failed("%d tasks began and did not end", seen.begun);
	wio__rt.stepping = NULL;
	wio__rt.task = NULL;
	wio__rt.running = NULL;
	tokens_check();
}

static bool out_of_memory(int result)
{
	return result == WIO_ENOMEM || result == WIO_EGROUP;
}

static void check_results(void)
{
	const struct replay *r = now_playing;
	if (r->expected && r->kind == UNDISTURBED && seen.result != r->expected)
		replay_failed("the run gave %d, not %d", seen.result, r->expected);
	if (r->kind == ALLOCATION || r->kind == MEMORY || r->kind == SUSPEND) {
		/* One that does not wait may have less to count. */
		bool fewer = r->kind == SUSPEND && seen.result >= 0;
		if (seen.ran && seen.result != r->expected && !fewer &&
		    !out_of_memory(seen.result))
			replay_failed("without memory the run gave %s (%d)",
			              wio_strerror_name(seen.result), seen.result);
		if (seen.closed < 0 && seen.closed != r->closed)
			replay_failed("without memory close gave %s (%d)",
			              wio_strerror_name(seen.closed), seen.closed);
	}
	/* A scenario's tasks ignore what a close tells them.  Without a close
	 * there may be nobody left to tell. */
	if (r->strict && seen.accepted && !seen.interrupted && !seen.swallowed &&
	    (r->expected || !seen.in_close) && seen.closes)
		replay_failed("the interrupt was lost");
	if (r->strict && r->kind == INTERRUPT && !r->second && !seen.in_close &&
	    cleanups_broken())
		replay_failed("%d cleanups did not end", cleanups_broken());
}

static const struct watch silent = {on_event, on_closing, on_endless, false};
static const struct watch loud = {on_event, on_closing, on_endless, true};

struct outcome replay(const struct replay *r, bool traced)
{
	const unsigned users = wio__rt.users;
	const unsigned blocks = memory.blocks;
	now_playing = r;
	outcome = (struct outcome){0};
	memset(&seen, 0, sizeof seen);
	tokens_reset();
	wio__rt.vars_made = 0;
	memory.asked = 0;
	memory.fail = r->kind == ALLOCATION || r->kind == MEMORY ? r->first : 0;
	memory.fail_onward = r->kind == MEMORY;
	suspends.asked = 0;
	suspends.fail = r->kind == SUSPEND ? r->first : 0;
	scenario_play(r->program, r->strict, traced ? &loud : &silent);
	outcome.acted |= (memory.fail && memory.asked >= memory.fail) ||
	                 (suspends.fail && suspends.asked >= suspends.fail);
	memory.fail = 0;
	suspends.fail = 0;
	outcome.allocations = memory.asked;
	outcome.suspends = suspends.asked;
	outcome.closed = seen.closed;
	event_drop();
	drop_ticket();
	check_left(users, blocks);
	check_results();
	probing = true;
	scenario_play(&(struct scenario){"probe", play_probe}, false, &silent);
	probing = false;
	check_left(users, blocks);
	return outcome;
}
