// SPDX-License-Identifier: MIT
/*
 * A peer: C++20's coroutines, under the smallest executor that does what
 * bench.c does, a ring of ready coroutines and a heap of timers.  There are no
 * errors, contexts or interrupts in it.  Prints "op n total_ns", or
 * "op n total bytes".
 */
#include <chrono>
#include <coroutine>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <new>
#include <queue>
#include <utility>
#include <vector>

namespace {

constexpr int RUNS = 5;
constexpr int TASKS = 1000;

int64_t read_clock()
{
	using namespace std::chrono;
	return duration_cast<nanoseconds>(
	           steady_clock::now().time_since_epoch())
	    .count();
}

/* What frames of coroutines take. */
int64_t in_frames;

/* ---- the executor ---- */

/* What is ready, in a ring that grows. */
class Ring
{
	std::vector<std::coroutine_handle<>> items{1024};
	size_t first = 0, count = 0;

public:
	void push(std::coroutine_handle<> handle)
	{
		if (count == items.size())
			grow();
		items[(first + count++) & (items.size() - 1)] = handle;
	}
	bool empty() const
	{
		return count == 0;
	}
	std::coroutine_handle<> pop()
	{
		auto handle = items[first];
		first = (first + 1) & (items.size() - 1);
		count--;
		return handle;
	}

private:
	void grow()
	{
		std::vector<std::coroutine_handle<>> more(2 * items.size());
		for (size_t i = 0; i < count; i++)
			more[i] = items[(first + i) & (items.size() - 1)];
		items = std::move(more);
		first = 0;
	}
};

Ring ready;

struct Timer {
	int64_t deadline;
	std::coroutine_handle<> handle;
	bool operator<(const Timer &other) const
	{
		return deadline > other.deadline;
	}
};
std::priority_queue<Timer> timers;

void fire_timers()
{
	int64_t now = read_clock();
	while (!timers.empty() && timers.top().deadline <= now) {
		ready.push(timers.top().handle);
		timers.pop();
	}
}

/* Until nothing is left.  A clock is read only when nothing else is to do. */
void loop()
{
	for (;;) {
		while (!ready.empty())
			ready.pop().resume();
		if (timers.empty())
			return;
		fire_timers();
	}
}

/* ---- coroutines ---- */

/*
 * One that runs when it is awaited, by its caller, or that was spawned.  Awaited
 * twice it is not.
 */
class Task
{
public:
	struct promise_type {
		std::coroutine_handle<> waiter;
		int value = 0;

		Task get_return_object()
		{
			return Task(Handle::from_promise(*this));
		}
		std::suspend_always initial_suspend() noexcept
		{
			return {};
		}
		auto final_suspend() noexcept
		{
			struct Leave {
				bool spawned;
				bool await_ready() noexcept
				{
					return false;
				}
				std::coroutine_handle<> await_suspend(Handle h) noexcept
				{
					auto waiter = h.promise().waiter;
					if (!waiter)
						return std::noop_coroutine();
					if (!spawned)
						return waiter;
					ready.push(waiter);
					return std::noop_coroutine();
				}
				void await_resume() noexcept
				{
				}
			};
			return Leave{spawned};
		}
		void return_value(int result)
		{
			value = result;
		}
		void unhandled_exception()
		{
			abort();
		}
		bool spawned = false;

		static void *operator new(size_t size)
		{
			in_frames += static_cast<int64_t>(size);
			return ::operator new(size);
		}
		static void operator delete(void *block, size_t size)
		{
			in_frames -= static_cast<int64_t>(size);
			::operator delete(block);
		}
	};
	using Handle = std::coroutine_handle<promise_type>;

	Task(Task &&other) : handle(std::exchange(other.handle, {}))
	{
	}
	~Task()
	{
		if (handle)
			handle.destroy();
	}

	/* A task: it is resumed by the loop, and so is who awaits it. */
	void spawn()
	{
		handle.promise().spawned = true;
		ready.push(handle);
	}

	bool await_ready() const
	{
		return handle.done();
	}
	std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiter)
	{
		handle.promise().waiter = waiter;
		if (handle.promise().spawned)
			return std::noop_coroutine();
		return handle;
	}
	int await_resume() const
	{
		return handle.promise().value;
	}
private:
	explicit Task(Handle made) : handle(made)
	{
	}
	Handle handle;
};

struct Yield {
	bool await_ready()
	{
		return false;
	}
	void await_suspend(std::coroutine_handle<> handle)
	{
		ready.push(handle);
	}
	void await_resume()
	{
	}
};

/* Awaited by one; awaiting gives whether it was cancelled. */
struct Future {
	std::coroutine_handle<> waiter;
	bool done = false, cancelled = false;

	bool await_ready()
	{
		return done;
	}
	void await_suspend(std::coroutine_handle<> handle)
	{
		waiter = handle;
	}
	bool await_resume()
	{
		return cancelled;
	}
	void set()
	{
		done = true;
		if (waiter)
			ready.push(waiter);
	}
	void cancel()
	{
		cancelled = true;
		set();
	}
};

struct Sleep {
	int64_t deadline;
	bool await_ready()
	{
		return false;
	}
	void await_suspend(std::coroutine_handle<> handle)
	{
		timers.push({deadline, handle});
	}
	void await_resume()
	{
	}
};

