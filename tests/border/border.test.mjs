// SPDX-License-Identifier: MIT
// Calls across the border, on every host that has JavaScript; and the same functions
// called from C where there is none.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {cases} from './cases.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const folder = built('web', 'tests/border/');

after(closeHosts);

/* What one host tells of each case. */
async function all(t, told) {
  const names = [];
  for await (const {name, error} of told) {
    if (!name) break;
    await t.test(name, () => { if (error) assert.fail(error); });
    names.push(name);
  }
  assert.deepEqual(names, Object.keys(cases));
}

async function* lines(command, args) {
  const child = spawn(command, args, {stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 120_000, killSignal: 'SIGKILL'});
  for await (const line of createInterface(child.stdout)) yield JSON.parse(line);
}

for (const version of ['20', '24', '26'])
  for (const thread of [[], ['thread']])
    test(`Node ${version} ${thread}`, t => all(t,
      lines(process.env[`WASYNCIO_NODE${version}`],
        [join(here, 'node.mjs'), folder, ...thread])));

/* In a page, or in a worker of it. */
async function* inChromium(where) {
  const page = await chromium.page();
  await page.evaluate(async ([where, index, play, worker, folder]) => {
    window.told = [];
    folder = new URL(folder, location).href;
    if (where == 'page') {
      const {playAll} = await import(play);
      playAll(await import(index), folder, each => told.push(each));
    } else {
      const running = new Worker(worker, {type: 'module'});
      running.onmessage = ({data}) => told.push(data);
      running.onerror = event => told.push({name: 'it starts', error: event.message});
      running.postMessage(folder);
    }
  }, [where, ...['../../web/index.mjs', 'play.mjs', 'worker.mjs']
    .map(file => join(here, file)), folder].map((path, i) =>
    i === 0 ? path : chromium.address(path)));
  for (let i = 0; ; i++) {
    await page.waitForFunction(i => told.length > i, i, {timeout: 60_000});
    yield page.evaluate(i => told[i], i);
  }
}

for (const where of ['page', 'worker'])
  test(`Chromium ${where}`, t => all(t, inChromium(where)));

for (const [name, {host, preset, options}] of Object.entries(hosts)
  .filter(([, {drive}]) => drive === 'blocking'))
  test(`from C: ${name}`, async () => {
    const {status, stdout, stderr} =
      await host.run(built(preset, 'tests/border/exports'), options);
    assert.equal(stdout, 'all ok\n', stderr);
    assert.equal(status, 0, stderr);
  });
