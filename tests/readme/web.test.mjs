// SPDX-License-Identifier: MIT
// What web/README.md tells its reader to do, done.
import assert from 'node:assert/strict';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import {root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {reads} from './reader.mjs';

// `import source` wants Node 24.
const reader = reads('web/README.md', process.env.WASYNCIO_NODE24);

before(() => reader.build());
after(async () => {
  await chromium.close();
  reader.leave();
});

test('each block is of a kind that is played here', () => {
  reader.knows(['search.c', 'CMakeLists.txt', 'use.mjs', 'source.mjs', 'beside.c', 'beside.mjs', 'ask.c',
    'ask.mjs', 'worker.mjs', 'index.html', 'primes.c', 'primes_worker.mjs', 'primes.mjs',
    'look.mjs']);
});

for (const {name, type} of reader.consoles) test(name, type);

test('the page', async () => {
  const page = await chromium.page();
  const errors = [];
  page.on('pageerror', error => errors.push(error));
  chromium.address(join(root, 'web', 'remote.mjs'));
  await page.goto(new URL(
    chromium.address(join(reader.cwd, 'index.html')), page.url()).href);
  await page.waitForFunction(() =>
    document.querySelector('pre').textContent.includes('closed'));
  assert.equal(await page.textContent('pre'), reader.of('text')[0].text);
  assert.deepEqual(errors, []);
});
