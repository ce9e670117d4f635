// SPDX-License-Identifier: MIT
// Calls across the border, on every host that has JavaScript; and the same functions
// called from C where there is none. Prints what ran where.
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
import {cases} from './cases.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = built('web', 'tests/border/');

/* Rows of the table at the end: a host, and what ran in its main thread or page, and in
 * a worker; or why nothing can. */
const matrix = new Map();

function note(host, where, what) {
  if (!matrix.has(host)) matrix.set(host, {main: undefined, worker: undefined});
  matrix.get(host)[where] = what;
}

after(async () => {
  await closeHosts();
  // Bun has its engine.
  note('Safari', 'main', 'none');
  note('Safari', 'worker', 'none: it is not for Linux');
  for (const [host, {main, worker}] of matrix)
    console.log(`host: ${host.padEnd(30)} ${main.padEnd(14)} worker: ${worker}`);
});

/* What one host tells of each case. */
async function all(t, host, where, told) {
  note(host, where, 'failed');
  const names = [];
  for await (const {name, error} of told) {
    if (!name) break;
    await t.test(name, () => { if (error) assert.fail(error); });
    names.push(name);
    if (error) note(host, where, `failed: ${name}`);
  }
  assert.deepEqual(names, Object.keys(cases));
  if (!matrix.get(host)[where].includes(':')) note(host, where, `${names.length} cases`);
}

/* ---- processes ---- */

async function* lines(command, args) {
  const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 120_000, killSignal: 'SIGKILL'});
  for await (const line of createInterface(child.stdout)) yield JSON.parse(line);
}

const script = join(here, 'node.mjs');
const {env} = process;
const processes = {
  'Node 20': [env.WASYNCIO_NODE20, script],
  'Node 24': [env.WASYNCIO_NODE24, script],
  'Node 26': [env.WASYNCIO_NODE26, script],
  'Deno': [env.WASYNCIO_DENO, 'run', '--allow-all', script],
  // It reads files, and nothing of the environment.
  'Deno, may only read': [env.WASYNCIO_DENO, 'run', '--no-prompt', '--allow-read', script],
  'Bun': [env.WASYNCIO_BUN, script],
};

for (const [host, [command, ...args]] of Object.entries(processes))
  for (const where of ['main', 'worker'])
    test(`${host}, ${where}`, t => all(t, host, where, lines(command,
      [...args, folder, ...where === 'worker' ? ['thread'] : []])));

/* ---- browsers ---- */

const inChromium = async address => {
  const page = await chromium.page(address);
  return () => page.close();
};

const browsers = {
  'Chromium': {show: inChromium},
  'Chromium, strict CSP': {show: inChromium, headers: {
    'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'"}},
  'Firefox': {show: firefox.show},
};

for (const [host, {show, headers}] of Object.entries(browsers))
  test(host, async t => {
    const server = await serveFiles(headers);
    const page = `${address(join(here, 'page.mjs'))}?folder=${address(folder)}`;
    const close = await show(`${server.origin}/?script=${encodeURIComponent(page)}`);
    async function* told() {
      for (;;) yield server.told();
    }
    try {
      for (const where of ['main', 'worker'])
        await t.test(where, t => all(t, host, where, told()));
    } finally {
      await close();
      server.close();
    }
  });

/* ---- workerd ---- */

const modules = Object.fromEntries([
  'tests/border/workerd.mjs', 'tests/border/play.mjs', 'tests/border/cases.mjs',
  'tests/web/tools.mjs',
  ...readdirSync(join(root, 'web')).filter(name => name.endsWith('.mjs'))
    .map(name => `web/${name}`)].map(name => [name, join(root, name)]));
for (const name of ['exports.mjs', 'exports.wasm', 'exports_main.mjs', 'exports_main.wasm'])
  modules[`tests/border/${name}`] = join(folder, name);

for (const [host, compatible] of Object.entries({
  'workerd': {date: '2026-11-01'},
  'workerd without Node\'s': {date: '2026-11-01', flags: ['no_nodejs_compat']},
  // No MessageChannel, either.
  'workerd as of July 2025': {date: '2025-07-01'},
}))
  test(host, async t => {
    note(host, 'worker', 'none: it has no threads');
    const server = await workerd.serve(join(folder, 'workerd.capnp'),
      {modules, ...compatible});
    async function* told() {
      const response = await fetch(server.address);
      const stream = response.body.pipeThrough(new TextDecoderStream());
      let rest = '';
      for await (const chunk of stream) {
        const [...whole] = (rest + chunk).split('\n');
        rest = whole.pop();
        for (const line of whole) yield JSON.parse(line);
      }
    }
    try {
      await all(t, host, 'main', told());
    } finally {
      server.close();
    }
  });

/* ---- from C ---- */

for (const [name, {host, preset, options}] of Object.entries(hosts)
  .filter(([, {drive}]) => drive === 'blocking'))
  test(`from C: ${name}`, async () => {
    const {status, stdout, stderr} =
      await host.run(built(preset, 'tests/border/exports'), options);
    assert.equal(stdout, 'all ok\n', stderr);
    assert.equal(status, 0, stderr);
  });
