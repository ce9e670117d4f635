// SPDX-License-Identifier: MIT
#ifndef DEMO_SHA256_H
#define DEMO_SHA256_H

#include <stddef.h>
#include <stdint.h>

/* SHA-256 as in FIPS 180-4, over bytes that come bit by bit. */
enum { SHA256_SIZE = 32, SHA256_BLOCK = 64 };

struct sha256 {
	uint32_t state[8];
	uint64_t length;                   /* bytes so far */
	unsigned char block[SHA256_BLOCK]; /* those that fill no block yet */
};

void sha256_init(struct sha256 *sha);
void sha256_update(struct sha256 *sha, const void *data, size_t size);

/* Nothing may be added afterwards. */
void sha256_final(struct sha256 *sha, unsigned char digest[SHA256_SIZE]);

#endif
