// SPDX-License-Identifier: MIT
// Runs the tests of the switch, wherever they were built.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {join} from 'node:path';

import {root} from '../build.mjs';

/* What a command writes, which has to end well. */
export function run(command, args, env = {}) {
  const {status, signal, stdout, stderr, error} = spawnSync(command, args, {
    cwd: root, encoding: 'utf8', env: {...process.env, ...env},
    timeout: 300_000,
  });
  assert.equal(error, undefined);
  assert.equal(status, 0,
    `${command} ${args.join(' ')}: ${signal ?? status}\n${stdout}${stderr}`);
  return stdout;
}

export const passes = output => assert.match(output, /^all ok\n$/m);

const nodes = ['20', '24', '26'].map(version =>
  ({version, node: process.env[`WASYNCIO_NODE${version}`]}));
const launch = name => join(root, 'tests', 'coro', name);

/* A program of that preset, on all that runs it. */
export async function playInWasm(t, preset, program) {
  if (preset === 'wasi')
    await t.test('wasmtime', () =>
      passes(run(process.env.WASYNCIO_WASMTIME, [`${program}.wasm`])));
  for (const {version, node} of nodes) {
    if (preset === 'wasi') {
      const skip = version < 24 && 'it does not know this form of exceptions';
      await t.test(`node:wasi ${version}`, {skip}, () => passes(
        run(node, ['--no-warnings', launch('wasi.mjs'), `${program}.wasm`])));
    } else {
      await t.test(`Node ${version}`, () =>
        passes(run(node, [launch('web.mjs'), `${program}.mjs`])));
    }
  }
}
