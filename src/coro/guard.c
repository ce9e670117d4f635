// SPDX-License-Identifier: MIT
#define _GNU_SOURCE
#include "guard.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "core/sanitizer.h"
#include "stack.h"

_Atomic(wio__guard_report *) wio__guard_hit;

#ifdef WIO__ASAN
/* It finds overflows itself, by what lies around a block, and has a handler of
 * its own. */
size_t wio__guard_round(size_t size)
{
	return size;
}

void *wio__stack_map(size_t size)
{
	return malloc(size);
}

void wio__stack_unmap(void *base, size_t size)
{
	(void)size;
	free(base);
}

void wio__guard_ignore(void)
{
}
#else

/* Since Linux 6.13: no mapping of its own for each guard. */
#ifndef MADV_GUARD_INSTALL
#define MADV_GUARD_INSTALL 102
#endif

/* Where guards need mappings, of which a process has 65,530: stacks beyond so
 * many have their red zone only. */
enum { MOST_MAPPINGS = 16384 };

/* Only where it changes nothing is it not there. */
#ifndef MAP_STACK
#define MAP_STACK 0
#endif

enum { SIGNAL_STACK = 32 * 1024 };

static atomic_size_t live; /* stacks */

static size_t page(void)
{
	static atomic_size_t known;
	size_t size = atomic_load_explicit(&known, memory_order_relaxed);

	if (size == 0) {
		size = (size_t)sysconf(_SC_PAGESIZE);
		atomic_store_explicit(&known, size, memory_order_relaxed);
	}
	return size;
}

size_t wio__guard_round(size_t size)
{
	return (size + page() - 1) & ~(page() - 1);
}

/* ---- faults ---- */

static _Thread_local void *signal_stack; /* ours */
static _Thread_local bool listening;

static void on_fault(int signal, siginfo_t *info, void *unused)
{
	const struct sigaction standard = {.sa_handler = SIG_DFL};

	(void)unused;
	/* Of a fault, or sent by somebody. */
	const bool sent = info->si_code <= 0 || info->si_code == SI_USER ||
	                  info->si_code == SI_QUEUE;
	wio__guard_report *hit = wio__guard_hit;
	if (!sent && hit)
		hit(info->si_addr, page());
	/* Back there it happens again, and ends the process. */
	sigaction(signal, &standard, NULL);
	if (sent)
		raise(signal);
}

/* Whoever has a handler keeps it. */
static void handle(int signal)
{
	struct sigaction action;

	if (sigaction(signal, NULL, &action) < 0 ||
	    (action.sa_flags & SA_SIGINFO) || action.sa_handler != SIG_DFL)
		return;
	action = (struct sigaction){.sa_sigaction = on_fault};
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

static void listen(void)
{
	stack_t stack;

	if (listening)
		return;
	listening = true;
	handle(SIGSEGV);
	handle(SIGBUS);
	if (sigaltstack(NULL, &stack) < 0 || !(stack.ss_flags & SS_DISABLE))
		return;
	signal_stack = mmap(NULL, SIGNAL_STACK, PROT_READ | PROT_WRITE,
	                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (signal_stack == MAP_FAILED) {
		signal_stack = NULL;
		return;
	}
	stack = (stack_t){.ss_sp = signal_stack, .ss_size = SIGNAL_STACK};
	sigaltstack(&stack, NULL);
}

void wio__guard_ignore(void)
{
	stack_t stack;

	listening = false;
	if (!signal_stack)
		return;
	if (sigaltstack(NULL, &stack) == 0 && stack.ss_sp == signal_stack) {
		stack = (stack_t){.ss_flags = SS_DISABLE};
		sigaltstack(&stack, NULL);
	}
	(void)munmap(signal_stack, SIGNAL_STACK);
	signal_stack = NULL;
}

/* ---- memory ---- */

void *wio__stack_map(size_t size)
{
	char *at = mmap(NULL, page() + size, PROT_READ | PROT_WRITE,
	                MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK,
	                -1, 0);

	if (at == MAP_FAILED)
		return NULL;
	listen();
	if (atomic_fetch_add(&live, 1) < MOST_MAPPINGS) {
		if (madvise(at, page(), MADV_GUARD_INSTALL) < 0)
			(void)mprotect(at, page(), PROT_NONE);
	} else {
		(void)madvise(at, page(), MADV_GUARD_INSTALL);
	}
	return at + page();
}

void wio__stack_unmap(void *base, size_t size)
{
	atomic_fetch_sub(&live, 1);
	(void)munmap((char *)base - page(), page() + size);
}
#endif
