// SPDX-License-Identifier: MIT
/* libuv's own threads: a job there and back, each after the one before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { RUNS = 5, JOBS = 20000 };

static int left;

static void work(uv_work_t *job)
{
	(void)job;
}

static void submit(uv_work_t *job);

static void on_done(uv_work_t *job, int status)
{
	if (status == 0 && --left > 0)
		submit(job);
}

static void submit(uv_work_t *job)
{
	if (uv_queue_work(uv_default_loop(), job, work, on_done) < 0)
		abort();
}

static unsigned long long executor(int n)
{
	uv_work_t job;
	const unsigned long long start = uv_hrtime();
	left = n;
	submit(&job);
	uv_run(uv_default_loop(), UV_RUN_DEFAULT);
	return uv_hrtime() - start;
}

int main(int argc, char **argv)
{
	int wanted = argc == 1;
	for (int i = 1; i < argc; i++)
		wanted |= strcmp(argv[i], "executor") == 0;
	if (!wanted)
		return 0;
	executor(JOBS / 10);
	for (int k = 0; k < RUNS; k++)
		printf("executor %d %llu\n", JOBS, executor(JOBS));
	return uv_loop_close(uv_default_loop()) < 0;
}
