// SPDX-License-Identifier: MIT
/* Interrupted in a library that has check points only by wasyncio_enable. */
#include <stdio.h>
#include <wasyncio.h>

int spin_for_ever(volatile int *n);

static int spin(void *unused)
{
	volatile int n = 0;
	(void)unused;
	wio_interrupt(NULL);
	wio_interrupt(NULL);
	return spin_for_ever(&n);
}

int main(void)
{
	wio_runner *runner;
	int r = wio_runner_new(&runner, NULL);

	if (r == 0)
		r = wio_runner_run(runner, spin, NULL, NULL);
	puts(wio_strerror_name(r));
	wio_runner_close(runner);
	wio_runner_free(runner);
	return 0;
}
