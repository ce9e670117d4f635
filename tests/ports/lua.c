// SPDX-License-Identifier: MIT
// Lua: each state runs a script, and waits before every instruction of it.
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>

#include "port.h"

struct state {
	lua_State *lua;
	int n;
	int error; /* of the wait that ended the work */
};

/*
 * Each wait is below the interpreter, and many below C of its own besides: sorts,
 * patterns, parsers and metamethods that call back, coroutines, pcall.  The write
 * moves an amount in two steps, and takes back one that it could not finish.
 */
static const char script[] =
    "local account = {a = 1000, b = 0}\n"
    "function whole() return account.a + account.b == 1000 end\n"
    "local function move(x)\n"
    "  local undo = {a = account.a, b = account.b}\n"
    "  local ok, e = pcall(function()\n"
    "    account.a = account.a - x\n"
    "    for i = 1, 60 do x = x + i end\n"
    "    account.b = 1000 - account.a\n"
    "  end)\n"
    "  if not ok then account.a, account.b = undo.a, undo.b error(e, 0) end\n"
    "end\n"
    "function work(n)\n"
    "  local out, t = {}, {}\n"
    "  account = {a = 1000, b = 0}\n"
    "  for i = 1, 20 do t[i] = (i * 7919 + n * 31) % 1009 end\n"
    "  table.sort(t, function(x, y) return x > y end)\n"
    "  out[1] = table.concat(t, ' ')\n"
    "  out[2] = ('abc def ' .. n):gsub('%w+', function(w)\n"
    "    return w:upper() .. #w end)\n"
    "  local next = coroutine.wrap(function()\n"
    "    for i = 1, 5 do coroutine.yield(i * n) end end)\n"
    "  for i = 3, 7 do out[i] = next() end\n"
    "  local v = setmetatable({}, {__index = function(_, k) return k .. n end,\n"
    "    __lt = function() return n % 2 == 0 end, __concat = function(_, s)\n"
    "    return s .. n end, __close = function() out[8] = 'closed' end})\n"
    "  do local c <close> = v out[9] = v.x .. (v < v and 'y' or 'z') end\n"
    "  out[10] = v .. 'w'\n"
    "  local part = 0\n"
    "  out[11] = load(function() part = part + 1\n"
    "    return ({'return ', 'function(x) ', 'return x * ', '3 end'})[part]\n"
    "  end)()(n)\n"
    "  local ok, e = pcall(error, {code = n})\n"
    "  out[12] = ok and 0 or type(e) == 'table' and e.code or error(e, 0)\n"
    "  move(n % 500) move(17)\n"
    "  out[13] = account.a\n"
    "  return table.concat(out, ' ')\n"
    "end\n";

static void before_instruction(lua_State *lua, lua_Debug *unused)
{
	(void)unused;
	struct state *state = *(struct state **)lua_getextraspace(lua);
	int r = port_wait();
	if (r >= 0)
		return;
	state->error = r;
	luaL_error(lua, "the wait ended with %d", r);
}

static int load(lua_State *lua)
{
	static const luaL_Reg libraries[] = {
	    {LUA_GNAME, luaopen_base}, {LUA_TABLIBNAME, luaopen_table},
	    {LUA_STRLIBNAME, luaopen_string}, {LUA_COLIBNAME, luaopen_coroutine}};
	for (size_t i = 0; i < sizeof libraries / sizeof *libraries; i++) {
		luaL_requiref(lua, libraries[i].name, libraries[i].func, 1);
		lua_pop(lua, 1);
	}
	if (luaL_loadstring(lua, script) != LUA_OK)
		return lua_error(lua);
	lua_call(lua, 0, 0);
	return 0;
}

static void close_state(void *instance)
{
	struct state *state = instance;
	if (state->lua)
		lua_close(state->lua);
	free(state);
}

/* Says what went wrong with what was called, and drops it. */
static int failed(struct state *state)
{
	printf("lua: %s\n", lua_tostring(state->lua, -1));
	lua_settop(state->lua, 0);
	return -1;
}

static void *open_state(int n)
{
	struct state *state = calloc(1, sizeof *state);
	if (!state)
		return NULL;
	state->n = n;
	state->lua = luaL_newstate();
	if (state->lua) {
		*(struct state **)lua_getextraspace(state->lua) = state;
		lua_pushcfunction(state->lua, load);
		if (lua_pcall(state->lua, 0, 0, 0) == LUA_OK)
			return state;
		failed(state);
	}
	close_state(state);
	return NULL;
}

static int work(void *instance, uint32_t *hash)
{
	struct state *state = instance;
	lua_State *lua = state->lua;
	size_t length;
	state->error = 0;
	lua_getglobal(lua, "work");
	lua_pushinteger(lua, state->n);
	lua_sethook(lua, before_instruction, LUA_MASKCOUNT, 1);
	int status = lua_pcall(lua, 1, 1, 0);
	lua_sethook(lua, NULL, 0, 0);
	if (status != LUA_OK && state->error == 0)
		return failed(state);
	if (status == LUA_OK) {
		const char *text = lua_tolstring(lua, -1, &length);
		*hash = port_hash(PORT_HASH, text, length);
	}
	lua_settop(lua, 0);
	return state->error;
}

static int check(void *instance)
{
	struct state *state = instance;
	lua_gc(state->lua, LUA_GCCOLLECT);
	lua_getglobal(state->lua, "whole");
	if (lua_pcall(state->lua, 0, 1, 0) != LUA_OK)
		return failed(state);
	int whole = lua_toboolean(state->lua, -1);
	lua_settop(state->lua, 0);
	return whole ? 0 : -1;
}

const struct port port = {65536, open_state, work, check, close_state};
