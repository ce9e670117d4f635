// SPDX-License-Identifier: MIT
/* callbacks NAME: what Emscripten's own functions call back, later. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <emscripten/emscripten.h>
#include <emscripten/eventloop.h>
#include <emscripten/fetch.h>
#include <emscripten/html5.h>
#include <emscripten/websocket.h>

#include "wasyncio.h"

static wio_future *called;
static int calls;
static int id;

static void done(void)
{
	wio_future_set_result(called, calls);
}

static void call(void *unused)
{
	(void)unused;
	calls++;
	done();
}

/* ---- timers ---- */

static void set_timeout(void)
{
	id = emscripten_set_timeout(call, 1, NULL);
}

static void async_call(void)
{
	emscripten_async_call(call, NULL, 1);
}

static void set_immediate(void)
{
	id = emscripten_set_immediate(call, NULL);
}

static void third(void *unused)
{
	(void)unused;
	if (++calls < 3)
		return;
	emscripten_clear_interval(id);
	done();
}

static void set_interval(void)
{
	id = emscripten_set_interval(third, 1, NULL);
}

static bool third_in_time(double time, void *unused)
{
	(void)time;
	(void)unused;
	if (++calls == 3)
		done();
	return calls < 3;
}

static void set_timeout_loop(void)
{
	emscripten_set_timeout_loop(third_in_time, 1, NULL);
}

/* One that is taken back does not come. */
static void clear_timeout(void)
{
	emscripten_clear_timeout(emscripten_set_timeout(call, 1, NULL));
	calls = 10;
	id = emscripten_set_timeout(call, 5, NULL);
}

/* ---- frames ---- */

static void frame(void)
{
	if (++calls < 5)
		return;
	emscripten_cancel_main_loop();
	done();
}

static void frame_of(void *unused)
{
	(void)unused;
	frame();
}

static void main_loop(void)
{
	emscripten_set_main_loop(frame, 100, false);
}

static void infinite_main_loop(void)
{
	emscripten_set_main_loop(frame, 100, true);
}

static void infinite_main_loop_arg(void)
{
	emscripten_set_main_loop_arg(frame_of, NULL, 0, true);
}

static bool fifth_frame(double time, void *unused)
{
	(void)time;
	(void)unused;
	if (++calls == 5)
		done();
	return calls < 5;
}

static void frame_loop(void)
{
	emscripten_request_animation_frame_loop(fifth_frame, NULL);
}

/* ---- the network ---- */

static bool opened(int type, const EmscriptenWebSocketOpenEvent *event, void *unused)
{
	(void)type;
	(void)event;
	(void)unused;
	calls++;
	done();
	return true;
}

static bool closed(int type, const EmscriptenWebSocketCloseEvent *event, void *unused)
{
	(void)type;
	(void)event;
	(void)unused;
	puts("never");
	return true;
}

static void websocket(void)
{
	EmscriptenWebSocketCreateAttributes attributes = {.url = "ws://test/"};
	EMSCRIPTEN_WEBSOCKET_T socket = emscripten_websocket_new(&attributes);
	emscripten_websocket_set_onopen_callback(socket, NULL, opened);
	emscripten_websocket_set_onclose_callback(socket, NULL, closed);
}

static void fetched(emscripten_fetch_t *fetch)
{
	calls = fetch->status;
	emscripten_fetch_close(fetch);
	done();
}

static void fetch(void)
{
	emscripten_fetch_attr_t attributes;
	emscripten_fetch_attr_init(&attributes);
	strcpy(attributes.requestMethod, "GET");
	attributes.attributes = EMSCRIPTEN_FETCH_LOAD_TO_MEMORY;
	attributes.onsuccess = attributes.onerror = fetched;
	emscripten_fetch(&attributes, getenv("ADDRESS"));
}

/* ---- ends ---- */

static void nothing(void *unused)
{
	(void)unused;
}

static void trap(void *unused)
{
	(void)unused;
	__builtin_trap();
}

static void quit(void *unused)
{
	(void)unused;
	exit(9);
}

static bool hour_later(double time, void *unused)
{
	(void)time;
	(void)unused;
	return true;
}

static void still_going(void)
{
	puts("at exit");
}

/* What is still to come when main ends. */
static void leaves_behind(void)
{
	atexit(still_going);
	emscripten_set_interval(nothing, 10, NULL);
	emscripten_set_timeout(nothing, 3600 * 1000, NULL);
	emscripten_async_call(nothing, NULL, 3600 * 1000);
	emscripten_set_timeout_loop(hour_later, 1, NULL);
	websocket();
	emscripten_set_main_loop(frame, 0, false);
	wio_future_set_result(called, 0);
}

static void traps(void)
{
	emscripten_set_timeout(trap, 1, NULL);
}

static void quits(void)
{
	emscripten_set_timeout(quit, 1, NULL);
}

static void unwinds(void)
{
	emscripten_unwind_to_js_event_loop();
}

static void lives_on(void)
{
	emscripten_exit_with_live_runtime();
}

static const struct program {
	const char *name;
	void (*begin)(void);
} programs[] = {
    {"set_timeout", set_timeout},
    {"async_call", async_call},
    {"set_immediate", set_immediate},
    {"set_interval", set_interval},
    {"set_timeout_loop", set_timeout_loop},
    {"clear_timeout", clear_timeout},
    {"main_loop", main_loop},
    {"infinite_main_loop", infinite_main_loop},
    {"infinite_main_loop_arg", infinite_main_loop_arg},
    {"frame_loop", frame_loop},
    {"websocket", websocket},
    {"fetch", fetch},
    {"leaves_behind", leaves_behind},
    {"traps", traps},
    {"quits", quits},
    {"unwinds", unwinds},
    {"lives_on", lives_on},
};

/* Twice, since what ends a program does so after the first. */
static int app(void *program)
{
	const struct program *p = program;
	for (int i = 0; i < 2; i++) {
		calls = 0;
		int r = wio_future_new(&called, NULL);
		if (r < 0)
			return r;
		p->begin();
		r = wio_await_future(called, NULL);
		printf("%d calls\n", r);
		wio_future_release(called);
		if (r <= 0)
			return r;
	}
	return 0;
}

int main(int argc, char **argv)
{
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (argc > 1 && strcmp(argv[1], programs[i].name) == 0)
			return wio_run(app, (void *)(uintptr_t)&programs[i]);
	return 99;
}
