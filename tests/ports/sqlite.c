// SPDX-License-Identifier: MIT
// SQLite: each connection has a database of its own in memory, whose every
// operation waits.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port.h"
#include "sqlite_store.h"

struct base {
	struct store store;
	sqlite3 *connection;
	int n;
	int committed;
	uint32_t before; /* a hash of the rows */
};

/* What a whole write makes of the rows of the instance that is stopped. */
static uint32_t after;

/* So few pages stay in memory that most are read again and written early. */
#define SETTINGS "PRAGMA cache_size = 4; PRAGMA cache_spill = 2;"

static int failed(struct base *base, const char *what)
{
	printf("sqlite: %s: %s\n", what, sqlite3_errmsg(base->connection));
	return -1;
}

static int connect(struct base *base)
{
	int r = sqlite3_open_v2("rows", &base->connection,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, base->store.name);
	return r == SQLITE_OK
	    ? sqlite3_exec(base->connection, SETTINGS, NULL, NULL, NULL) : r;
}

static int add_row(void *hash, int columns, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < columns; i++) {
		const char *value = values[i] ? values[i] : "";
		*(uint32_t *)hash = port_hash(*(uint32_t *)hash, value, strlen(value) + 1);
	}
	return 0;
}

/* Runs statements; with hash, gives one of their rows. */
static int execute(struct base *base, const char *statements, uint32_t *hash)
{
	if (hash)
		*hash = PORT_HASH;
	return sqlite3_exec(base->connection, statements, hash ? add_row : NULL, hash,
	    NULL);
}

static void give_n(sqlite3_context *context, int unused, sqlite3_value **none)
{
	(void)unused;
	(void)none;
	sqlite3_result_int(context,
	    ((struct base *)sqlite3_user_data(context))->n);
}

static int hash_rows(struct base *base, uint32_t *hash)
{
	return execute(base, "SELECT * FROM a ORDER BY id; SELECT * FROM b", hash);
}

static void close_base(void *instance)
{
	struct base *base = instance;
	sqlite3_close(base->connection);
	store_close(&base->store);
	free(base);
}

static void *open_base(int n)
{
	struct base *base = calloc(1, sizeof *base);
	if (!base)
		return NULL;
	base->n = n;
	if (store_open(&base->store, n) == SQLITE_OK && connect(base) == SQLITE_OK &&
	    execute(base, "CREATE TABLE a(id INTEGER PRIMARY KEY, v INT, s TEXT);"
	        "CREATE TABLE b(v INT);"
	        "WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i"
	        " WHERE x < 100)"
	        "INSERT INTO a SELECT x, x * 7919 % 1009, hex(zeroblob(40)) FROM i;"
	        "CREATE INDEX a_v ON a(v)", NULL) == SQLITE_OK &&
	    hash_rows(base, &base->before) == SQLITE_OK)
		return base;
	failed(base, "open");
	close_base(base);
	return NULL;
}

/* Done twice, it is as done once; n() is the instance's. */
static const char write[] =
    "BEGIN;"
    "UPDATE a SET v = (id * 31 + n()) % 1009, s = s || n() WHERE length(s) < 81;"
    "DELETE FROM a WHERE id % 7 = 0;"
    "INSERT OR REPLACE INTO a SELECT id + 1000, v, 'new' FROM a"
    " WHERE id < 1000 AND id % 3 = 0;"
    "DELETE FROM b;"
    "INSERT INTO b SELECT count(*) FROM a;"
    "COMMIT";

static const char look[] =
    "SELECT v % 10 AS g, count(*), sum(id), max(s) FROM a GROUP BY g ORDER BY 3;"
    "SELECT x.id, y.id FROM a x JOIN a y ON x.v = y.v AND x.id < y.id;"
    "SELECT count(*) FROM a WHERE s LIKE '%0' || n() || '%';"
    "SELECT * FROM a ORDER BY s, v DESC, id LIMIT 10";

static int work(void *instance, uint32_t *hash)
{
	struct base *base = instance;
	uint32_t rows = 0;
	base->store.error = 0;
	base->committed = 0;
	int r = sqlite3_create_function(base->connection, "n", 0, SQLITE_UTF8, base,
	    give_n, NULL, NULL);
	if (r == SQLITE_OK)
		r = execute(base, write, NULL);
	if (r == SQLITE_OK) {
		base->committed = 1;
		r = execute(base, look, hash);
	}
	if (r == SQLITE_OK)
		r = hash_rows(base, &rows);
	if (r == SQLITE_OK) {
		after = rows;
		*hash = port_hash(*hash, &rows, sizeof rows);
		return 0;
	}
	if (base->store.error == 0)
		return failed(base, "work");
	if (!sqlite3_get_autocommit(base->connection))
		execute(base, "ROLLBACK", NULL);
	return base->store.error;
}

/* As another connection sees it. */
static int check(void *instance)
{
	struct base *base = instance;
	uint32_t whole, rows, ok = port_hash(PORT_HASH, "ok", 3);
	if (sqlite3_close(base->connection) != SQLITE_OK)
		return failed(base, "close");
	if (connect(base) != SQLITE_OK ||
	    execute(base, "PRAGMA integrity_check", &whole) != SQLITE_OK ||
	    hash_rows(base, &rows) != SQLITE_OK)
		return failed(base, "check");
	if (whole != ok || rows != (base->committed ? after : base->before)) {
		printf("integrity %d, committed %d, rows %d\n", whole == ok,
		    base->committed, rows == base->before);
		return -1;
	}
	return 0;
}

const struct port port = {65536, open_base, work, check, close_base};
