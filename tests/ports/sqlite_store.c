// SPDX-License-Identifier: MIT
#include "sqlite_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port.h"

enum { LONGEST = 64 };

struct stored_file {
	char name[LONGEST];
	unsigned char *bytes;
	sqlite3_int64 size;
	struct stored_file *next;
};

/* What SQLite has open; it is the only one that has. */
struct open_file {
	sqlite3_file base;
	struct store *store;
	struct stored_file *file;
	int temporary;
};

static int waited(struct store *store, int code)
{
	int r = port_wait();
	if (r >= 0)
		return SQLITE_OK;
	if (store->error == 0)
		store->error = r;
	return code;
}

static struct stored_file **find(struct store *store, const char *name)
{
	struct stored_file **file = &store->files;
	while (*file && strcmp((*file)->name, name) != 0)
		file = &(*file)->next;
	return file;
}

static void drop(struct stored_file **file)
{
	struct stored_file *old = *file;
	*file = old->next;
	free(old->bytes);
	free(old);
}

/* ---- an open file ---- */

static int resize(struct stored_file *file, sqlite3_int64 size)
{
	unsigned char *bytes = realloc(file->bytes, size > 0 ? (size_t)size : 1);
	if (!bytes)
		return SQLITE_FULL;
	if (size > file->size)
		memset(bytes + file->size, 0, (size_t)(size - file->size));
	file->bytes = bytes;
	file->size = size;
	return SQLITE_OK;
}

static int close_file(sqlite3_file *base)
{
	struct open_file *open = (struct open_file *)base;
	if (open->temporary)
		drop(find(open->store, open->file->name));
	return SQLITE_OK;
}

