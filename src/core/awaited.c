// SPDX-License-Identifier: MIT
#include "core/awaited.h"

#include "core/compiler.h"

/* In never.list: none of these callbacks waits. */
WIO__NEVER_INLINE void wio__awaited_run(struct wio__node *node)
{
	struct wio__awaited *awaited = wio__awaited_of(node);
	awaited->awaiter->done(awaited);
}
