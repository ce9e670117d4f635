// SPDX-License-Identifier: MIT
/* web_signals NAME: what a host sends beside interrupts. */
#include <stdio.h>
#include <string.h>

#include "wasyncio.h"

static int cleans_up(void *unused)
{
	(void)unused;
	puts("working");
	const int r = wio_sleep(WIO_S(1000));
	printf("work: %s\n", wio_strerror_name(r));
	printf("cleanup: %d\n", wio_sleep(WIO_MS(1)));
	return r;
}

static int gracefully(void)
{
	const int status =
		wio_run_with(cleans_up, NULL, &(wio_runner_options){.terminate = true});
	puts("over");
	/* From now on nobody takes it. */
	return wio_run(cleans_up, NULL) == 130 ? status : 1;
}

static int streams(void *unused)
{
	wio_signals *signals;
	(void)unused;
	int r =
		wio_signals_open(&signals, WIO_SIGNAL_INTERRUPT | WIO_SIGNAL_TERMINATE |
	                                   WIO_SIGNAL_HANGUP);
	puts("working");
	while (r >= 0 && r != WIO_SIGNAL_TERMINATE) {
		r = wio_signals_next(signals);
		printf("next: %d\n", r);
	}
	wio_signals_close(signals);
	puts("over");
	return wio_sleep(WIO_S(1000));
}

static int stream(void)
{
	return wio_run(streams, NULL);
}

/* More than anybody reads. */
static int writes(void *unused)
{
	static const char block[65536];
	(void)unused;
	int r;
	while ((r = wio_yield()) == 0)
		fwrite(block, 1, sizeof block, stdout);
	return r;
}

static int floods(void)
{
	return wio_run_with(writes, NULL, &(wio_runner_options){.terminate = true});
}

/* It does not take them, though it could. */
static int plain(void)
{
	return wio_run(cleans_up, NULL);
}

int main(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "";
	return strcmp(name, "gracefully") == 0 ? gracefully()
	       : strcmp(name, "stream") == 0   ? stream()
	       : strcmp(name, "floods") == 0   ? floods()
	       : strcmp(name, "plain") == 0    ? plain()
	                                       : 99;
}
