# SPDX-License-Identifier: MIT
"""script.py SEED COUNT: so many random scripts of reads, and behind a line of dashes
what comes of each on asyncio's StreamReader.  Pieces come when the reader waits for
them, as those of a C program do."""
import asyncio
import random
import sys


class Reader(asyncio.StreamReader):
    """Fed by itself."""

    def __init__(self, pieces, **options):
        super().__init__(**options)
        self.pieces = pieces

    async def _wait_for_data(self, who):
        if self.pieces:
            self.feed_data(self.pieces.pop(0))
        else:
            self.feed_eof()


def line_of(how, data):
    return f'{how} {data.decode()}'


async def play(limit, pieces, reads):
    reader = Reader([piece.encode() for piece in pieces], limit=limit)
    for what, rest in reads:
        try:
            match what:
                case 'read':
                    yield line_of('read', await reader.read(rest))
                case 'exactly':
                    yield line_of('exactly', await reader.readexactly(rest))
                case 'until':
                    yield line_of('until', await reader.readuntil(rest.encode()))
                case 'line':
                    line = await reader.readline()
                    yield (line_of('line', line[:-1]) if line.endswith(b'\n')
                           else line_of('last', line))
                case 'all':
                    yield line_of('all', await reader.read())
        except asyncio.IncompleteReadError as error:
            yield line_of('WIO_EINCOMPLETE', error.partial)
        except asyncio.LimitOverrunError as error:
            yield f'WIO_EOVERRUN {error.consumed}'
        except ValueError:
            yield 'WIO_EOVERRUN '
        if reader.at_eof():
            yield 'at its end'


def make(chance):
    limit = chance.choice([1, 2, 3, 5, 8, 13, 1000])
    pieces = [''.join(chance.choices('ab-|', k=chance.randint(1, 9)))
              for _ in range(chance.randint(0, 12))]
    reads = []
    for _ in range(chance.randint(1, 12)):
        what = chance.choices(['read', 'exactly', 'until', 'line', 'all'],
                              [3, 3, 6, 4, 1])[0]
        reads.append((what, chance.choice([0, 1, 2, 3, 7, 5000])
                      if what in ('read', 'exactly')
                      else chance.choice(['a', 'ab', '--', '-a-', 'aab'])))
    return limit, pieces, reads


async def main(seed, count):
    chance = random.Random(seed)
    said = []
    for _ in range(count):
        limit, pieces, reads = make(chance)
        print('new', limit)
        for piece in pieces:
            print('feed', piece)
        for what, rest in reads:
            print(what, rest)
        pieces = [piece.replace('|', '\n') for piece in pieces]
        said += [line async for line in play(limit, pieces, reads)]
    print('-' * 9, *said, sep='\n')

asyncio.run(main(int(sys.argv[1]), int(sys.argv[2])))
