// SPDX-License-Identifier: MIT
// Scenario: a cancelled timer neither fires nor holds up the clock; a fired one can be cancelled in vain.
// Clauses: E1.1, E1.3, C8
#include "scenario.h"

static int callback(void *arg)
{
	const int *number = arg;
	trace("callback", num(*number));
	return 0;
}

static int program(void *unused)
{
	(void)unused;
	wio_loop *loop = wio_get_running_loop();
	wio_handle *first, *second, *third;
	wio_loop_call_later(loop, TICKS(2), callback, digit(1), NULL, &first);
	wio_loop_call_later(loop, TICKS(4), callback, digit(2), NULL, &second);
	wio_loop_call_later(loop, TICKS(90), callback, digit(3), NULL, &third);
	trace("when", num(wio_handle_when(second) / TICKS(1)));
	wio_handle_cancel(second);
	wio_handle_cancel(third);
	trace("cancelled", num(wio_handle_cancelled(second)));
	wio_sleep(TICKS(8));
	wio_handle_cancel(first);
	trace("now", num(now()));
	wio_handle_release(first);
	wio_handle_release(second);
	wio_handle_release(third);
	return 0;
}

SCENARIO(loop_timer_cancel)
{
	run(program, NULL);
}
