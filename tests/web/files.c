// SPDX-License-Identifier: MIT
/* A program for which emcc links its file system. */
#include <stdio.h>

#include "wasyncio.h"

static int copier(void *unused)
{
	(void)unused;
	char text[64] = "";
	FILE *file = fopen("note", "w+");
	if (!file)
		return WIO_EINVAL;
	fputs("gr\xc3\xbc\xc3\x9f", file);
	rewind(file);
	wio_sleep(WIO_MS(1));
	fgets(text, sizeof text, file);
	fclose(file);
	printf("note: %s", text);
	fprintf(stderr, "done");
	return 0;
}

int main(void)
{
	return wio_run(copier, NULL);
}
