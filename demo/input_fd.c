// SPDX-License-Identifier: MIT
/* Inputs on hosts that have descriptors. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "input.h"

int input_open(wio_reader **reader, int64_t *size, const char *name)
{
	struct stat st;
	const bool is_stdin = strcmp(name, "-") == 0;
	*reader = NULL;
	/* A pipe without a writer must not make the others wait. */
	const int fd = is_stdin ? STDIN_FILENO : open(name, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	int r = fstat(fd, &st) < 0 ? -errno : S_ISDIR(st.st_mode) ? -EISDIR : 0;
	*size = r == 0 && S_ISREG(st.st_mode) ? st.st_size : -1;
	if (r == 0)
		r = wio_reader_open_fd(reader, fd, is_stdin ? WIO_KEEP_OPEN : 0);
	if (r < 0 && !is_stdin)
		close(fd);
	return r;
}
