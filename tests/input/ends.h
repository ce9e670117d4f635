// SPDX-License-Identifier: MIT
#ifndef ENDS_H
#define ENDS_H

/* Plays a program by its name, and gives its exit status, if it gets there. */
int input_end(const char *name);

#endif
