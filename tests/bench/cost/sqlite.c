// SPDX-License-Identifier: MIT
#include <sqlite3.h>
#include <stdio.h>

#include "../../ports/port.h"
#include "../../ports/sqlite_store.h"
#include "work.h"

/* Nothing but the memory of SQLite itself is used. */
int port_wait(void)
{
	return 0;
}

static int waited;

/* Its argument, after a wait in the first row of a script. */
static void wait(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	if (!waited) {
		waited = 1;
		work_wait();
	}
	sqlite3_result_value(context, values[0]);
}

/* A statement of its own, with this in it. */
static void level(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count;
	(void)values;
	work_level();
	sqlite3_exec(sqlite3_context_db_handle(context), "SELECT level()", NULL, NULL,
	    NULL);
}

static sqlite3 *made(void)
{
	sqlite3 *base;
	int r = sqlite3_open(":memory:", &base);
	if (r == SQLITE_OK)
		r = sqlite3_create_function(base, "wait", 1, SQLITE_UTF8, NULL, wait,
		    NULL, NULL);
	if (r == SQLITE_OK)
		r = sqlite3_create_function(base, "level", 0, SQLITE_UTF8, NULL, level,
		    NULL, NULL);
	if (r == SQLITE_OK)
		r = sqlite3_exec(base,
		    "CREATE TABLE a(id INTEGER PRIMARY KEY, k INT, t TEXT);"
		    "CREATE TABLE b(id INTEGER PRIMARY KEY, k INT);"
		    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n"
		    " WHERE x < 4000)"
		    "INSERT INTO a SELECT x, x * 7919 % 10007, 'text ' || x FROM n;"
		    "INSERT INTO b SELECT id, k FROM a WHERE id % 3 = 0;"
		    "CREATE INDEX a_k ON a(k)", NULL, NULL, NULL);
	return r == SQLITE_OK ? base : NULL;
}

/* Rows are asked for, as a user does. */
static int row(void *unused, int columns, char **values, char **names)
{
	(void)unused;
	(void)columns;
	(void)values;
	(void)names;
	return 0;
}

static int run(const struct work *work)
{
	static sqlite3 *base;
	char *error = NULL;
	if (!base)
		base = made();
	if (!base)
		return -1;
	waited = 0;
	if (sqlite3_exec(base, work->script, row, NULL, &error) == SQLITE_OK)
		return 0;
	printf("%s: %s\n", work->name, error);
	return -1;
}

const struct work works[] = {
    {"insert", 1, run, "BEGIN; CREATE TABLE c(x, y); "
        "WITH RECURSIVE n(x) AS (SELECT wait(1) UNION ALL SELECT x + 1 FROM n "
        "WHERE x < 4000) INSERT INTO c SELECT x, 'row ' || x FROM n; ROLLBACK"},
    {"scan", 1, run, "SELECT sum(k), count(*), max(t) FROM a "
        "WHERE wait(1) AND k % 7 <> 3;"
        "SELECT sum(k * 3 + id) FROM a, (SELECT 1 UNION SELECT 2 UNION SELECT 3)"},
    {"join", 1, run,
        "SELECT count(*), sum(a.id) FROM a JOIN b ON a.k = b.k WHERE wait(1)"},
    {"recursive", 1, run, "WITH RECURSIVE n(x, y) AS (SELECT wait(1), 1 UNION ALL "
        "SELECT x + 1, (y * 31 + x) % 10007 FROM n WHERE x < 6000) "
        "SELECT sum(y) FROM n"},
    {"group", 1, run, "SELECT k % 100 AS g, count(*), sum(id) FROM a WHERE wait(1) "
        "GROUP BY g ORDER BY 3 DESC"},
    {"order", 1, run, "SELECT t FROM a WHERE wait(1) ORDER BY t DESC LIMIT 100"},
    {"text", 1, run,
        "SELECT sum(length(replace(upper(t), 'X', 'yy') || substr(t, 2))) FROM a "
        "WHERE wait(1);"
        "SELECT count(*) FROM a WHERE t LIKE '%99%'"},
    {"update", 1, run, "BEGIN; UPDATE a SET k = k + 1 WHERE wait(1); "
        "UPDATE b SET k = id; ROLLBACK"},
    {"parse", 1, run, "SELECT wait(1);"
        "SELECT 7 FROM a WHERE id IN (1, 2) AND k > 3 OR id BETWEEN 5 AND 7;"
        "SELECT a.id, b.id FROM a JOIN b ON a.k = b.id WHERE a.id < 3 "
        "UNION SELECT 1, 2;"
        "SELECT count(*) FROM (SELECT id FROM a WHERE id < 100 "
        "EXCEPT SELECT id FROM b)"},
};
const int works_count = sizeof works / sizeof *works;

const struct work nest = {"nest", 1, run, "SELECT wait(1), level()"};
