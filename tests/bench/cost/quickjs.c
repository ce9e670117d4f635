// SPDX-License-Identifier: MIT
#include <quickjs.h>
#include <stdio.h>
#include <string.h>

#include "work.h"

static JSValue wait(JSContext *context, JSValueConst self, int count,
                    JSValueConst *values)
{
	(void)context;
	(void)self;
	(void)count;
	(void)values;
	work_wait();
	return JS_UNDEFINED;
}

static JSValue level(JSContext *context, JSValueConst self, int count,
                     JSValueConst *values)
{
	(void)context;
	(void)self;
	(void)count;
	(void)values;
	work_level();
	return JS_UNDEFINED;
}

static JSContext *made(void)
{
	JSRuntime *runtime = JS_NewRuntime();
	if (!runtime)
		return NULL;
	JS_SetMaxStackSize(runtime, 0);
	JSContext *context = JS_NewContext(runtime);
	if (!context)
		return NULL;
	JSValue global = JS_GetGlobalObject(context);
	JS_SetPropertyStr(context, global, "wait",
	    JS_NewCFunction(context, wait, "wait", 0));
	JS_SetPropertyStr(context, global, "level",
	    JS_NewCFunction(context, level, "level", 0));
	JS_FreeValue(context, global);
	return context;
}

static int run(const struct work *work)
{
	static JSContext *context;
	if (!context)
		context = made();
	if (!context)
		return -1;
	JSValue value = JS_Eval(context, work->script, strlen(work->script),
	    work->name, JS_EVAL_TYPE_GLOBAL);
	int r = JS_IsException(value) ? -1 : 0;
	if (r < 0) {
		JSValue exception = JS_GetException(context);
		const char *text = JS_ToCString(context, exception);
		printf("%s: %s\n", work->name, text ? text : "?");
		JS_FreeCString(context, text);
		JS_FreeValue(context, exception);
	}
	JS_FreeValue(context, value);
	return r;
}

#define SCRIPT(body) "(() => { wait(); " body " })()"

const struct work works[] = {
    {"fib", 1, run, SCRIPT("function fib(n) {"
        " return n < 2 ? n : fib(n - 1) + fib(n - 2); }"
        "if (fib(19) !== 4181) throw 0;")},
    {"loop", 1, run, SCRIPT("let s = 0;"
        "for (let i = 1; i <= 150000; i++) s = (s + i % 7) | 0;")},
    {"props", 1, run, SCRIPT("const o = {a: 1, b: 2, c: 3};"
        "for (let i = 0; i < 50000; i++) { o.a = o.b + i; o.c = o.a & 255; }")},
    {"array", 1, run, SCRIPT("const t = [];"
        "for (let i = 0; i < 15000; i++) t.push(i * 7919 % 100003);"
        "t.map(x => x + 1).filter(x => x & 1).reduce((a, b) => a + b, 0);")},
    {"sort", 1, run, SCRIPT("const t = [];"
        "for (let i = 0; i < 2500; i++) t.push(i * 7919 % 100003);"
        "t.sort((a, b) => a - b);")},
    {"text", 1, run, SCRIPT("for (let i = 0; i < 250; i++) {"
        " const s = 'abc def '.repeat(20) + i;"
        " s.replace(/[a-c]+/g, 'xy'); s.split(' '); s.indexOf('zz'); }")},
    {"method", 1, run, SCRIPT("class C { constructor() { this.n = 0; }"
        " add(x) { this.n += x; return this; } }"
        "const o = new C(); for (let i = 0; i < 40000; i++) o.add(i);")},
    {"closure", 1, run, SCRIPT("const add = i => x => (x + i) % 1000003;"
        "let s = 0; for (let i = 0; i < 20000; i++) s = add(i)(s);")},
    {"throw", 1, run, SCRIPT("let s = 0; for (let i = 0; i < 6000; i++)"
        " try { if (i % 3 === 0) throw i; } catch (e) { s++; }"
        "if (s !== 2000) throw 0;")},
    {"json", 1, run, SCRIPT("const o = [];"
        "for (let i = 0; i < 400; i++) o.push({i, list: [1, 'n' + i]});"
        "JSON.stringify(JSON.parse(JSON.stringify(o)));")},
};
const int works_count = sizeof works / sizeof *works;

const struct work nest = {"nest", 1, run,
    SCRIPT("function f() { level(); f(); } f();")};
