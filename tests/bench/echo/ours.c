// SPDX-License-Identifier: MIT
/* echo_ours CONNECTIONS: writes the port that it listens at, and sends back what
 * comes, until its standard input ends.  Each connection is a task. */
#define _GNU_SOURCE /* accept4 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <sys/socket.h>
#include <unistd.h>

#include "limit.h"
#include "wasyncio.h"

/* Send it all, waiting where the peer reads slowly. */
static int send_back(int fd, const char *data, size_t size)
{
	while (size > 0) {
		ssize_t n = write(fd, data, size);
		if (n < 0 && errno != EAGAIN)
			return -errno;
		if (n > 0) {
			data += n;
			size -= (size_t)n;
			continue;
		}
		int r = wio_wait_fd(fd, WIO_WRITABLE);
		if (r < 0)
			return r;
	}
	return 0;
}

static int echo(int fd)
{
	char data[4096];
	for (;;) {
		ssize_t n = read(fd, data, sizeof data);
		if (n == 0)
			return 0;
		int r = n > 0             ? send_back(fd, data, (size_t)n)
		        : errno == EAGAIN ? wio_wait_fd(fd, WIO_READABLE)
		                          : -errno;
		if (r < 0)
			return r;
	}
}

static int connection(void *arg)
{
	int fd = (int)(intptr_t)arg;
	int r = echo(fd);
	close(fd);
	/* That one peer is gone is no end of the others. */
	return r == WIO_ECANCELED ? r : 0;
}

static int accept_all(void *arg)
{
	int listener = (int)(intptr_t)arg;
	wio_group *group;
	int r = wio_group_open(&group);
	while (r >= 0) {
		int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
		if (fd < 0) {
			r = errno == EAGAIN ? wio_wait_fd(listener, WIO_READABLE) : -errno;
			continue;
		}
		const int yes = 1;
		setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
		r = wio_group_create_task(group, NULL, connection,
		                          (void *)(intptr_t)fd, NULL);
	}
	return wio_group_close(group, r);
}

static int server(void *unused)
{
	(void)unused;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	struct sockaddr_in at = {.sin_family = AF_INET};
	socklen_t size = sizeof at;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || bind(fd, (struct sockaddr *)&at, size) < 0 ||
	    listen(fd, 4096) < 0 ||
	    getsockname(fd, (struct sockaddr *)&at, &size) < 0)
		return -errno;
	printf("%d\n", ntohs(at.sin_port));
	fflush(stdout);

	wio_task *accepting;
	int r = wio_create_task(&accepting, accept_all, (void *)(intptr_t)fd, NULL);
	if (r < 0)
		return r;
	char byte;
	do
		r = wio_stdin_read(&byte, 1);
	while (r > 0);
	wio_task_release(accepting);
	return r;
}

int main(int argc, char **argv)
{
	raise_limit((rlim_t)(argc > 1 ? atoi(argv[1]) : 0) + 16);
	return wio_run(server, NULL);
}
