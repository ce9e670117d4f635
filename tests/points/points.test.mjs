// SPDX-License-Identifier: MIT
// The second interrupt ends code that never waits and never asks, by check
// points that the compiler inserted; the rest of the run is whole.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {setTimeout as later} from 'node:timers/promises';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

const expected = ([how]) => [
  'computing',
  `cleanup of <${how}>`,
  `cancelled, cleanup of <${how}>`, // by the first interrupt, which arrives at the first wait
  'run: WIO_EINTERRUPTED',
  'main: waited, WIO_EINTERRUPTED',
  'the other goes on',
  'the next run works',
  'close: 0',
  '',
].join('\n');

const overStdin = {stdin: null, env: {WASYNCIO_STDIN_INTERRUPT: '1'}};

// Under valgrind a signal can come where its handler may not run yet.
const {valgrind, ...others} = hosts;

for (const [name, {preset, host, options}] of Object.entries(others)) {
  for (const how of [['search'], ['sort'], ['jump'], ['search', 'shared'],
    ['sort', 'shared'], ['jump', 'shared']]) {
    test(`${how.join(' ')}: ${name}`, async () => {
      const program = host.start(built(preset, 'tests/points/points'),
        {args: how, timeout: 20_000, ...options,
          ...(preset == 'wasi' ? overStdin : {})});
      await program.says('computing');
      await program.interrupt();
      // Two signals at once are one.
      await later(100);
      await program.interrupt();
      const {status, stdout, stderr} = await program.done;
      assert.equal(stdout, expected(how), stderr);
      assert.equal(status, 0);
    });
  }
}
