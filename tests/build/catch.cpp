// SPDX-License-Identifier: MIT
// An object whose destructor waits, also when an exception comes by.

extern "C" int wio__coro_suspend(void) noexcept;

namespace {
struct waits {
	~waits() { wio__coro_suspend(); }
};
}

extern "C" int catches(int (*call)(int), int level)
{
	waits here;
	return call(level);
}
