# SPDX-License-Identifier: MIT
"""What worker_pool.c does, on asyncio."""

import asyncio

WORKERS, JOBS = 3, 12

done = total = 0


async def worker(jobs):
    global done, total
    try:
        while True:
            job = await jobs.get()
            await asyncio.sleep(job / 1000)  # the work
            done += 1
            total += job
    except asyncio.QueueShutDown:
        pass


async def app():
    jobs = asyncio.Queue()
    async with asyncio.TaskGroup() as group:
        for _ in range(WORKERS):
            group.create_task(worker(jobs))
        for job in range(1, JOBS + 1):
            await jobs.put(job)
        jobs.shutdown()
    print(f"{done} jobs done, {total} in all")


asyncio.run(app())
