// SPDX-License-Identifier: MIT
// What C asks of servers by wio_fetch, on every host that has JavaScript; and what it is
// told where there is none. Prints what ran where.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built, root} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {address, serveFiles} from '../hosts/files.mjs';
import * as firefox from '../hosts/firefox.mjs';
import * as workerd from '../hosts/workerd.mjs';
import {cases} from './request_cases.mjs';
import {serve} from './server.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = built('web', 'tests/border/');
const server = await serve();

after(async () => {
  server.close();
  await closeHosts();
});

/* What one host tells of each case. */
async function all(t, told) {
  const names = [];
  for await (const {name, error, left} of told) {
    if (!name) break;
    for (const what of left) console.log(`host: ${t.name}: not asked: ${what}`);
    await t.test(name, () => { if (error) assert.fail(error); });
    names.push(name);
  }
  assert.deepEqual(names, Object.keys(cases));
  console.log(`host: ${t.name}: ${names.length} cases of fetch`);
}

/* ---- processes ---- */

async function* lines([command, ...args]) {
  const child = spawn(command,
    [...args, join(here, 'request_play.mjs'), folder, server.address],
    {stdio: ['ignore', 'pipe', 'inherit'], timeout: 120_000, killSignal: 'SIGKILL'});
  for await (const line of createInterface(child.stdout)) yield JSON.parse(line);
}

const {env} = process;
for (const [host, command] of Object.entries({
  'Node 20': [env.WASYNCIO_NODE20],
  'Node 24': [env.WASYNCIO_NODE24],
  'Node 26': [env.WASYNCIO_NODE26],
  'Deno': [env.WASYNCIO_DENO, 'run', '--allow-all'],
  'Bun': [env.WASYNCIO_BUN],
}))
  test(host, t => all(t, lines(command)));

/* ---- browsers ---- */

for (const [host, show] of Object.entries({Chromium: chromium.show, Firefox: firefox.show}))
  test(host, async t => {
    const files = await serveFiles();
    const script = `${address(join(here, 'request_play.mjs'))}?` +
      new URLSearchParams({folder: address(folder), server: server.address});
    const close = await show(`${files.origin}/?script=${encodeURIComponent(script)}`);
    async function* told() {
      for (;;) yield files.told();
    }
    try {
      await all(t, told());
    } finally {
      await close();
      files.close();
    }
  });

/* ---- workerd ---- */

const modules = Object.fromEntries([
  'tests/border/request_workerd.mjs', 'tests/border/request_play.mjs',
  'tests/border/request_cases.mjs', 'tests/web/tools.mjs',
  ...readdirSync(join(root, 'web')).filter(name => name.endsWith('.mjs'))
    .map(name => `web/${name}`)].map(name => [name, join(root, name)]));
for (const name of ['requests.mjs', 'requests.wasm'])
  modules[`tests/border/${name}`] = join(folder, name);

test('workerd', async t => {
  const worker = await workerd.serve(join(folder, 'requests.capnp'),
    {modules, date: '2026-11-01'});
  async function* told() {
    const response = await fetch(worker.address + encodeURIComponent(server.address));
    const stream = response.body.pipeThrough(new TextDecoderStream());
    let rest = '';
    for await (const chunk of stream) {
      const whole = (rest + chunk).split('\n');
      rest = whole.pop();
      for (const line of whole) yield JSON.parse(line);
    }
  }
  try {
    await all(t, told());
  } finally {
    worker.close();
  }
});

/* ---- where there is none ---- */

for (const [name, {host, preset, options}] of Object.entries(hosts)
  .filter(([, {drive}]) => drive === 'blocking'))
  test(`from C: ${name}`, async () => {
    const {status, stdout, stderr} =
      await host.run(built(preset, 'tests/border/requests'), options);
    assert.equal(stdout,
      "WIO_ENOTSUP: wio_fetch: 'http://127.0.0.1:1/': this host has no fetch\n", stderr);
    assert.equal(status, 0, stderr);
  });