/* ---- operations ---- */

Task yields(int n)
{
	for (int i = 0; i < n; i++)
		co_await Yield{};
	co_return 0;
}

int64_t took;

/* What n of them take, in a task of its own. */
int64_t timed(Task task)
{
	task.spawn();
	loop();
	return took;
}

Task yield1(int n)
{
	int64_t start = read_clock();
	for (int i = 0; i < n; i++)
		co_await Yield{};
	took = read_clock() - start;
	co_return 0;
}

Task yield1000(int n)
{
	std::vector<Task> tasks;
	for (int i = 0; i < TASKS; i++)
		tasks.push_back(yields(n / TASKS));
	for (Task &task : tasks)
		task.spawn();
	int64_t start = read_clock();
	for (Task &task : tasks)
		co_await task;
	took = read_clock() - start;
	co_return 0;
}

Task down(int n)
{
	int k = n * 3;
	if (n)
		k += co_await down(n - 1);
	else
		co_await Yield{};
	co_return k + n;
}

Task switch16(int n)
{
	int64_t start = read_clock();
	for (int i = 0; i < n; i++)
		co_await down(16);
	took = read_clock() - start;
	co_return 0;
}

Task nothing()
{
	co_return 0;
}

Task spawn(int n)
{
	int64_t start = read_clock();
	for (int i = 0; i < n; i++) {
		Task task = nothing();
		task.spawn();
		co_await task;
	}
	took = read_clock() - start;
	co_return 0;
}

Task play(Future **balls, int me, int rounds)
{
	for (int i = 0; i < rounds; i++) {
		co_await *balls[me];
		delete balls[me];
		balls[me] = new Future;
		balls[1 - me]->set();
	}
	co_return 0;
}

Task handover(int n)
{
	Future *balls[2] = {new Future, new Future};
	Task tasks[2] = {play(balls, 0, n / 2), play(balls, 1, n / 2)};
	for (Task &task : tasks)
		task.spawn();
	co_await Yield{};
	int64_t start = read_clock();
	balls[0]->set();
	for (Task &task : tasks)
		co_await task;
	took = read_clock() - start;
	for (Future *ball : balls)
		delete ball;
	co_return 0;
}

Task park(Future &future)
{
	co_return co_await future;
}

Task cancel(int n)
{
	std::vector<Future> never(static_cast<size_t>(n));
	std::vector<Task> tasks;
	for (Future &future : never)
		tasks.push_back(park(future));
	for (Task &task : tasks)
		task.spawn();
	co_await Yield{};
	int64_t start = read_clock();
	for (Future &future : never)
		future.cancel();
	for (Task &task : tasks)
		if (!co_await task)
			abort();
	took = read_clock() - start;
	co_return 0;
}

/* As bench.c, with a task for each, since there are no callbacks. */
Task sleep_until(int64_t deadline)
{
	co_await Sleep{deadline};
	co_return 0;
}

Task timers100k(int n)
{
	std::vector<Task> tasks;
	tasks.reserve(static_cast<size_t>(n));
	int64_t start = read_clock();
	uint32_t random = 1;
	for (int i = 0; i < n; i++) {
		random = random * 1664525 + 1013904223;
		tasks.push_back(sleep_until(start + (random >> 10)));
		tasks.back().spawn();
	}
	for (Task &task : tasks)
		co_await task;
	took = read_clock() - start;
	co_return 0;
}

/* Its frame, the future that it waits for, and its place in the list. */
Task park_bytes(int n)
{
	std::vector<Task> tasks;
	tasks.reserve(static_cast<size_t>(n));
	std::vector<Future> never(static_cast<size_t>(n));
	int64_t before = in_frames;
	for (Future &future : never)
		tasks.push_back(park(future));
	for (Task &task : tasks)
		task.spawn();
	co_await Yield{};
	took = in_frames - before +
	       n * static_cast<int64_t>(sizeof(Future) + sizeof(Task));
	for (Future &future : never)
		future.set();
	for (Task &task : tasks)
		co_await task;
	co_return 0;
}

const struct {
	const char *name;
	Task (*run)(int n);
	int n;
	const char *unit;
} ops[] = {
    {"yield1", yield1, 300000, ""},
    {"yield1000", yield1000, 300000, ""},
    {"switch16", switch16, 60000, ""},
    {"spawn", spawn, 200000, ""},
    {"handover", handover, 200000, ""},
    {"cancel", cancel, 20000, ""},
    {"timers100k", timers100k, 100000, ""},
    {"park_bytes", park_bytes, 100000, " bytes"},
};

bool is_wanted(char **wanted, const char *name)
{
	for (char **w = wanted; *w; w++)
		if (strcmp(*w, name) == 0)
			return true;
	return !*wanted;
}

} // namespace

int main(int, char **argv)
{
	for (const auto &op : ops) {
		if (!is_wanted(argv + 1, op.name))
			continue;
		timed(op.run(op.n / 10));
		for (int k = 0; k < RUNS; k++)
			printf("%s %d %lld%s\n", op.name, op.n,
			       static_cast<long long>(timed(op.run(op.n))), op.unit);
	}
	return 0;
}
