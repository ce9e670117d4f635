// SPDX-License-Identifier: MIT
/*
 * Files in memory for SQLite: a VFS of its own for each database, whose every
 * open, read, write, truncate, sync and delete waits first.  A wait that ends with
 * an error is an error of the file, and nothing was read or written.
 */
#ifndef SQLITE_STORE_H
#define SQLITE_STORE_H

#include <sqlite3.h>

struct stored_file;

struct store {
	sqlite3_vfs vfs;
	char name[16]; /* the VFS's */
	struct stored_file *files;
	int error; /* the first of a wait, or 0 */
};

int store_open(struct store *store, int n);
void store_close(struct store *store);

#endif
