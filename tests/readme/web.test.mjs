// SPDX-License-Identifier: MIT
// What web/README.md tells its reader to do, done.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync}
  from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {begin} from '../hosts/process.mjs';
import {blocksOf} from './blocks.mjs';
import {play} from './terminal.mjs';

const blocks = blocksOf(readFileSync(join(root, 'web', 'README.md'), 'utf8'));
const files = blocks.filter(({name}) => name);
const of = wanted => blocks.filter(({language, name}) => language === wanted && !name);

const folder = mkdtempSync(join(tmpdir(), 'wasyncio readme '));
const cwd = join(folder, 'search');
const env = {...process.env, CMAKE_GENERATOR: 'Ninja', CFLAGS: '-Wall -Werror'};

after(async () => {
  await chromium.close();
  rmSync(folder, {recursive: true, force: true});
});

before(async () => {
  mkdirSync(cwd);
  symlinkSync(root, join(cwd, 'wasyncio'));
  for (const {name, text} of files) writeFileSync(join(cwd, name), text);
  for (const {text, line} of of('sh')) {
    const {status, stdout, stderr} =
      await begin('env', ['--chdir', cwd, 'bash', '-ec', text], {env}).done;
    assert.equal(status, 0, `web/README.md:${line}: ${stdout}${stderr}`);
  }
});

test('each block is of a kind that is played here', () => {
  const known = [...files, ...of('sh'), ...of('console'), ...of('text')];
  assert.deepEqual(blocks.filter(block => !known.includes(block)), []);
  assert.deepEqual(files.map(({name}) => name),
    ['search.c', 'CMakeLists.txt', 'use.mjs', 'worker.mjs', 'index.html', 'look.mjs']);
});

test('what is typed', async () => {
  for (const {text} of of('console')) await play(text, {cwd, env});
});

test('the page', async () => {
  const page = await chromium.page();
  const errors = [];
  page.on('pageerror', error => errors.push(error));
  chromium.address(join(root, 'web', 'remote.mjs'));
  await page.goto(new URL(chromium.address(join(cwd, 'index.html')), page.url()).href);
  await page.waitForFunction(() =>
    document.querySelector('pre').textContent.includes('closed'));
  assert.equal(await page.textContent('pre'), of('text')[0].text);
  assert.deepEqual(errors, []);
});
