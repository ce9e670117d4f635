// SPDX-License-Identifier: MIT
// What the Asyncify pass prepares for a suspend costs time and size even where
// it never happens, and so does each caller: of the library it is only what says
// that it suspends. A function pointer too many in the wrong place would make it
// half of all.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync}
  from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';

import {built, root} from '../build.mjs';
import {functionsOf, readAll} from './reference.mjs';

const folder = mkdtempSync(join(tmpdir(), 'wasyncio prepared '));
after(() => rmSync(folder, {recursive: true, force: true}));

const never = readFileSync(join(root, 'src/cmake/never.list'), 'utf8')
  .split('\n');
// On the web this one gives the host a turn, which is no suspension.
const turns = ['wio_check_interrupt'];
const functions = functionsOf(readAll())
  .filter(({name}) => !turns.includes(name));

/* Links a program once more, with these settings instead of its own; returns
 * what the pass says that it prepares. */
function relink(preset, program, settings) {
  const text = readFileSync(
    built(preset, `tests/${program}.Release.link.cmake`), 'utf8');
  const [, real] = text.match(/^set\(wasm_opt \[\[(.*)\]\]\)$/m);
  const says = join(folder, 'wasm-opt');
  writeFileSync(says,
    `#!/bin/sh\nexec '${real}' --pass-arg=asyncify-verbose "$@"\n`);
  chmodSync(says, 0o755);
  const file = join(folder, 'settings.cmake');
  const [, out] = text.match(/^set\(out \[\[.*\/(.*)\]\]\)$/m);
  writeFileSync(file, Object.entries({...settings, wasm_opt: says,
    out: join(folder, out)})
    .reduce((all, [name, value]) => all.replace(
      new RegExp(`^set\\(${name} .*`, 'm'), `set(${name} [[${value}]])`), text));
  const {status, stderr} = spawnSync('cmake', [`-DSETTINGS=${file}`,
    '-P', join(root, 'src/cmake/link.cmake')],
  {encoding: 'utf8', timeout: 120_000, maxBuffer: 1 << 26});
  assert.equal(status, 0, stderr);
  return new Set([...stderr.matchAll(/^\[asyncify\] (\w+) can change/gm)]
    .map(([, name]) => name).filter(name => !never.includes(name)));
}

for (const preset of ['wasi', 'web']) {
  test(preset, () => {
    // The program that calls all there is.
    const prepared = relink(preset, 'input/input');
    assert.ok(prepared.has('wio_sleep') && prepared.has('wio_group_close'));
    assert.deepEqual(functions.filter(({name, contract}) =>
      prepared.has(name) && !contract.suspends.startsWith('suspends'))
      .map(({name}) => name), [], 'prepared for a suspend, which they never do');
  });

  // What calls through a pointer is prepared, but for never.list; where nothing of
  // that waits, the list is empty.
  test(`${preset}, with a list of nothing`, () => {
    const list = join(folder, 'nothing.list');
    writeFileSync(list, '# nothing\n');
    const hello = 'bench/hello_printf';
    assert.ok(relink(preset, hello).has('wio__coro_overflowed'));
    const prepared = relink(preset, hello, {suspend_list: list});
    assert.ok(prepared.has('wio_sleep') && prepared.has('hello'));
    assert.ok(!prepared.has('wio__coro_overflowed'));
  });
}
