// SPDX-License-Identifier: MIT
/*
 * Plays what script.py writes to standard input: each line feeds a reader, ends it or
 * reads from it, and says what came of that.  Pieces that are fed come one for each
 * time that the reader asks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasyncio.h>

enum { PIECES = 100 };

static struct {
	struct {
		char data[64];
		size_t size, given;
	} pieces[PIECES];
	size_t first, count;
} feed;

static int more(void *source, void *buffer, size_t size)
{
	(void)source;
	if (feed.first == feed.count)
		return 0;
	const size_t at = feed.pieces[feed.first].given;
	size_t n = feed.pieces[feed.first].size - at;
	n = n < size ? n : size;
	memcpy(buffer, feed.pieces[feed.first].data + at, n);
	feed.pieces[feed.first].given += n;
	if (feed.pieces[feed.first].given == feed.pieces[feed.first].size)
		feed.first++;
	return (int)n;
}

static const wio_reader_source source = {more, NULL};

static void says(const char *how, const void *data, size_t size)
{
	printf("%s %.*s\n", how, (int)size, size ? (const char *)data : "");
}

static void plays(wio_reader *reader, const char *what, const char *rest)
{
	static char buffer[8192];
	wio_bytes found = {NULL, 0};
	const size_t n = (size_t)strtoul(rest, NULL, 10);
	if (strcmp(what, "read") == 0) {
		const int r = wio_reader_read(reader, buffer, n);
		says("read", buffer, (size_t)r);
	} else if (strcmp(what, "exactly") == 0) {
		size_t got;
		const int r = wio_reader_read_exactly(reader, buffer, n, &got);
		says(r == 0 ? "exactly" : wio_strerror_name(r), buffer, got);
	} else if (strcmp(what, "until") == 0) {
		const int r = wio_reader_read_until(reader, rest, strlen(rest), &found);
		if (r == WIO_EOVERRUN)
			printf("%s %zu\n", wio_strerror_name(r), found.size);
		else
			says(r == 0 ? "until" : wio_strerror_name(r), found.data, found.size);
	} else if (strcmp(what, "line") == 0) {
		const int r = wio_reader_read_line(reader, &found);
		if (found.size && ((const char *)found.data)[found.size - 1] == '\n')
			says("line", found.data, found.size - 1);
		else
			says(r < 0 ? wio_strerror_name(r) : "last", found.data, found.size);
	} else if (strcmp(what, "all") == 0) {
		wio_reader_read_all(reader, &found, SIZE_MAX);
		says("all", found.data, found.size);
	}
	printf("%s", wio_reader_at_eof(reader) ? "at its end\n" : "");
}

/* Its own input is a reader's, too. */
static int app(void *unused)
{
	(void)unused;
	wio_reader *input, *reader = NULL;
	wio_bytes line;
	int r = wio_reader_open_fd(&input, 0, WIO_KEEP_OPEN);
	while (r >= 0 && (r = wio_reader_read_line(input, &line)) > 0) {
		char text[80], *rest;
		snprintf(text, sizeof text, "%.*s", (int)line.size - 1,
		         (const char *)line.data);
		rest = strchr(text, ' ');
		if (rest)
			*rest++ = '\0';
		if (strcmp(text, "new") == 0) {
			wio_reader_release(reader);
			feed.first = feed.count = 0;
			r = wio_reader_new(&reader, &source, NULL);
			wio_reader_set_limit(reader, (size_t)strtoul(rest, NULL, 10));
		} else if (strcmp(text, "feed") == 0) {
			const size_t size = strlen(rest);
			for (size_t i = 0; i < size; i++) /* a line may hold no end of one */
				rest[i] = rest[i] == '|' ? '\n' : rest[i];
			memcpy(feed.pieces[feed.count].data, rest, size);
			feed.pieces[feed.count].given = 0;
			feed.pieces[feed.count++].size = size;
		} else {
			plays(reader, text, rest ? rest : "");
		}
	}
	wio_reader_release(reader);
	wio_reader_release(input);
	return r;
}

int main(void)
{
	return wio_run(app, NULL);
}
