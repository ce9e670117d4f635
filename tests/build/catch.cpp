// SPDX-License-Identifier: MIT
// An object that is destroyed also when an exception comes by: by a destructor
// that waits, by one that does not (DESTROYS), or by one that nobody knows (POINTS); or one that
// is thrown (THROWS).

extern "C" int wio__coro_suspend(void) noexcept;

namespace {
#ifdef DESTROYS
volatile int destroyed;

__attribute__((noinline)) void note() noexcept
{
	destroyed = destroyed + 1;
}

struct object {
	~object() { note(); }
};
#elif defined POINTS
int (*volatile pointer)() noexcept = wio__coro_suspend;

struct object {
	~object() { pointer(); }
};
#else
struct object {
	~object() { wio__coro_suspend(); }
};
#endif
}

extern "C" int catches(int (*call)(int), int level)
{
#ifdef THROWS
	if (level < 0)
		throw level;
#endif
	object here;
	return call(level);
}
