// SPDX-License-Identifier: MIT
// cxx NAME: exceptions in tasks, and objects that are destroyed there.
#include <exception>
#include <stdio.h>
#include <string.h>

#include <wasyncio.h>

#ifdef __wasm__
#define ROOM 0
#else
#define ROOM 65536 /* the unwinder's */
#endif

namespace {

namespace disk {
struct full : std::exception {
	const char *what() const noexcept override
	{
		return "disk 3 is full";
	}
};
}

/* Says when it is destroyed. */
struct object {
	const char *name;
	~object()
	{
		printf("~%s\n", name);
	}
};

const char *name_of(int r)
{
	return r < 0 ? wio_strerror_name(r) : "fine";
}

const char *why()
{
	const wio_error *error = wio_last_error();
	return error ? wio_error_message(error) : "";
}

/* Makes a task of it and says what became of that. */
void play(wio_fn *fn)
{
	wio_task_options options = {};
	options.name = "worker";
	options.stack_size = ROOM;
	wio_task *task;
	int r = wio_create_task(&task, fn, nullptr, &options);
	if (r == 0)
		r = wio_await(task, nullptr);
	printf("%s%s%s\n", name_of(r), r < 0 ? ": " : "", r < 0 ? why() : "");
	wio_task_release(task);
}

/* ---- what leaves a function that the library has called ---- */

int leaves(void *)
{
	object here{"leaves"};
	int r = wio_sleep(WIO_MS(1));
	if (r == 0)
		throw disk::full();
	return r;
}

int leaves_number(void *)
{
	throw 7;
}

int leaves_text(void *)
{
	throw "some text";
}

int notes(void *)
{
	puts("deferred");
	return 0;
}

/* Each is called, whatever the one before did. */
int leaves_deferred(void *)
{
	int r = wio_defer(notes, nullptr);
	if (r >= 0)
		r = wio_defer(leaves_number, nullptr);
	return r;
}

int undefers(void *)
{
	int mark = wio_defer(leaves_number, nullptr);
	printf("undefer: %s\n", name_of(wio_undefer(mark, true)));
	return 0;
}

int protects(void *)
{
	int r = wio_protect(leaves, nullptr);
	printf("protect: %s\n", name_of(r));
	/* Nothing of it is left behind. */
	r = wio_throw(WIO_EUSER);
	return r;
}

/* ---- generators ---- */

int numbers(void *)
{
	object here{"numbers"};
	const int one = 1;
	int r = wio_generator_yield(&one, nullptr);
	return r < 0 ? r : leaves(nullptr);
}

int asks(void *)
{
	wio_generator_options options = {};
	options.stack_size = ROOM;
	for (int i = 0; i < 2; i++) {
		wio_generator *generator;
		int number, r = wio_generator_new(&generator, sizeof number, numbers,
		                                  nullptr, &options);
		if (r < 0)
			return r;
		WIO_ASYNC_FOR (number, generator, r) {
			printf("number %d\n", number);
			if (i == 1)
				break;
		}
		/* It is left where it is, and closed from here. */
		if (i == 1)
			printf("closed: %s\n", name_of(wio_generator_close(generator)));
		else
			printf("%s: %s\n", name_of(r), why());
		wio_generator_release(generator);
	}
	return 0;
}

int runs_in_context(void *)
{
	wio_context *context;
	int r = wio_context_new(&context);
	if (r < 0)
		return r;
	for (int i = 0; i < 2; i++)
		printf("context: %s\n",
		       name_of(wio_context_run(context, leaves, nullptr)));
	wio_context_release(context);
	return 0;
}

int leaves_done(wio_future *, void *)
{
	throw disk::full();
}

int tells(wio_loop *, const wio_report *report, void *)
{
	printf("report: %s\n", name_of(report->code));
	throw 8;
}

int callbacks(void *)
{
	wio_loop *loop = wio_get_running_loop();
	wio_future *future;
	int r = wio_future_new(&future, loop);
	if (r == 0)
		r = wio_loop_call_soon(loop, leaves_number, nullptr, nullptr, nullptr);
	if (r == 0)
		r = wio_future_add_done_callback(future, leaves_done, nullptr, nullptr);
	if (r == 0)
		r = wio_loop_call_soon_threadsafe(loop, leaves_text, nullptr, nullptr);
	if (r == 0)
		r = wio_future_set_result(future, 1);
	if (r == 0)
		r = wio_sleep(WIO_MS(1));
	wio_future_release(future);
	return r;
}

int handler(void *)
{
	wio_loop *loop = wio_get_running_loop();
	wio_loop_set_exception_handler(loop, tells, nullptr);
	int r = wio_loop_call_soon(loop, leaves_number, nullptr, nullptr, nullptr);
	if (r == 0)
		r = wio_sleep(WIO_MS(1));
	wio_loop_set_exception_handler(loop, nullptr, nullptr);
	return r;
}

/* ---- waits inside of a try, and behind ---- */

int deep(int level)
{
	object here{level ? "deep" : "deepest"};
	int r = level ? deep(level - 1) : wio_sleep(WIO_MS(1));
	if (level == 0 && r == 0)
		throw disk::full();
	return r;
}

int tries(void *)
{
	int caught = 0;
	for (int i = 0; i < 3; i++) {
		object turn{"turn"};
		int r = wio_yield();
		if (r < 0)
			return r;
		try {
			object inside{"inside"};
			deep(2);
		} catch (const disk::full &) {
			caught++;
		}
		r = wio_sleep(WIO_MS(1));
		if (r < 0)
			return r;
	}
	printf("caught %d\n", caught);
	return 0;
}

int rethrows(void *)
{
	try {
		object here{"rethrows"};
		deep(1);
	} catch (...) {
		throw;
	}
	return 0;
}

/* Two that throw at the same time do not mix. */
int one_of_two(void *arg)
{
	const int n = *static_cast<int *>(arg);
	int sum = 0;
	for (int i = 0; i < 20; i++) {
		try {
			if (wio_sleep(WIO_MS(1)) == 0)
				throw n * 100 + i;
		} catch (int number) {
			sum += number;
		}
	}
	return sum;
}

int two(void *)
{
	int numbers[] = {1, 2}, sums[2] = {};
	wio_task *tasks[2];
	wio_task_options options = {};
	options.stack_size = ROOM;
	for (int i = 0; i < 2; i++)
		wio_create_task(&tasks[i], one_of_two, &numbers[i], &options);
	for (int i = 0; i < 2; i++) {
		wio_await(tasks[i], &sums[i]);
		wio_task_release(tasks[i]);
	}
	printf("%d %d\n", sums[0], sums[1]);
	return 0;
}

/* ---- how a task ends ---- */

int sleeps(void *)
{
	object here{"sleeps"};
	return wio_sleep(WIO_FOREVER);
}

int cancels(void *)
{
	wio_task *task;
	int r = wio_create_task(&task, sleeps, nullptr, nullptr);
	if (r == 0)
		r = wio_yield();
	wio_task_cancel(task, "that is enough");
	if (r == 0)
		r = wio_await(task, nullptr);
	wio_task_release(task);
	return r;
}

/* It sleeps when the loop is closed. */
int left_sleeping(void *)
{
	wio_task *task;
	int r = wio_create_task(&task, sleeps, nullptr, nullptr);
	if (r == 0)
		r = wio_yield();
	wio_task_release(task);
	return r;
}

/* ---- wio_throw ---- */

int throws(void *)
{
	object here{"throws"};
	int r = wio_sleep(WIO_MS(1));
	return r < 0 ? r : wio_throw(WIO_EUSER);
}

int throws_below(void *)
{
	object here{"below"};
	try {
		return throws(nullptr);
	} catch (...) {
		puts("never");
	}
	return 0;
}

int throws_protected(void *)
{
	printf("protect: %s\n", name_of(wio_protect(throws_below, nullptr)));
	return 0;
}

volatile int destroyed;

/* One that uses no stack of its own. */
struct quiet {
	~quiet()
	{
		destroyed = destroyed + 1;
	}
};

int adds(void *numbers)
{
	int sum = 0;
	for (int i = 0; i < 64; i++)
		sum += static_cast<volatile int *>(numbers)[i];
	printf("sum %d\n", sum);
	return 0;
}

/* Whose locals a deferred call still has. */
__attribute__((noinline)) int throws_deferred(int n)
{
	volatile int numbers[64];
	for (int i = 0; i < 64; i++)
		numbers[i] = n;
	int r = wio_defer(adds, const_cast<int *>(numbers));
	if (r >= 0)
		r = wio_sleep(WIO_MS(1));
	return r < 0 ? r : wio_throw(WIO_EUSER);
}

int throws_over(void *)
{
	quiet here;
	return throws_deferred(3);
}

int throws_locals(void *)
{
	int r = wio_protect(throws_over, nullptr);
	printf("protect: %s\n", name_of(r));
	return 0;
}

int throws_through(void *) noexcept
{
	return throws(nullptr);
}

int throws_noexcept(void *)
{
	printf("protect: %s\n", name_of(wio_protect(throws_through, nullptr)));
	return 0;
}

/* ---- where nothing can wait ---- */

#ifdef CATCHES
int (*volatile nap)(int64_t) = wio_sleep;

struct waits {
	~waits()
	{
		printf("in a destructor: %s\n", name_of(nap(WIO_MS(1))));
	}
};
#endif

}

