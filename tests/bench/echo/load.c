// SPDX-License-Identifier: MIT
/*
 * echo_load PORT CONNECTIONS BUSY MILLISECONDS: opens so many connections and
 * keeps so many requests under way, each on one of them that has none; which it is
 * is left to chance.  Writes how many were answered in a second.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "limit.h"

enum { SIZE = 64, MOST_EVENTS = 256 };

static int *sockets;
static int *idle; /* numbers of connections */
static int idle_count;
static int list;

static void fail(const char *what)
{
	fprintf(stderr, "error: %s: %s\n", what, strerror(errno));
	exit(1);
}

static int64_t now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* The size is small: what was sent at once comes back at once. */
static void take_answer(int fd)
{
	char data[SIZE + 1];
	ssize_t n = read(fd, data, sizeof data);
	if (n != SIZE)
		fail(n < 0 ? "read" : "the answer is no echo");
}

static void ask(int fd)
{
	static const char data[SIZE];
	if (write(fd, data, SIZE) != SIZE)
		fail("write");
}

static void open_connection(int i, struct sockaddr_in at)
{
	const int yes = 1;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct epoll_event event = {.events = EPOLLIN, .data.u32 = (uint32_t)i};
	if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at) < 0)
		fail("connect");
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	/* So that it is accepted before anything is measured. */
	ask(fd);
	take_answer(fd);
	sockets[i] = fd;
	idle[idle_count++] = i;
	if (epoll_ctl(list, EPOLL_CTL_ADD, fd, &event) < 0)
		fail("epoll_ctl");
}

static void request(void)
{
	static uint64_t chance = 1;
	chance = chance * 6364136223846793005U + 1442695040888963407U;
	int at = (int)((chance >> 33) % (uint64_t)idle_count);
	int i = idle[at];
	idle[at] = idle[--idle_count];
	ask(sockets[i]);
}

static long answers_until(int64_t end)
{
	struct epoll_event events[MOST_EVENTS];
	long answers = 0;
	while (now() < end) {
		int n = epoll_wait(list, events, MOST_EVENTS, 10000);
		if (n <= 0)
			fail("no answer");
		for (int k = 0; k < n; k++) {
			int i = (int)events[k].data.u32;
			take_answer(sockets[i]);
			idle[idle_count++] = i;
			request();
		}
		answers += n;
	}
	return answers;
}

int main(int argc, char **argv)
{
	if (argc != 5)
		return 2;
	const int connections = atoi(argv[2]);
	const int busy = atoi(argv[3]);
	const int64_t span = (int64_t)atoi(argv[4]) * 1000000;
	struct sockaddr_in at = {.sin_family = AF_INET};
	at.sin_port = htons((uint16_t)atoi(argv[1]));
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	raise_limit((rlim_t)connections + 16);
	sockets = calloc((size_t)connections, sizeof *sockets);
	idle = calloc((size_t)connections, sizeof *idle);
	list = epoll_create1(EPOLL_CLOEXEC);
	if (!sockets || !idle || list < 0)
		fail("start");
	for (int i = 0; i < connections; i++)
		open_connection(i, at);
	for (int i = 0; i < busy; i++)
		request();
	/* The first quarter warms up. */
	answers_until(now() + span / 4);
	int64_t begin = now();
	long answers = answers_until(begin + span);
	printf("%.0f\n", (double)answers * 1e9 / (double)(now() - begin));
	return 0;
}
