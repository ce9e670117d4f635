# SPDX-License-Identifier: MIT
# Scenario: a queue gives the last first, or the least; of those that are equal the heap has its own order.
# Clauses: C6
from oracle import *


class Item:
    def __init__(self, weight, name):
        self.weight, self.name = weight, name

    def __lt__(self, other):
        return self.weight < other.weight


async def use(queue):
    weights = [5, 3, 8, 3, 1, 9, 5, 7, 2, 5, 6, 4]
    for name, weight in enumerate(weights):
        queue.put_nowait(Item(weight, name))
        if name % 3 == 2:
            item = queue.get_nowait()
            trace("early", item.weight, item.name)
    while not queue.empty():
        item = queue.get_nowait()
        trace("item", item.weight, item.name)


async def program():
    await use(Queue())
    await use(LifoQueue())
    await use(PriorityQueue())
    return 0


def main():
    run(program())
