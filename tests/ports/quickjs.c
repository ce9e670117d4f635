// SPDX-License-Identifier: MIT
// QuickJS: each runtime runs a script, and waits wherever that calls wait().
#include <quickjs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port.h"

struct engine {
	JSRuntime *runtime;
	JSContext *context;
	int n;
	int error; /* of the wait that ended the work */
};

/*
 * Waits stand in what C of the engine calls: comparisons, patterns, getters,
 * proxies, generators, JSON, iterators, jobs of promises.  The write moves an
 * amount in two steps, and takes back one that it could not finish.
 */
static const char script[] =
    "let account = {a: 1000, b: 0}, undo = null;\n"
    "function whole() { return account.a + account.b === 1000 && !undo; }\n"
    "function move(x) {\n"
    "  undo = {...account};\n"
    "  try {\n"
    "    account.a -= x; wait();\n"
    "    for (let i = 0; i < 20; i++) { x += i; wait(); }\n"
    "    account.b = 1000 - account.a; wait();\n"
    "  } catch (e) {\n"
    "    account = undo; throw e;\n"
    "  } finally { undo = null; }\n"
    "}\n"
    "const later = [];\n"
    "function work(n) {\n"
    "  account = {a: 1000, b: 0};\n"
    "  const t = [];\n"
    "  for (let i = 1; i <= 20; i++) { wait(); t.push((i * 7919 + n * 31) % 1009); }\n"
    "  t.sort((x, y) => { wait(); return x - y; });\n"
    "  const out = [t.join()];\n"
    "  out.push(('abc def ' + n).replace(/\\w+/g, w => {\n"
    "    wait(); return w.toUpperCase() + w.length; }));\n"
    "  function* steps() { for (let i = 0; i < 5; i++) { wait(); yield i * n; } }\n"
    "  out.push(...steps());\n"
    "  const p = new Proxy({}, {get: (_, k) => { wait(); return k + n; }});\n"
    "  out.push(p.x + {toString() { wait(); return 'y'; }});\n"
    "  out.push(JSON.stringify(JSON.parse('{\"a\":[1,2,{\"b\":3}]}',\n"
    "    (k, v) => { wait(); return v; }), (k, v) => { wait(); return v; }));\n"
    "  try { wait(); throw n; } catch (e) {\n"
    "    if (e !== n) throw e; out.push(e * 2); }\n"
    "  class C { constructor() { wait(); this.x = n; } get y() { wait(); return this.x; } }\n"
    "  out.push(Reflect.construct(C, []).y, eval('wait(); n + 1'));\n"
    "  move(n % 500); move(17);\n"
    "  out.push(account.a);\n"
    "  later.length = 0;\n"
    "  (async () => { for (let i = 0; i < 3; i++) { wait(); later.push(await i); } })();\n"
    "  return out.join(' ');\n"
    "}\n";

static JSValue js_wait(JSContext *context, JSValueConst self, int count,
                       JSValueConst *values)
{
	(void)self;
	(void)count;
	(void)values;
	struct engine *engine = JS_GetContextOpaque(context);
	int r = port_wait();
	if (r >= 0)
		return JS_UNDEFINED;
	if (engine->error == 0)
		engine->error = r;
	return JS_ThrowInternalError(context, "the wait ended with %d", r);
}

static void close_engine(void *instance)
{
	struct engine *engine = instance;
	if (engine->context)
		JS_FreeContext(engine->context);
	if (engine->runtime)
		JS_FreeRuntime(engine->runtime);
	free(engine);
}

/* Drops the exception, and says what it was, unless a wait was its cause. */
static int failed(struct engine *engine)
{
	JSValue exception = JS_GetException(engine->context);
	if (engine->error == 0) {
		const char *text = JS_ToCString(engine->context, exception);
		printf("quickjs: %s\n", text ? text : "?");
		JS_FreeCString(engine->context, text);
	}
	JS_FreeValue(engine->context, exception);
	return engine->error ? engine->error : -1;
}

/* Calls a global function with n, and then what it left for later; the value is
 * the caller's. */
static int call(struct engine *engine, const char *name, JSValue *value)
{
	JSContext *context = engine->context, *of_job;
	JSValue global = JS_GetGlobalObject(context);
	JSValue function = JS_GetPropertyStr(context, global, name);
	JSValue n = JS_NewInt32(context, engine->n);
	*value = JS_Call(context, function, global, 1, &n);
	JS_FreeValue(context, function);
	JS_FreeValue(context, global);
	if (JS_IsException(*value))
		return failed(engine);
	int jobs;
	do
		jobs = JS_ExecutePendingJob(engine->runtime, &of_job);
	while (jobs > 0);
	return jobs < 0 ? failed(engine) : engine->error;
}

static void *open_engine(int n)
{
	struct engine *engine = calloc(1, sizeof *engine);
	if (!engine)
		return NULL;
	engine->n = n;
	engine->runtime = JS_NewRuntime();
	if (!engine->runtime)
		goto failed;
	/* It would measure one stack from another. */
	JS_SetMaxStackSize(engine->runtime, 0);
	engine->context = JS_NewContext(engine->runtime);
	if (!engine->context)
		goto failed;
	JS_SetContextOpaque(engine->context, engine);
	JSValue global = JS_GetGlobalObject(engine->context);
	JS_SetPropertyStr(engine->context, global, "wait",
	    JS_NewCFunction(engine->context, js_wait, "wait", 0));
	JS_FreeValue(engine->context, global);
	JSValue value = JS_Eval(engine->context, script, strlen(script), "script",
	    JS_EVAL_TYPE_GLOBAL);
	if (!JS_IsException(value))
		return engine;
	(void)failed(engine);
failed:
	close_engine(engine);
	return NULL;
}

static int work(void *instance, uint32_t *hash)
{
	struct engine *engine = instance;
	JSValue value, later = JS_UNDEFINED;
	engine->error = 0;
	int r = call(engine, "work", &value);
	if (r == 0) {
		/* What the jobs left is no part of the value. */
		later = JS_Eval(engine->context, "later.join()", 12, "later",
		    JS_EVAL_TYPE_GLOBAL);
		const char *texts[] = {JS_ToCString(engine->context, value),
		    JS_ToCString(engine->context, later)};
		*hash = PORT_HASH;
		for (int i = 0; i < 2; i++) {
			if (!texts[i])
				continue;
			*hash = port_hash(*hash, texts[i], strlen(texts[i]));
			JS_FreeCString(engine->context, texts[i]);
		}
	}
	JS_FreeValue(engine->context, later);
	JS_FreeValue(engine->context, value);
	return r;
}

static int check(void *instance)
{
	struct engine *engine = instance;
	JSValue value;
	engine->error = 0;
	JS_RunGC(engine->runtime);
	int r = call(engine, "whole", &value);
	if (r == 0)
		r = JS_ToBool(engine->context, value) == 1 ? 0 : -1;
	JS_FreeValue(engine->context, value);
	return r;
}

const struct port port = {131072, open_engine, work, check, close_engine};
