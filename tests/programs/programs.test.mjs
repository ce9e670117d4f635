// SPDX-License-Identifier: MIT
// Random programs on asyncio and in C: their traces are equal.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built} from '../build.mjs';
import {command as wasmtime, commandLine} from '../hosts/wasmtime.mjs';
import {compare} from './compare.mjs';

/* A seed that nobody has tried; with the one that is printed it can be tried again. */
const fresh = 1_000_000 + Date.now() % 1_000_000_000;

const hosts = {
  native: [built('native', 'tests/programs/programs')],
  asan: [built('native-asan', 'tests/programs/programs')],
  wasmtime: [wasmtime, ...commandLine(built('wasi', 'tests/programs/programs'))],
  node: [process.env.WASYNCIO_NODE24 ?? process.execPath,
    fileURLToPath(new URL('../hosts/node_launch.mjs', import.meta.url)),
    built('web', 'tests/programs/programs.mjs')],
};

for (const [host, programs, seed] of [
  ['native', 3000, 1], ['native', 500, fresh],
  ['asan', 100, 5001], ['wasmtime', 100, 6001], ['node', 100, 7001]]) {
  test(`${host}: ${programs} programs, seed ${seed}`, async t => {
    const {status, stdout, stderr} =
      await compare(hosts[host], {programs, seed});
    t.diagnostic(stdout.split('\n')[0]);
    assert.equal(status, 0, stdout + stderr);
    const [, equal, open] = /: (\d+) equal, 0 different, (\d+) left open/
      .exec(stdout);
    assert.equal(Number(equal) + Number(open), programs);
    // One or two of a hundred are left open (README.md); a few programs may have more.
    assert.ok(equal > 0.94 * programs, 'most can be compared');
  });
}
