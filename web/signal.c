// SPDX-License-Identifier: MIT
/* Signals other than interrupts, in a file of their own: most programs are linked
 * without.  A host sends them by index.mjs, and those of Node's process come too. */
#include <emscripten/em_macros.h>

#include "host.h"
#include "wasyncio/signals.h"

extern void wio__web_listen(int signal, bool on);

/* What index.mjs calls.  [1; 0: nobody takes it] */
EMSCRIPTEN_KEEPALIVE int wio__web_signal(int signal);

int wio__web_signal(int signal)
{
	return wio_signal(NULL, signal) > 0;
}

static void count(int which, int more)
{
	static const int all[] = {WIO_SIGNAL_TERMINATE, WIO_SIGNAL_HANGUP};
	static int users[sizeof all / sizeof *all];
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (!(which & all[i]))
			continue;
		const bool before = users[i] > 0;
		users[i] += more;
		if (before != (users[i] > 0))
			wio__web_listen(all[i], !before);
	}
}

int wio__host_take_signals(wio_runner *runner, int which)
{
	(void)runner;
	count(which, 1);
	return 0;
}

void wio__host_leave_signals(int which)
{
	count(which, -1);
}
