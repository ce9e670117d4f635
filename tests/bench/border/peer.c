// SPDX-License-Identifier: MIT
/* The same by Emscripten's own means, with JSPI. */
#include <emscripten.h>

EMSCRIPTEN_KEEPALIVE int empty(void);
EMSCRIPTEN_KEEPALIVE int bare(void);
EMSCRIPTEN_KEEPALIVE void calls_plain(int n);
EMSCRIPTEN_KEEPALIVE void calls_promise(int n);

EM_JS(void, plain, (void), {});
EM_ASYNC_JS(void, promise, (void), {});

int empty(void)
{
	return 0;
}

int bare(void)
{
	return 0;
}

void calls_plain(int n)
{
	while (n-- > 0)
		plain();
}

void calls_promise(int n)
{
	while (n-- > 0)
		promise();
}