static int read_file(sqlite3_file *base, void *to, int n, sqlite3_int64 at)
{
	struct open_file *open = (struct open_file *)base;
	int r = waited(open->store, SQLITE_IOERR_READ);
	if (r != SQLITE_OK)
		return r;
	sqlite3_int64 there = open->file->size - at;
	if (there < 0)
		there = 0;
	if (there > n)
		there = n;
	if (there > 0)
		memcpy(to, open->file->bytes + at, (size_t)there);
	memset((char *)to + there, 0, (size_t)(n - there));
	return there == n ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int write_file(sqlite3_file *base, const void *from, int n,
                      sqlite3_int64 at)
{
	struct open_file *open = (struct open_file *)base;
	int r = waited(open->store, SQLITE_IOERR_WRITE);
	if (r == SQLITE_OK && at + n > open->file->size)
		r = resize(open->file, at + n);
	if (r == SQLITE_OK)
		memcpy(open->file->bytes + at, from, (size_t)n);
	return r;
}

static int truncate_file(sqlite3_file *base, sqlite3_int64 size)
{
	struct open_file *open = (struct open_file *)base;
	int r = waited(open->store, SQLITE_IOERR_TRUNCATE);
	return r == SQLITE_OK ? resize(open->file, size) : r;
}

static int sync_file(sqlite3_file *base, int flags)
{
	(void)flags;
	return waited(((struct open_file *)base)->store, SQLITE_IOERR_FSYNC);
}

static int file_size(sqlite3_file *base, sqlite3_int64 *size)
{
	*size = ((struct open_file *)base)->file->size;
	return SQLITE_OK;
}

/* A file has one connection. */
static int lock(sqlite3_file *base, int level)
{
	(void)base;
	(void)level;
	return SQLITE_OK;
}

static int is_reserved(sqlite3_file *base, int *reserved)
{
	(void)base;
	*reserved = 0;
	return SQLITE_OK;
}

static int file_control(sqlite3_file *base, int what, void *arg)
{
	(void)base;
	(void)what;
	(void)arg;
	return SQLITE_NOTFOUND;
}

static int sector_size(sqlite3_file *base)
{
	(void)base;
	return 512;
}

static int characteristics(sqlite3_file *base)
{
	(void)base;
	return 0;
}

static const sqlite3_io_methods methods = {
    .iVersion = 1, .xClose = close_file, .xRead = read_file,
    .xWrite = write_file, .xTruncate = truncate_file, .xSync = sync_file,
    .xFileSize = file_size, .xLock = lock, .xUnlock = lock,
    .xCheckReservedLock = is_reserved, .xFileControl = file_control,
    .xSectorSize = sector_size, .xDeviceCharacteristics = characteristics};

/* ---- all files of a store ---- */

static int open_file(sqlite3_vfs *vfs, const char *name, sqlite3_file *base,
                     int flags, int *given)
{
	struct open_file *open = (struct open_file *)base;
	struct store *store = vfs->pAppData;
	open->base.pMethods = NULL;
	if (waited(store, SQLITE_CANTOPEN) != SQLITE_OK)
		return SQLITE_CANTOPEN;
	open->store = store;
	open->temporary = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
	struct stored_file **place = find(store, name ? name : "");
	if (!*place) {
		if (!(flags & SQLITE_OPEN_CREATE))
			return SQLITE_CANTOPEN;
		*place = calloc(1, sizeof **place);
		if (!*place)
			return SQLITE_NOMEM;
		snprintf((*place)->name, LONGEST, "%s", name ? name : "");
	}
	open->file = *place;
	open->base.pMethods = &methods;
	if (given)
		*given = flags;
	return SQLITE_OK;
}

static int delete_file(sqlite3_vfs *vfs, const char *name, int sync)
{
	(void)sync;
	struct store *store = vfs->pAppData;
	int r = waited(store, SQLITE_IOERR_DELETE);
	if (r != SQLITE_OK)
		return r;
	struct stored_file **file = find(store, name);
	if (!*file)
		return SQLITE_IOERR_DELETE_NOENT;
	drop(file);
	return SQLITE_OK;
}

static int is_there(sqlite3_vfs *vfs, const char *name, int flags, int *there)
{
	(void)flags;
	*there = *find(vfs->pAppData, name) != NULL;
	return SQLITE_OK;
}

static int full_name(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
	(void)vfs;
	return snprintf(out, (size_t)size, "%s", name) < size ? SQLITE_OK
	                                                      : SQLITE_CANTOPEN;
}

/* Always the same, as all that is compared. */
static int random_bytes(sqlite3_vfs *vfs, int n, char *out)
{
	(void)vfs;
	memset(out, 7, (size_t)n);
	return n;
}

static int sleep_for(sqlite3_vfs *vfs, int microseconds)
{
	(void)vfs;
	return microseconds;
}

static int current_time(sqlite3_vfs *vfs, double *julian)
{
	(void)vfs;
	*julian = 2461000.5;
	return SQLITE_OK;
}

/* SQLite is compiled without the files of a system, and wants one VFS from the
 * start; the others are made as this one. */
static sqlite3_vfs model = {
    .iVersion = 1, .szOsFile = sizeof(struct open_file),
    .mxPathname = LONGEST - 1, .zName = "model", .xOpen = open_file,
    .xDelete = delete_file, .xAccess = is_there, .xFullPathname = full_name,
    .xRandomness = random_bytes, .xSleep = sleep_for,
    .xCurrentTime = current_time};

int sqlite3_os_init(void);
int sqlite3_os_init(void)
{
	return sqlite3_vfs_register(&model, 1);
}

int sqlite3_os_end(void);
int sqlite3_os_end(void)
{
	return SQLITE_OK;
}

int store_open(struct store *store, int n)
{
	int r = sqlite3_initialize();
	if (r != SQLITE_OK)
		return r;
	snprintf(store->name, sizeof store->name, "store%d", n);
	store->vfs = model;
	store->vfs.zName = store->name;
	store->vfs.pAppData = store;
	return sqlite3_vfs_register(&store->vfs, 0);
}

void store_close(struct store *store)
{
	sqlite3_vfs_unregister(&store->vfs);
	while (store->files)
		drop(&store->files);
}
