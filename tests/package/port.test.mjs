// SPDX-License-Identifier: MIT
// The port for Emscripten: who has emcc and the package compiles a program in a folder of
// their own, without CMake.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath, pathToFileURL} from 'node:url';

import {built, root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {folder, install} from './packed.mjs';

const PLAYED = ['tick 1', 'tick 11', 'tick 21', 'tick 31', 'waits', 'interrupted'];

const project = join(folder, 'with a space');
mkdirSync(project);
const installed = install(project);
const PORT = 'node_modules/wasyncio/web/wasyncio.py';
cpSync(fileURLToPath(new URL('port.c', import.meta.url)), join(project, 'port.c'));
const {env} = process;

after(() => chromium.close());

const emcc = (...args) => spawnSync(env.WASYNCIO_EMCC, args,
  {cwd: project, encoding: 'utf8', timeout: 600_000});

function compiles(...args) {
  const {status, stdout, stderr} = emcc(...args);
  assert.equal(status, 0, stderr);
  // That the library is compiled is said once.
  assert.equal((stdout + stderr).replace(/^(cache|system_libs):INFO:.*\n/gm, ''), '');
}

const index = join(installed, 'web', 'index.mjs');

/* What a program of port.c writes; it is interrupted when it waits. */
async function play({index, glue}) {
  const {open} = await import(index);
  const lines = [];
  let waits;
  const waiting = new Promise(resolve => { waits = resolve; });
  const program = await open(glue, {stdout: text => {
    lines.push(...text.split('\n').filter(Boolean));
    if (lines.includes('waits')) waits();
  }});
  const answer = await program.run('answer');
  await waiting;
  program.interrupt();
  return [lines, answer, await program.exited];
}

const inNode = (node, name) => {
  const [from, glue] = [index, join(project, name)].map(file => pathToFileURL(file).href);
  const {status, stdout, stderr} = spawnSync(node, ['--input-type=module', '-e',
    `${play}\nconsole.log(JSON.stringify(await play(${JSON.stringify({index: from, glue})})));`],
  {encoding: 'utf8', timeout: 60_000});
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout);
};

test('a program, in one command', async t => {
  compiles('-O3', '-Wall', '-Werror', `--use-port=${PORT}`, 'port.c', '-o', 'port.mjs');
  assert.deepEqual(readdirSync(project).sort(),
    ['node_modules', 'port.c', 'port.d.mts', 'port.mjs', 'port.wasm']);
  for (const version of ['20', '24', '26'])
    await t.test(`Node ${version}`, () => assert.deepEqual(
      inNode(env[`WASYNCIO_NODE${version}`], 'port.mjs'), [PLAYED, 42, 130]));
  await t.test('Chromium', async () => {
    const page = await chromium.page();
    assert.deepEqual(await page.evaluate(play, {index: chromium.address(index),
      glue: chromium.address(join(project, 'port.mjs'))}), [PLAYED, 42, 130]);
    await page.close();
  });
});

test('compiled, then linked, with options of the port', () => {
  compiles('-c', '-Os', '--use-port', PORT, 'port.c', '-o', 'port.o');
  compiles('-Os', '--use-port', `${PORT}:inspect=on:names=on`, 'port.o', '-o', 'small.mjs');
  assert.deepEqual(inNode(process.execPath, 'small.mjs'), [PLAYED, 42, 130]);
});

/* Its own functions call nothing through a pointer. */
test('with a list of what may wait', () => {
  writeFileSync(join(project, 'app.list'), '# of ours\nnobody\n');
  const {status, stderr} = emcc('-O3', `--use-port=${PORT}:suspend_list=app.list`,
    'port.c', '-o', 'listed.mjs');
  assert.equal(stderr, 'wasyncio: app.list: the program has no function nobody.\n');
  assert.equal(status, 0);
  assert.deepEqual(inNode(process.execPath, 'listed.mjs'), [PLAYED, 42, 130]);
  const [listed, whole] = ['listed', 'port'].map(
    name => statSync(join(project, `${name}.wasm`)).size);
  assert.ok(listed < whole, `${listed}, not less than ${whole}`);
});

test('not optimised', () => {
  compiles('-g', '--use-port', PORT, 'port.c', '-o', 'debug.mjs');
  assert.deepEqual(inNode(process.execPath, 'debug.mjs'), [PLAYED, 42, 130]);
});

test('with threads', () => {
  compiles('-O2', '-pthread', '-sPTHREAD_POOL_SIZE=4', `--use-port=${PORT}`,
    ...['threads.c', 'coroutines.c', 'stacks.c'].map(file => join(root, 'tests/executor', file)),
    '-o', 'threads.mjs');
  for (const name of ['jobs', 'posts', 'coroutines']) {
    const {status, stdout, stderr} = spawnSync(process.execPath,
      [join(root, 'tests/hosts/node_launch.mjs'), join(project, 'threads.mjs'), name],
      {encoding: 'utf8', timeout: 60_000});
    assert.deepEqual([status, stdout, stderr], [0, '', '']);
  }
});

test('it is what CMake makes', () => {
  compiles('-O3', '-DNDEBUG', '-std=c11', `--use-port=${PORT}`,
    join(root, 'tests/border/requests.c'), '-o', 'requests.mjs');
  for (const suffix of ['.wasm', '.mjs', '.d.mts']) {
    const [one, other] = [join(project, 'requests'), built('web', 'tests/border/requests')]
      .map(base => statSync(base + suffix).size);
    // The linker puts the same into another order.
    assert.ok(Math.abs(one - other) < other * 0.01, `${suffix}: ${one}, not ${other}`);
  }
});

for (const [what, args, says] of [
  ['an option that there is not', [`--use-port=${PORT}:fast=on`], /`fast` is not supported/],
  ['a value that is none', [`--use-port=${PORT}:split=yes`], /`split=yes`: it is on or off/],
  ['a list that there is not', [`--use-port=${PORT}:suspend_list=none.list`],
    /`suspend_list=none\.list`: there is no such file/],
  ['a file of another kind', [`--use-port=${PORT}`, '-o', 'x.html'],
    /wasyncio: -o x\.html: a program is an \.mjs and a \.wasm/],
  ['no file', [`--use-port=${PORT}`], /wasyncio: there is no -o: .* Give it -o NAME\.mjs/],
  ['Asyncify', [`--use-port=${PORT}`, '-s', 'ASYNCIFY', '-o', 'x.mjs'],
    /wasyncio: -s ASYNCIFY cannot work: .*\nLeave it out\. Tasks wait without it/],
  ['what suspends by it', [`--use-port=${PORT}`, '-DSLEEPS', '-o', 'x.mjs'],
    /wasyncio: emscripten_sleep cannot work: .*\nCall wio_sleep/],
  ['C that is none', [`--use-port=${PORT}`, '-DNONE', '-o', 'x.mjs'], /^port\.c:\d+:\d+: error/],
])
  test(`refused: ${what}`, () => {
    const {status, stderr} = emcc('port.c', ...args);
    assert.match(stderr, says);
    assert.doesNotMatch(stderr, /Traceback/);
    assert.equal(status, 1);
    assert.ok(!readdirSync(project).some(name => name.startsWith('x.')));
  });
