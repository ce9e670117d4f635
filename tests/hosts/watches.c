// SPDX-License-Identifier: MIT
/* watches NAME: what becomes of waits when descriptors are closed, copied, given
 * to other files and to other processes. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host.h"
#include "say.h"

enum { MOST_LOOKS = 40 };

/* The event's name: a result of wio_wait_fd. */
static void say_wait(const char *what, int r)
{
	if (r == -EBADF)
		printf("%s: EBADF\n", what);
	else
		say_result(what, r);
	fflush(stdout);
}

static int failed(const char *what)
{
	say(what);
	return WIO_EINVAL;
}

/* One that gives up soon: nothing is to come. */
static int wait_in_vain(int fd)
{
	wio_timeout *timeout;
	int r = wio_timeout_open(&timeout, WIO_MS(20));
	return r < 0 ? r : wio_timeout_close(timeout, wio_wait_fd(fd, WIO_READABLE));
}

static void look_at(const char *what, int fd)
{
	char byte = 0;
	int r = wio_wait_fd(fd, WIO_READABLE);
	say_wait(what, r);
	if (r > 0 && read(fd, &byte, 1) == 1)
		printf("%s: %c\n", what, byte);
	fflush(stdout);
}

static void put(int fd, const char *byte)
{
	if (write(fd, byte, 1) != 1)
		say("write failed");
}

/* What is not read is there for the next wait, and when nobody waits it does not
 * keep the loop busy. */
static int unread(void *unused)
{
	(void)unused;
	int a[2];
	if (pipe(a) < 0)
		return failed("pipe");
	put(a[1], "x");
	say_wait("first", wio_wait_fd(a[0], WIO_READABLE));
	say_wait("again", wio_wait_fd(a[0], WIO_READABLE));
	unsigned before = wio__host_hops;
	wio_sleep(WIO_MS(50));
	say(wio__host_hops - before < MOST_LOOKS ? "slept" : "was kept busy");
	look_at("later", a[0]);
	close(a[1]);
	say_wait("hung up", wio_wait_fd(a[0], WIO_READABLE));
	before = wio__host_hops;
	wio_sleep(WIO_MS(50));
	say(wio__host_hops - before < MOST_LOOKS ? "slept" : "was kept busy");
	return 0;
}

/* The number of one that was waited for becomes another's. */
static int reuse(void *copied)
{
	int a[2], b[2];
	if (pipe(a) < 0 || pipe(b) < 0)
		return failed("pipe");
	put(a[1], "a");
	look_at("the first", a[0]);
	/* Of which there may be a copy that is open, with something to read. */
	int copy = copied ? dup(a[0]) : -1;
	if (copied)
		put(a[1], "A");
	if (dup2(b[0], a[0]) < 0)
		return failed("dup2");
	say_result("nothing yet", wait_in_vain(a[0]));
	put(b[1], "b");
	look_at("the second", a[0]);
	unsigned before = wio__host_hops;
	wio_sleep(WIO_MS(50));
	say(wio__host_hops - before < MOST_LOOKS ? "slept" : "was kept busy");
	if (!copied)
		return 0;
	look_at("the copy", copy);
	/* And back. */
	if (dup2(copy, a[0]) < 0)
		return failed("dup2");
	put(a[1], "c");
	look_at("the first again", a[0]);
	return 0;
}

static int reused(void *unused)
{
	(void)unused;
	return reuse(NULL);
}

static int copied(void *unused)
{
	static int yes;
	(void)unused;
	return reuse(&yes);
}

/* A file has its number again, which is waited for otherwise than before, or had
 * another file's events. */
static int back(void *unused)
{
	(void)unused;
	int a[2], b[2];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, a) < 0 ||
	    socketpair(AF_UNIX, SOCK_STREAM, 0, b) < 0)
		return failed("socketpair");
	const int copy = dup(a[0]);
	say_result("input", wait_in_vain(a[0]));
	if (dup2(b[0], a[0]) < 0)
		return failed("dup2");
	say_result("input of another", wait_in_vain(a[0]));
	put(b[1], "b");
	if (dup2(copy, a[0]) < 0)
		return failed("dup2");
	say_result("input", wait_in_vain(a[0]));
	if (dup2(b[0], a[0]) < 0)
		return failed("dup2");
	say_wait("output of another", wio_wait_fd(a[0], WIO_WRITABLE));
	if (dup2(copy, a[0]) < 0)
		return failed("dup2");
	close(b[0]);
	say_wait("output", wio_wait_fd(a[0], WIO_WRITABLE));
	return 0;
}

struct asked {
	const char *name;
	int fd;
	int events;
};

static int wait_for(void *arg)
{
	const struct asked *wait = arg;
	say_wait(wait->name, wio_wait_fd(wait->fd, wait->events));
	return 0;
}

static wio_task *begin(const struct asked *wait)
{
	wio_task *task = NULL;
	wio_create_task(&task, wait_for, (void *)(uintptr_t)wait, NULL);
	return task;
}

static void end(wio_task *task)
{
	wio_await(task, NULL);
	wio_task_release(task);
}

