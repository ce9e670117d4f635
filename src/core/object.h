// SPDX-License-Identifier: MIT
#ifndef WIO_OBJECT_H
#define WIO_OBJECT_H

#include <stddef.h>

/* What an object is; kept after its end so that a stale handle is seen. */
enum wio__kind {
	WIO__LOOP = 0x4c4f4f50,
	WIO__RUNNER = 0x52554e52,
	WIO__FUTURE = 0x46555455,
	WIO__TASK = 0x5441534b,
	WIO__HANDLE = 0x484e444c,
	WIO__CALLBACK = 0x43424b20,
	WIO__CONTEXT = 0x43545854,
	WIO__VAR = 0x56415220,
	WIO__TOKEN = 0x544f4b4e,
	WIO__GROUP = 0x47525550,
	WIO__TIMEOUT = 0x54494d45,
	WIO__SHIELD = 0x53484c44,
	WIO__STREAM = 0x5354524d, /* of signals */
	WIO__QUEUE = 0x51554555,
	WIO__ITERATOR = 0x49544552, /* of tasks, as they are completed */
	WIO__GENERATOR = 0x47454e45,
	WIO__EXECUTOR = 0x45584543,
	WIO__JOB = 0x4a4f4220,
	WIO__CONCURRENT = 0x434f4e43,
	WIO__READER = 0x52454144,
	WIO__WRITER = 0x57524954,
	WIO__FREED = 0x46524545
};

/* The first member of each. */
struct wio__object {
	enum wio__kind kind;
	unsigned refs;
};

/* What a member lies in. */
#define wio__container(pointer, type, member) \
	((type *)((char *)(pointer)-offsetof(type, member)))

#endif
