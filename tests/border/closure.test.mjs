// SPDX-License-Identifier: MIT
// The same cases of programs whose glue Closure has renamed, as `--closure 1` has it do:
// exports, functions of the host, JavaScript beside C, streams. Linked by emcc's port.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, sep} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {address, serveFiles} from '../hosts/files.mjs';
import {cases} from './cases.mjs';
import {edges} from './edges.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wasyncio-closure-')) + sep;

after(async () => {
  await chromium.close();
  rmSync(folder, {recursive: true, force: true});
});

function link(name, ...args) {
  const {status, stdout, stderr} = spawnSync(process.env.WASYNCIO_EMCC, ['-O3',
    '--closure', '1', `--use-port=${join(root, 'web/wasyncio.py')}`, ...args,
    ...['exports', 'beside', 'edges'].map(name => join(here, `${name}.c`)),
    '-o', join(folder, `${name}.mjs`)], {encoding: 'utf8', timeout: 600_000, env: {
    ...process.env,
    EM_CLOSURE_COMPILER: process.env.WASYNCIO_CLOSURE}});
  assert.equal(status, 0, stderr);
  assert.doesNotMatch(stdout + stderr, /warning/i);
}

before(() => {
  link('exports');
  link('exports_main', '-DWITH_MAIN');
});

test('it has run', () => {
  // What library.js calls it by.
  assert.doesNotMatch(readFileSync(join(folder, 'exports.mjs'), 'utf8'), /\bwasmImports\b/);
});

function allWell(told) {
  assert.deepEqual(told.filter(({error}) => error), []);
  assert.deepEqual(told.map(({name}) => name), Object.keys({...cases, ...edges}));
}

test('Node', () => {
  const {stdout, stderr} = spawnSync(process.execPath, [join(here, 'node.mjs'), folder, 'main'],
    {encoding: 'utf8', timeout: 120_000});
  assert.equal(stderr, '');
  allWell(stdout.trim().split('\n').map(line => JSON.parse(line)).filter(({name}) => name));
});

test('Chromium', async () => {
  const server = await serveFiles();
  const page = await chromium.page(`${server.origin}/?script=${encodeURIComponent(
    `${address(join(here, 'page.mjs'))}?folder=${address(folder)}`)}`);
  try {
    const told = [];
    for (let each = await server.told(); each.name; each = await server.told())
      told.push(each);
    allWell(told);
  } finally {
    await page.close();
    server.close();
  }
});