/* It waits for what is closed meanwhile: who comes next is not to suffer. */
static int closed(void *unused)
{
	(void)unused;
	int a[2], b[2];
	if (pipe(a) < 0 || pipe(b) < 0)
		return failed("pipe");
	const struct asked first = {"the closed", a[0], WIO_READABLE};
	wio_task *task = begin(&first);
	wio_sleep(WIO_MS(5));
	close(a[0]);
	wio_sleep(WIO_MS(5));
	say_wait("its number", wait_in_vain(a[0]));
	end(task);
	return 0;
}

/* A reader and a writer of one descriptor. */
static int both(void *unused)
{
	(void)unused;
	int s[2];
	static const char block[4096];
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, s) < 0)
		return failed("socketpair");
	for (int i = 0; i < 2; i++)
		fcntl(s[i], F_SETFL, O_NONBLOCK);
	while (write(s[0], block, sizeof block) > 0)
		;
	const struct asked reading = {"reader", s[0], WIO_READABLE};
	const struct asked writing = {"writer", s[0], WIO_WRITABLE};
	const struct asked anything = {"either", s[0], WIO_READABLE | WIO_WRITABLE};
	wio_task *reader = begin(&reading);
	wio_task *writer = begin(&writing);
	wio_sleep(WIO_MS(5));
	say_result("another", wio_wait_fd(s[0], WIO_READABLE));
	say_result("another", wio_wait_fd(s[0], WIO_READABLE | WIO_WRITABLE));
	put(s[1], "x");
	end(reader);
	char all[sizeof block];
	while (read(s[1], all, sizeof all) > 0)
		;
	end(writer);
	look_at("read", s[0]);
	/* It can be written to, so that is all there is. */
	end(begin(&anything));
	while (write(s[0], block, sizeof block) > 0)
		;
	/* The end of the other side is one of both. */
	reader = begin(&reading);
	writer = begin(&writing);
	wio_sleep(WIO_MS(5));
	close(s[1]);
	end(reader);
	end(writer);
	return 0;
}

/* The child of a fork has descriptors of its own, and does nothing to its
 * parent's waits. */
static int child(int fd, int back)
{
	put(back, "1");
	look_at("the child", fd);
	put(back, "2");
	wio_sleep(WIO_MS(5));
	return 0;
}

static int forks(void *unused)
{
	(void)unused;
	int a[2], b[2], back[2];
	if (pipe(a) < 0 || pipe(b) < 0 || pipe(back) < 0)
		return failed("pipe");
	put(a[1], "a");
	look_at("before", a[0]);
	pid_t pid = fork();
	if (pid == 0) {
		int r = child(b[0], back[1]);
		fflush(stdout);
		_exit(r);
	}
	look_at("the parent", back[0]);
	/* Both wait, each for what the other one could wait for as well. */
	put(b[1], "b");
	look_at("the parent", back[0]);
	put(a[1], "c");
	look_at("the parent", a[0]);
	int status = 1;
	waitpid(pid, &status, 0);
	say_result("the child ended", status);
	return 0;
}

/* More than one look can find. */
static int many(void *unused)
{
	enum { MANY = 300 };
	static int ends[MANY][2];
	static struct asked waits[MANY];
	static wio_task *tasks[MANY];
	int ready = 0;
	(void)unused;
	for (int i = 0; i < MANY; i++) {
		if (pipe(ends[i]) < 0)
			return failed("pipe");
		waits[i] = (struct asked){"", ends[i][0], WIO_READABLE};
	}
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < MANY; i++)
			put(ends[i][1], "x");
		for (int i = 0; i < MANY; i++) {
			char byte;
			if (wio_wait_fd(ends[i][0], WIO_READABLE) == WIO_READABLE &&
			    read(ends[i][0], &byte, 1) == 1)
				ready++;
		}
	}
	say_result("one by one", ready);
	(void)freopen("/dev/null", "w", stdout);
	for (int i = 0; i < MANY; i++)
		tasks[i] = begin(&waits[i]);
	wio_sleep(WIO_MS(1));
	for (int i = MANY; i-- > 0;)
		put(ends[i][1], "x");
	for (int i = 0; i < MANY; i++)
		end(tasks[i]);
	return 7;
}

/* What the loop opens: none is one of the first three, or survives an exec. */
static int report; /* the descriptor to write to */
static bool inherited[64];

static void note_inherited(void)
{
	for (int fd = 0; fd < 64; fd++)
		inherited[fd] = fcntl(fd, F_GETFD) >= 0;
}

static int own(void *unused)
{
	(void)unused;
	char byte;
	dprintf(report, "input: %d\n", wio_stdin_read(&byte, 1) == -EBADF);
	for (int fd = 0; fd < 64; fd++) {
		int flags = fcntl(fd, F_GETFD);
		if (inherited[fd] || flags < 0)
			continue;
		if (fd < 3 || !(flags & FD_CLOEXEC))
			dprintf(report, "%d is open\n", fd);
		else
			dprintf(report, "ours\n");
	}
	return 0;
}

static const struct program programs[] = {
    {"unread", unread}, {"reused", reused}, {"copied", copied},
    {"closed", closed}, {"both", both},     {"forks", forks},
    {"many", many},     {"own", own},       {"back", back},
};

int main(int argc, char **argv)
{
	if (argc > 2)
		report = atoi(argv[2]);
	note_inherited();
	return wio_run(choose(programs, sizeof programs / sizeof *programs,
	                      argc > 1 ? argv[1] : NULL),
	               NULL);
}
