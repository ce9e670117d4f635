// SPDX-License-Identifier: MIT
#include "sha256.h"

#include <string.h>

/* The first 32 bits of the fractions of the cube roots of the first primes. */
static const uint32_t K[64] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, int n)
{
	return x >> n | x << (32 - n);
}

static uint32_t load(const unsigned char *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
	       p[3];
}

static void store(unsigned char *p, uint64_t x, int bytes)
{
	while (bytes-- > 0) {
		p[bytes] = (unsigned char)x;
		x >>= 8;
	}
}

/* One block into the state.  The names are the standard's. */
static void compress(uint32_t state[8], const unsigned char *block)
{
	uint32_t w[64];
	for (int t = 0; t < 16; t++)
		w[t] = load(block + 4 * t);
	for (int t = 16; t < 64; t++) {
		uint32_t x = w[t - 15], y = w[t - 2];
		w[t] = (rotate(y, 17) ^ rotate(y, 19) ^ y >> 10) + w[t - 7] +
		       (rotate(x, 7) ^ rotate(x, 18) ^ x >> 3) + w[t - 16];
	}
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
	uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
	for (int t = 0; t < 64; t++) {
		uint32_t t1 = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
		              ((e & f) ^ (~e & g)) + K[t] + w[t];
		uint32_t t2 = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
		              ((a & b) ^ (a & c) ^ (b & c));
		h = g, g = f, f = e, e = d + t1;
		d = c, c = b, b = a, a = t1 + t2;
	}
	state[0] += a, state[1] += b, state[2] += c, state[3] += d;
	state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

void sha256_init(struct sha256 *sha)
{
	/* The same of the square roots of the first eight primes. */
	static const uint32_t start[8] = {
		0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
		0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
	};
	memcpy(sha->state, start, sizeof start);
	sha->length = 0;
}

void sha256_update(struct sha256 *sha, const void *data, size_t size)
{
	const unsigned char *from = data;
	size_t filled = sha->length % SHA256_BLOCK;
	sha->length += size;
	if (filled > 0) {
		size_t room = SHA256_BLOCK - filled;
		size_t n = size < room ? size : room;
		memcpy(sha->block + filled, from, n);
		if (n < room)
			return;
		compress(sha->state, sha->block);
		from += n;
		size -= n;
	}
	for (; size >= SHA256_BLOCK; from += SHA256_BLOCK, size -= SHA256_BLOCK)
		compress(sha->state, from);
	if (size > 0)
		memcpy(sha->block, from, size);
}

void sha256_final(struct sha256 *sha, unsigned char digest[SHA256_SIZE])
{
	/* A one bit, zeroes, and the length in bits that ends the last block. */
	static const unsigned char padding[SHA256_BLOCK] = {0x80};
	unsigned char bits[8];
	store(bits, sha->length * 8, sizeof bits);
	size_t filled = (sha->length + sizeof bits) % SHA256_BLOCK;
	sha256_update(sha, padding, SHA256_BLOCK - filled);
	sha256_update(sha, bits, sizeof bits);
	for (int i = 0; i < 8; i++)
		store(digest + 4 * i, sha->state[i], 4);
}
