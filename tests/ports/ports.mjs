// SPDX-License-Identifier: MIT
// The tests of a library that others wrote, in a program of ours: on each target
// it gives what it gives alone, many at once, and is whole wherever it is stopped.
import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {promisify} from 'node:util';

import {built, root} from '../build.mjs';
import * as native from '../hosts/native.mjs';
import * as node from '../hosts/node.mjs';
import * as wasmtime from '../hosts/wasmtime.mjs';
import {lockedBy} from '../setup/cache.mjs';

const exec = promisify(execFile);

const HOSTS = {
  native: {host: native, settings: []},
  wasi: {host: wasmtime, settings: ['--toolchain', join(root, 'wasi/toolchain.cmake')]},
  web: {host: node, settings: ['--toolchain', join(root, 'web/toolchain.cmake')]},
};
const WAYS = ['cancel', 'timeout', 'interrupt'];
// With so many instances at work at once.
const STACKS = {own: 1000, shared: 200};
const LONGEST = 240_000;

const place = (target, file = '') => built('ports', `${target}/${file}`);

/* The targets of one preset; two test files may want to at once. */
async function build(target, names) {
  mkdirSync(built('ports'), {recursive: true});
  await lockedBy(built(`ports/${target}.lock`), () => {}, async () => {
    const cmake = (...args) => exec('cmake', args, {cwd: root, maxBuffer: 1 << 26})
      .catch(error => { throw new Error(`${error.stdout}${error.stderr}`); });
    await cmake('-G', 'Ninja', '-S', 'tests/ports', '-B', place(target),
      '-DCMAKE_BUILD_TYPE=Release', '-DWASYNCIO_WERROR=ON', ...HOSTS[target].settings);
    await cmake('--build', place(target), '--target', ...names);
  });
}

/* What a program prints that ends well. */
async function output(host, program, args) {
  const {status, stdout, stderr} =
    await host.run(program, {args, timeout: LONGEST});
  assert.equal(status, 0, `${args.join(' ')}: ${stdout.slice(-500)}${stderr}`);
  return stdout;
}

const lines = (text, most) => text.trimEnd().split('\n').slice(0, most);

export function testPort(library) {
  const port = target => place(target, `${library}_port`);
  let plain;

  test(`${library}: alone, without wasyncio`, async () => {
    await build('native', [`${library}_port`, `${library}_plain`]);
    plain = await output(native, place('native', `${library}_plain`),
      ['all', `${STACKS.own}`]);
    assert.equal(lines(plain, Infinity).length, STACKS.own);
  });

  for (const [target, {host}] of Object.entries(HOSTS)) {
    test(`${library}, ${target}: it builds`, () =>
      build(target, [`${library}_port`]));
    for (const [stacks, count] of Object.entries(STACKS)) {
      test(`${library}, ${target}: ${count} at once on stacks that are ${stacks}`,
        async () => assert.equal(
          await output(host, port(target), ['all', `${count}`, stacks]),
          [...lines(plain, count), `${count} at once`, ''].join('\n')));
      for (const way of WAYS)
        test(`${library}, ${target}: stopped by ${way}, ${stacks}`, async () => {
          const text = await output(host, port(target), ['stop', way, stacks]);
          const [, stops] = text.match(/^(\d+) stops in \d+ waits\n$/) ?? [];
          assert.ok(stops >= 40, text);
        });
    }
  }
}
