// SPDX-License-Identifier: MIT
/*
 * A library that others wrote and that knows nothing of tasks, around which
 * port.c makes a program: each instance of it does the same work, and what the
 * library asks of us on the way is answered after a wait.
 */
#ifndef PORT_H
#define PORT_H

#include <stddef.h>
#include <stdint.h>

struct port {
	size_t stack_size;   /* what one of its tasks needs, in bytes */
	void *(*open)(int n); /* an instance, or NULL */
	/* All of the work, which depends on n alone and may be done again, and a
	 * hash of what came out: 0, or below zero the error of a wait. */
	int (*work)(void *instance, uint32_t *hash);
	/* After a work that ended in the midst: 0 when the instance is whole, and a
	 * write either done or undone; else what is wrong was printed. */
	int (*check)(void *instance);
	void (*close)(void *instance);
};

extern const struct port port;

/* To be called at every operation: 0, or the error that ends the work. */
int port_wait(void);

/* A hash begins with PORT_HASH and goes on with n bytes. */
#define PORT_HASH UINT32_C(2166136261)
static inline uint32_t port_hash(uint32_t hash, const void *bytes, size_t n)
{
	const unsigned char *byte = bytes;
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ byte[i]) * UINT32_C(16777619);
	return hash;
}

#endif
