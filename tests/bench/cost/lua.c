// SPDX-License-Identifier: MIT
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>

#include "work.h"

static int wait(lua_State *lua)
{
	(void)lua;
	work_wait();
	return 0;
}

static int level(lua_State *lua)
{
	(void)lua;
	work_level();
	return 0;
}

static lua_State *made(void)
{
	static const luaL_Reg libraries[] = {{LUA_GNAME, luaopen_base},
	    {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
	    {LUA_COLIBNAME, luaopen_coroutine}};
	lua_State *lua = luaL_newstate();
	if (!lua)
		return NULL;
	for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
		luaL_requiref(lua, libraries[i].name, libraries[i].func, 1);
		lua_pop(lua, 1);
	}
	lua_register(lua, "wait", wait);
	lua_register(lua, "level", level);
	return lua;
}

static int run(const struct work *work)
{
	static lua_State *lua;
	if (!lua)
		lua = made();
	if (!lua)
		return -1;
	lua_gc(lua, LUA_GCCOLLECT);
	int r = luaL_loadstring(lua, work->script);
	if (r == LUA_OK)
		r = lua_pcall(lua, 0, 0, 0);
	if (r != LUA_OK)
		printf("%s: %s\n", work->name, lua_tostring(lua, -1));
	lua_settop(lua, 0);
	return r == LUA_OK ? 0 : -1;
}

#define SCRIPT(body) "wait() " body

const struct work works[] = {
    {"fib", 1, run, SCRIPT("local function fib(n) if n < 2 then return n end "
        "return fib(n - 1) + fib(n - 2) end assert(fib(23) == 28657)")},
    {"loop", 1, run, SCRIPT("local s = 0 for i = 1, 500000 do s = s + i % 7 end")},
    {"table", 1, run, SCRIPT("local t, m, s = {}, {}, 0 "
        "for i = 1, 40000 do t[i] = i * 3 end "
        "for _, v in ipairs(t) do s = s + v end "
        "for i = 1, 8000 do m['k' .. i % 4000] = i end "
        "for _, v in pairs(m) do s = s + v end")},
    {"sort", 1, run, SCRIPT("local t = {} "
        "for i = 1, 5000 do t[i] = i * 7919 % 100003 end table.sort(t) "
        "table.sort(t, function(a, b) return a > b end)")},
    {"text", 1, run, SCRIPT("local n = 0 for i = 1, 600 do "
        "local s = ('abc def '):rep(20) n = n + #s:gsub('%a+', string.upper) "
        "n = n + #('%d %s'):format(i, s) + (s:find('xyz', 1, true) or 1) end")},
    {"method", 1, run, SCRIPT("local C = {} C.__index = C "
        "function C:add(x) self.n = self.n + x return self end "
        "local o = setmetatable({n = 0}, C) for i = 1, 100000 do o:add(i) end")},
    {"closure", 1, run, SCRIPT("local function add(i) "
        "return function(x) return x + i end end "
        "local s = 0 for i = 1, 40000 do s = add(i)(s) % 1000003 end")},
    {"pcall", 1, run, SCRIPT("local s = 0 for i = 1, 6000 do "
        "if not pcall(function() if i % 100 == 0 then error('x') end end) then "
        "s = s + 1 end end assert(s == 60)")},
    {"coroutine", 1, run, SCRIPT("local next = coroutine.wrap(function() "
        "for i = 1, 1e9 do coroutine.yield(i) end end) "
        "local s = 0 for i = 1, 2000 do s = s + next() end")},
};
const int works_count = sizeof works / sizeof *works;

const struct work nest = {"nest", 1, run,
    SCRIPT("local function f() level() pcall(f) end f()")};
