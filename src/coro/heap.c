// SPDX-License-Identifier: MIT
/* Memory for stacks where no page can be a guard. */
#include <stdlib.h>

#include "stack.h"

void *wio__stack_map(size_t size)
{
	return malloc(size);
}

void wio__stack_unmap(void *base, size_t size)
{
	(void)size;
	free(base);
}
