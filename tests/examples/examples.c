// SPDX-License-Identifier: MIT
/* examples NAME: what the program of that example does. */
#include <string.h>

#define X(name) int example_##name(void);
#include "examples.inc"
#undef X

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*play)(void);
	} examples[] = {
#define X(name) {#name, example_##name},
#include "examples.inc"
#undef X
	};
	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
		if (argc == 2 && strcmp(argv[1], examples[i].name) == 0)
			return examples[i].play();
	return 2;
}
