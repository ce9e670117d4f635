// SPDX-License-Identifier: MIT
// Every scenario and the sweeps' own programs, replayed while something goes
// wrong at each of their steps; on hosts that are slow, or have turns, in the
// middle of each.
//
//     node tests/sweeps/sweeps.test.mjs --long
//
// takes every pair of interrupts, on more builds.
import assert from 'node:assert/strict';
import {after, describe, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {scenarios} from '../scenarios/catalogue.mjs';

const LONG = process.argv.includes('--long');
const ALL = ['--pairs', '1000000'];

/* Which share of the replays each host makes. */
const SHARES = LONG ? {gcc: ALL, clang: ALL, asan: ALL, wasmtime: ALL,
  arm64: []} : {
  gcc: [],
  asan: ['--pairs', '5', '--share', '2'],
  posix: ['--pairs', '5', '--share', '4'],
  wasmtime: ['--pairs', '10', '--share', '2'],
  arm64: ['--pairs', '5', '--share', '2', '--part', '0/8'], // emulated: slow
};

/* In one mode of each program, where its middle is. */
const ONCE = ['--steps', '1', '--share', '4'];
const MIDDLES = {
  'node:wasi': ONCE,
  node: ['--steps', '3', '--share', '2'],
  chromium: ONCE,
};

/* The same on a shared stack, where each wait may want memory. */
const SHARED = ['--shared', '--pairs', '5', '--share', '4'];
const SWEEPS = [...Object.entries(SHARES), ['gcc', SHARED],
  ['wasmtime', SHARED], ...Object.entries(MIDDLES),
  ['node', ['--shared', ...ONCE]]];

/* In WebAssembly those on shared stacks are linked without a split. */
const programOf = (preset, args) => built(preset, 'tests/sweeps/sweeps' +
  (args.includes('--shared') && !preset.startsWith('native') ? '_unsplit' : ''));
const KINDS = ['interrupt', 'pairs', 'starved', 'cancel', 'post', 'ticket',
  'event', 'allocation', 'memory'];

after(closeHosts);

const sweep = ({host, preset, options}, args) => host.run(
  programOf(preset, args),
  {...options, args, timeout: LONG ? 3_600_000 : 300_000});

/* What a crash ended: the last replay that was begun. */
async function culprit(host, args) {
  const {stdout, stderr} = await sweep(host, ['--say', ...args]);
  const replay = stdout.trimEnd().split('\n').at(-1);
  const shared = args.includes('--shared') ? '--shared ' : '';
  return `sweeps ${shared}--replay ${replay}\n${stderr.slice(0, 4000)}`;
}

describe('sweeps', {concurrency: true}, () => {
  for (const [name, args] of SWEEPS) {
    test([name, ...args].join(' '), async () => {
      const {status, stdout} = await sweep(hosts[name], args);
      if (status !== 0 && status !== 1)
        assert.fail(`ended with ${status}: ${await culprit(hosts[name], args)}`);
      assert.equal(status, 0, stdout);
      const count = what => Number(
        new RegExp(`\\b${what} (\\d+)\\b`).exec(stdout)?.[1] ?? 0);
      const programs = count('programs');
      assert.ok(programs > scenarios().length + 20, stdout);
      const native = hosts[name].host === hosts.gcc.host;
      for (const kind of [...KINDS, ...native ? ['suspend'] : []])
        assert.ok(count(kind) > 100, `${kind}: ${stdout}`);
      // A few programs have no task, or no loop.
      if (args.includes('--steps'))
        for (const kind of ['interrupt', 'cancel', 'post', 'ticket', 'event'])
          assert.ok(count(`${kind} \\d+ in`) > programs - 10,
            `${kind}: ${stdout}`);
      console.log(`sweeps on ${name}: ${stdout.trimEnd()}`);
    });
  }
});
