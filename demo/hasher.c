// SPDX-License-Identifier: MIT
/*
 * What the page calls: the SHA-256 of what it gives, and a job that only computes.
 *
 *     digest("a.iso", stream)     one of three that work, or waits for room
 *      '-- group
 *           |-- read              slices of the stream, into a queue
 *           '-- hash              out of it
 *
 * However a file ends, what it has taken is given back; and when it was not finished the
 * page is told, which takes a while: a cancel waits for that, a second interrupt does not.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasyncio.h>

#include "sha256.h"

enum {
	AT_ONCE = 3,
	SLICE = 256 * 1024,
	AHEAD = 2,
	SLICES = AHEAD + 2 /* one is filled, and one is hashed */
};

struct slice {
	unsigned char *bytes;
	size_t size; /* 0: that was all */
};

/* A second interrupt leaves a group at once, so that its tasks may outlive who has made
 * them: each has a reference. */
struct file {
	unsigned refs;
	wio_call *call;
	wio_reader *reader;
	wio_queue *slices;
	unsigned char *memory;
	struct sha256 sha;
};

static struct file *file_new(wio_call *call)
{
	struct file *file = calloc(1, sizeof *file);
	if (!file)
		return NULL;
	file->refs = 1;
	file->call = call;
	file->memory = malloc((size_t)SLICES * SLICE);
	sha256_init(&file->sha);
	if (file->memory && wio_queue_new(&file->slices, sizeof(struct slice),
	                                  &(wio_queue_options){.maxsize = AHEAD}) == 0)
		return file;
	free(file->memory);
	free(file);
	return NULL;
}

static void file_release(void *arg)
{
	struct file *file = arg;
	if (--file->refs > 0)
		return;
	wio_reader_release(file->reader); /* cancels what is left of the stream */
	wio_queue_release(file->slices);
	free(file->memory);
	free(file);
}

/* ---- the work ---- */

static int read_slices(void *arg)
{
	struct file *file = arg;
	for (size_t i = 0;; i++) {
		struct slice slice = {.bytes = file->memory + i % SLICES * SLICE};
		int r = wio_reader_read(file->reader, slice.bytes, SLICE);
		if (r < 0)
			return r;
		slice.size = (size_t)r;
		r = wio_queue_put(file->slices, &slice);
		if (r < 0 || slice.size == 0)
			return r;
	}
}

/* A second interrupt does not wait for the end of the slice. */
static int hash(struct sha256 *sha, struct slice slice)
{
	enum { PIECE = 16 * 1024 };
	for (size_t i = 0; i < slice.size; i += PIECE) {
		sha256_update(sha, slice.bytes + i,
		              slice.size - i < PIECE ? slice.size - i : PIECE);
		int r = wio_check_interrupt();
		if (r < 0)
			return r;
	}
	return 0;
}

static int hash_slices(void *arg)
{
	struct file *file = arg;
	double done = 0;
	for (;;) {
		struct slice slice;
		int r = wio_queue_get(file->slices, &slice);
		if (r < 0 || slice.size == 0)
			return r;
		r = hash(&file->sha, slice);
		/* The other files have their turn. */
		if (r == 0)
			r = wio_yield();
		if (r < 0)
			return r;
		done += (double)slice.size;
		wio_call_progress(file->call, done);
	}
}

/* What the page gave is a stream, or an address: it has a function for those. */
static int open_source(struct file *file)
{
	const wio_value source = wio_call_value(file->call, 1);
	if (source.kind != WIO_STRING)
		return wio_call_reader(file->call, 1, &file->reader);
	wio_value response;
	int r = wio_host_call(&response, "get", 1, &source);
	if (r == 0)
		r = wio_value_reader(&response, &file->reader);
	return r;
}

static int create(wio_group *group, wio_fn *fn, const char *name, struct file *file)
{
	file->refs++;
	return wio_group_create_task(group, NULL, fn, file,
	                             &(wio_task_options){.name = name, .arg_free = file_release});
}

static int read_and_hash(struct file *file)
{
	wio_group *group;
	int r = wio_group_open(&group);
	if (r < 0)
		return r;
	r = create(group, read_slices, "read", file);
	if (r == 0)
		r = create(group, hash_slices, "hash", file);
	return wio_group_close(group, r);
}

static int give(struct file *file)
{
	unsigned char sum[SHA256_SIZE];
	char text[2 * SHA256_SIZE + 1];
	sha256_final(&file->sha, sum);
	for (size_t i = 0; i < SHA256_SIZE; i++)
		snprintf(text + 2 * i, 3, "%02x", sum[i]);
	return wio_call_return(file->call, wio_string(text));
}

/* A place among those that work, a file, and who is told when it was not finished. */
static int digest_file(wio_call *call)
{
	struct file *file = file_new(call);
	if (!file)
		return WIO_ENOMEM;
	int r = open_source(file);
	if (r == 0)
		r = read_and_hash(file);
	if (r == 0)
		r = give(file);
	file_release(file);
	return r;
}

static wio_limiter room = WIO_LIMITER(AT_ONCE);

static int digest(wio_call *call)
{
	wio_loan loan = {0};
	const wio_value name = wio_call_value(call, 0);
	int r = name.kind == WIO_STRING ? wio_task_set_name(wio_current_task(), name.text)
	                                : WIO_EINVAL;
	if (r < 0)
		return r;
	r = wio_limiter_acquire(&room, &loan);
	if (r < 0)
		return r;
	r = digest_file(call);
	/* The page is told, and a cancel waits for that. */
	const int told = r < 0 ? wio_host_call(NULL, "leave", 1, &name) : 0;
	wio_limiter_release(&room, &loan);
	return told < 0 ? told : r;
}
WIO_EXPORT(digest);

/* ---- a job that never waits ---- */

static bool is_prime(int64_t n)
{
	for (int64_t i = 3; i * i <= n; i += 2)
		if (n % i == 0)
			return false;
	return n > 1 && (n % 2 == 1 || n == 2);
}

static int count_primes(wio_call *call, int64_t end, int64_t *found)
{
	int r = 0;
	for (int64_t n = 0; r == 0 && n < end; n++) {
		*found += is_prime(n);
		r = wio_check_interrupt();
		/* Others have their turn. */
		if (r == 0 && n % 4096 == 0) {
			wio_call_progress(call, (double)n);
			r = wio_yield();
		}
	}
	return r;
}

/* How many there are below a number.  It is not to be left half-way: a cancel would
 * arrive behind the shield, when all is done; a second interrupt ends it. */
static int primes(wio_call *call)
{
	const int64_t end = wio_call_int(call, 0);
	int64_t found = 0;
	wio_shield_scope *shield;
	int r = wio_shield_open(&shield);
	if (r == 0)
		r = wio_shield_close(shield, count_primes(call, end, &found));
	return r < 0 ? r : wio_call_return(call, wio_int(found));
}
WIO_EXPORT(primes);
