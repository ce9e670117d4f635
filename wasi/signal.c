// SPDX-License-Identifier: MIT
/* Signals other than interrupts, in a file of their own: most programs are linked
 * without.  WASI has none; an embedder sends them by a call of the exported
 * wio_signal. */
#include "host.h"
#include "wasyncio/signals.h"

__attribute__((export_name("wio_signal"))) int wio__wasi_signal(int signal);

int wio__wasi_signal(int signal)
{
	return wio_signal(NULL, signal);
}

int wio__host_take_signals(wio_runner *runner, int which)
{
	(void)runner;
	(void)which;
	return 0;
}

void wio__host_leave_signals(int which)
{
	(void)which;
}
