// SPDX-License-Identifier: MIT
/* Inputs on the web: JavaScript has the files, and gives streams of them. */
#include <string.h>

#include "input.h"

int input_open(wio_reader **reader, int64_t *size, const char *name)
{
	const wio_value path = wio_string(name);
	wio_value value;
	*reader = NULL;
	*size = -1;
	if (strcmp(name, "-") == 0)
		return wio_reader_open_fd(reader, 0, WIO_KEEP_OPEN);
	int r = wio_host_call(&value, "size", 1, &path);
	if (r < 0)
		return r;
	*size = value.integer;
	r = wio_host_call(&value, "open", 1, &path);
	if (r == 0)
		r = wio_value_reader(&value, reader);
	return r;
}
