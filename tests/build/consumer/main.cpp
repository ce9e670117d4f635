// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <wasyncio.h>

namespace {

/* A coroutine as an object with operator(). */
template <typename F> int call(void *f)
{
	return (*static_cast<F *>(f))();
}

struct open_group {
	wio_group *group = nullptr;
	int status = wio_group_open(&group);

	template <typename F> void add(F &f)
	{
		if (status == 0)
			status = wio_group_create_task(group, nullptr, call<F>, &f, nullptr);
	}

	int close()
	{
		return wio_group_close(group, status);
	}
};

int start(void *)
{
	int sum = 0;
	auto one = [&sum] {
		int r = wio_sleep(WIO_MS(2));
		sum = 10 * sum + 1;
		return r;
	};
	auto two = [&sum] {
		int r = wio_sleep(WIO_MS(1));
		sum = 10 * sum + 2;
		return r;
	};
	open_group tasks;
	tasks.add(one);
	tasks.add(two);
	int r = tasks.close();
	if (r == 0)
		printf("wasyncio %s in C++, %d\n", WIO_VERSION, sum);
	return r;
}

} // namespace

int main()
{
	return wio_run(start, nullptr);
}
