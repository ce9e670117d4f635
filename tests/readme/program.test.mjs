// SPDX-License-Identifier: MIT
// What demo/README.md tells its reader to do, done.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {after, before, test} from 'node:test';

import * as chromium from '../hosts/chromium.mjs';
import * as native from '../hosts/native.mjs';
import * as node from '../hosts/node.mjs';
import * as wasmtime from '../hosts/wasmtime.mjs';
import {reads} from './reader.mjs';

const reader = reads('demo/README.md');
const {cwd, env} = reader;

before(() => reader.build());
after(async () => {
  await chromium.close();
  reader.leave();
});

test('each block is of a kind that is played here', () => {
  reader.knows(['app.c', 'CMakeLists.txt', 'run.mjs', 'index.html']);
});

test('what is typed', {concurrency: true}, async t => {
  assert.equal(reader.consoles.length, 3);
  await Promise.all(reader.consoles.map(({name, type}) => t.test(name, type)));
});

test('the page', async () => {
  const [{text}] = reader.of('sh').filter(block => block.text.includes('http.server'));
  const [shown] = reader.of('text');
  // The page lets its reader choose another port; 0 is any that is free.
  const server = spawn(`exec ${text.replace('8000', '0')}`,
    {cwd, env: {...env, PYTHONUNBUFFERED: '1'}, shell: true});
  try {
    const port = await new Promise((resolve, reject) => {
      let said = '';
      const listen = data => {
        said += data;
        const found = /port (\d+)/.exec(said);
        if (found) resolve(found[1]);
      };
      server.stdout.on('data', listen);
      server.stderr.on('data', listen);
      server.on('close', () => reject(new Error(said)));
    });
    const tab = await chromium.page();
    const errors = [];
    tab.on('pageerror', error => errors.push(error));
    await tab.goto(`http://localhost:${port}`);
    const until = text => tab.waitForFunction(
      text => document.querySelector('pre').textContent.includes(text), text);
    await until(shown.text.split('\n')[0]);
    await tab.click('button');
    await until('exit status');
    assert.equal(await tab.textContent('pre'), shown.text);
    assert.deepEqual(errors, []);
  } finally {
    server.kill();
  }
});

test('the same output on every host', {concurrency: true}, async t => {
  const expected = /^\$ .*\n([^$]+)/.exec(reader.consoles[0].text)[1];
  const hosts = {native, wasi: wasmtime, web: node, 'web in a page': chromium};
  await Promise.all(Object.entries(hosts).map(([name, host]) =>
    t.test(name, async () => {
      const program = join(cwd, 'build', name.split(' ')[0], 'app');
      const {status, stdout} = await host.run(program);
      assert.equal(stdout, expected);
      assert.equal(status, 0);
    })));
});
