// SPDX-License-Identifier: MIT
/* Inputs on hosts that have descriptors. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasyncio.h>

#include "input.h"

struct input {
	int fd;
	bool is_stdin;
	bool is_file; /* whose reads never have to wait */
	int64_t size;
};

/* What the descriptor is.  [0, a negative errno value] */
static int look(struct input *input)
{
	struct stat st;
	if (fstat(input->fd, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	input->is_file = S_ISREG(st.st_mode);
	input->size = input->is_file ? st.st_size : -1;
	return 0;
}

int input_open(struct input **out, const char *name)
{
	struct input *input = malloc(sizeof *input);
	if (!input)
		return WIO_ENOMEM;
	int r = 0;
	input->is_stdin = strcmp(name, "-") == 0;
	/* A pipe without a writer must not make the others wait. */
	input->fd = input->is_stdin ? STDIN_FILENO
	                            : open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (input->fd < 0)
		r = -errno;
	else
		r = look(input);
	if (r < 0) {
		input_close(input);
		return r;
	}
	*out = input;
	return 0;
}

int64_t input_size(const struct input *input)
{
	return input->size;
}

int input_read(struct input *input, void *slice, size_t size)
{
	if (input->is_stdin)
		return wio_stdin_read(slice, size);
	for (;;) {
		int r = input->is_file ? 0 : wio_wait_fd(input->fd, WIO_READABLE);
		if (r < 0)
			return r;
		ssize_t n = read(input->fd, slice, size);
		if (n >= 0)
			return (int)n;
		if (errno != EAGAIN && errno != EINTR)
			return -errno;
	}
}

void input_close(struct input *input)
{
	if (input->fd >= 0 && !input->is_stdin)
		close(input->fd);
	free(input);
}