#ifdef CATCHES
/* By name in cxx.list. */
extern "C" __attribute__((noinline)) int cxx_naps()
{
	return nap(WIO_MS(1));
}

extern "C" __attribute__((noinline)) int cxx_in_catch()
{
	int r = cxx_naps();
	try {
		if (r == 0)
			throw 5;
	} catch (int number) {
		r = nap(WIO_MS(1));
		printf("in catch %d: %s, %s\n", number, name_of(r), why());
	}
	return 0;
}

extern "C" __attribute__((noinline)) int cxx_in_destructor()
{
	try {
		waits here;
		throw 6;
	} catch (int) {
	}
	return 0;
}

static int catches(void *)
{
	cxx_in_catch();
	printf("behind: %s\n", name_of(cxx_naps()));
	cxx_in_destructor();
	printf("behind: %s\n", name_of(cxx_naps()));
	return 0;
}
#endif

static const struct {
	const char *name;
	wio_fn *fn;
} all[] = {
	{"leaves", leaves},
	{"leaves_number", leaves_number},
	{"leaves_text", leaves_text},
	{"leaves_deferred", leaves_deferred},
	{"undefers", undefers},
	{"protects", protects},
	{"runs_in_context", runs_in_context},
	{"asks", asks},
	{"callbacks", callbacks},
	{"handler", handler},
	{"tries", tries},
	{"rethrows", rethrows},
	{"two", two},
	{"cancels", cancels},
	{"left_sleeping", left_sleeping},
	{"throws", throws_protected},
	{"throws_locals", throws_locals},
	{"noexcept", throws_noexcept},
#ifdef CATCHES
	{"catches", catches},
#endif
};

static int app(void *name)
{
	for (const auto &each : all)
		if (!strcmp(each.name, static_cast<const char *>(name)))
			play(each.fn);
	return 0;
}

/* An exception of main's own may be under way. */
int main(int argc, char **argv)
{
	if (argc < 2)
		return 2;
	if (strcmp(argv[1], "main") || argc < 3)
		return wio_run(app, argv[1]);
#if defined CATCHES && !defined __EMSCRIPTEN__ /* there main waits, too */
	try {
		throw 1;
	} catch (int) {
		return wio_run(app, argv[2]);
	}
#endif
	return 2;
}
