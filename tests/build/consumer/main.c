// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <wasyncio.h>

static int child(void *arg)
{
	(void)arg;
	return wio_sleep(WIO_MS(1));
}

static int start(void *arg)
{
	wio_task *task;
	int status = wio_create_task(&task, child, arg, NULL);

	if (status < 0)
		return status;
	status = wio_await(task, NULL);
	wio_task_release(task);
	if (status == 0)
		puts("wasyncio " WIO_VERSION);
	return status;
}

int main(void)
{
	return wio_run(start, NULL);
}
