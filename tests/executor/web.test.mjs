// SPDX-License-Identifier: MIT
// Executors and posts in programs with threads on the web.  Their build is made here, of
// these programs alone.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built, cmake} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {address, isolated, serveFiles} from '../hosts/files.mjs';
import * as firefox from '../hosts/firefox.mjs';
import {cases} from './cases.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = built('web-threads', 'tests/executor/');

before(() => {
  cmake('--preset', 'web-threads');
  cmake('--build', '--preset', 'web-threads', '--target', 'executor_threads', 'executor_ends');
});

after(() => chromium.close());

/* What a host tells of each case, and behind them nothing. */
async function heard(t, told) {
  const names = [];
  for (;;) {
    const {name, error} = await told();
    if (!name) break;
    names.push(name);
    await t.test(name, () => { if (error) assert.fail(error); });
  }
  assert.deepEqual(names, Object.keys(cases));
}

/* ---- processes ---- */

async function inProcess(t, command, args) {
  const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 120_000, killSignal: 'SIGKILL'});
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await heard(t, async () => JSON.parse((await lines.next()).value));
  // Threads that are left keep nothing alive.
  assert.deepEqual(await ended, [0, null]);
}

const script = join(here, 'node.mjs');
const {env} = process;
for (const [host, command, ...args] of [
  ['Node 20', env.WASYNCIO_NODE20], ['Node 24', env.WASYNCIO_NODE24],
  ['Node 26', env.WASYNCIO_NODE26], ['Deno', env.WASYNCIO_DENO, 'run', '--allow-all'],
  ['Bun', env.WASYNCIO_BUN]])
  test(host, t => inProcess(t, command, [...args, script, folder]));

/* ---- browsers ---- */

for (const [host, show] of [['Chromium', chromium.show], ['Firefox', firefox.show]])
  test(host, async t => {
    const server = await serveFiles(isolated);
    const page = `${address(join(here, 'page.mjs'))}?folder=${address(folder)}`;
    const close = await show(`${server.origin}/?script=${encodeURIComponent(page)}`);
    try {
      for (const place of ['page', 'worker'])
        await t.test(place, t => heard(t, server.told));
    } finally {
      await close();
      server.close();
    }
  });
