// SPDX-License-Identifier: MIT
#include "args.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wasyncio.h>

enum { WRONG_USAGE = 2 };

static const char usage[] =
	"usage: digest [OPTION...] FILE...\n"
	"Print the SHA-256 of each FILE as sha256sum does; - is standard input.\n"
	"\n"
	"  --timeout SECONDS          stop after so long\n"
	"  --progress, --no-progress  draw a bar on standard error, or none; by\n"
	"                             default only when that is a terminal\n"
	"  --help\n"
	"\n"
	"The status is 0 when all is well, 1 when a FILE could not be read or\n"
	"time ran out, 2 for wrong usage, 130 after Ctrl-C (125 under WASI).\n";

static bool parse_seconds(const char *text, int64_t *out)
{
	char *end;
	double seconds = strtod(text, &end);
	if (end == text || *end || !(seconds > 0 && seconds <= 1e9))
		return false;
	*out = (int64_t)(seconds * 1e9);
	return true;
}

int args_parse(struct args *args, int argc, char **argv)
{
	static const struct option options[] = {
		{"help", no_argument, NULL, 'h'},
		{"no-progress", no_argument, NULL, 'n'},
		{"progress", no_argument, NULL, 'p'},
		{"timeout", required_argument, NULL, 't'},
		{NULL, 0, NULL, 0},
	};
	*args = (struct args){
		.timeout = WIO_FOREVER,
		.progress = isatty(STDERR_FILENO),
	};
	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		switch (c) {
		case 'h':
			fputs(usage, stdout);
			return 0;
		case 'n':
		case 'p':
			args->progress = c == 'p';
			break;
		case 't':
			if (parse_seconds(optarg, &args->timeout))
				break;
			fprintf(stderr, "digest: --timeout %s: not a time in seconds\n",
			        optarg);
			return WRONG_USAGE;
		default:
			return WRONG_USAGE; /* getopt_long has said why */
		}
	}
	args->names = argv + optind;
	args->count = (size_t)(argc - optind);
	if (args->count > 0)
		return -1;
	fputs(usage, stderr);
	return WRONG_USAGE;
}
