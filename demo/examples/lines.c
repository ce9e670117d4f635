// SPDX-License-Identifier: MIT
/*
 * Bytes come in pieces, as from a socket; a generator makes lines of them, and whoever
 * wants lines knows nothing of pieces.  It is left after the third line, and the
 * generator still cleans up.
 *
 *     roses are red
 *     violets are blue
 *     and lines come
 *     closed
 */
#include <stdio.h>
#include <string.h>
#include <wasyncio.h>

/* The next piece, as long as there is one: the place of recv(). */
static int receive(char *piece, size_t size)
{
	static const char *const pieces[] = {"roses a", "re red\nvio", "lets are blue\nand",
	                                     " lines come\none ", "by one\n", ""};
	static size_t next;
	int r = wio_sleep(WIO_MS(1));
	return r < 0 ? r : snprintf(piece, size, "%s", pieces[next++]);
}

/* What is lent is there until the next line is asked for. */
static int lines(void *unused)
{
	(void)unused;
	char text[256] = "", *end;
	size_t length = 0;
	int r;
	while ((r = receive(text + length, sizeof text - length)) > 0) {
		length += (size_t)r;
		while (r >= 0 && (end = strchr(text, '\n')) != NULL) {
			*end = '\0';
			const char *line = text;
			r = wio_generator_yield(&line, NULL);
			length -= (size_t)(end + 1 - text);
			memmove(text, end + 1, length + 1);
		}
		if (r < 0)
			break;
	}
	puts("closed");
	return r;
}

static int app(void *unused)
{
	(void)unused;
	wio_generator *generator;
	const char *line;
	int count = 0;
	int r = wio_generator_new(&generator, sizeof line, lines, NULL, NULL);
	if (r < 0)
		return r;
	WIO_ASYNC_FOR (line, generator, r) {
		puts(line);
		if (++count == 3)
			break;
	}
	if (r >= 0)
		r = wio_generator_close(generator);
	wio_generator_release(generator);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
