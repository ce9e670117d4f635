// SPDX-License-Identifier: MIT
// What README.md tells its reader to do, done: its files written, its commands
// typed, what it shows compared.  And CONTRIBUTING.md names what exists.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync,
  readdirSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {after, before, test} from 'node:test';

import {root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import * as native from '../hosts/native.mjs';
import * as node from '../hosts/node.mjs';
import * as wasmtime from '../hosts/wasmtime.mjs';
import {begin} from '../hosts/process.mjs';
import {blocksOf} from './blocks.mjs';
import {play} from './terminal.mjs';

const read = name => readFileSync(join(root, name), 'utf8');
const page = read('README.md');
const blocks = blocksOf(page);
const files = blocks.filter(({name}) => name);
const commands = blocks.filter(({language}) => language === 'sh');
const consoles = blocks.filter(({language}) => language === 'console');
const [shown] = blocks.filter(({language}) => language === 'text');
const isServer = ({text}) => text.includes('http.server');
const isOurs = ({text}) => /^npm /.test(text);

/* ---- the reader's folder, and a PATH with what the reader has ---- */

const folder = mkdtempSync(join(tmpdir(), 'wasyncio readme '));
const cwd = join(folder, 'app');
const bin = join(folder, 'bin');

function script(name, command) {
  const file = join(bin, name);
  writeFileSync(file, `#!/bin/sh\nexec '${command}' "$@"\n`);
  chmodSync(file, 0o755);
}

mkdirSync(cwd);
mkdirSync(bin);
script('node', process.execPath);
script('wasmtime', wasmtime.command);
script('python3', process.env.WASYNCIO_PYTHON ?? 'python3');
symlinkSync(root, join(cwd, 'wasyncio'));
for (const {name, text} of files) writeFileSync(join(cwd, name), text);

const env = {
  ...process.env,
  PATH: [bin, process.env.PATH].join(delimiter),
  CMAKE_GENERATOR: 'Ninja', // make need not be here
  CFLAGS: '-Wall -Werror',
};

after(async () => {
  await chromium.close();
  rmSync(folder, {recursive: true, force: true});
});

before(async () => {
  for (const block of commands) {
    if (isServer(block) || isOurs(block)) continue;
    const {status, stdout, stderr} =
      await begin('env', ['--chdir', cwd, 'bash', '-ec', block.text], {env})
        .done;
    assert.equal(status, 0,
      `README.md:${block.line}: status ${status}\n${stdout}${stderr}`);
  }
});

/* ---- README ---- */

test('each block is of a kind that is played here', () => {
  const known = [...files, ...commands, ...consoles, shown];
  assert.deepEqual(blocks.filter(block => !known.includes(block)), []);
  assert.deepEqual(files.map(({name}) => name),
    ['app.c', 'CMakeLists.txt', 'run.mjs', 'index.html']);
});

test('our own commands exist', () => {
  const {scripts} = JSON.parse(read('package.json'));
  const named = [...page.matchAll(/npm (?:run )?(\w+)/g)];
  assert.notEqual(named.length, 0);
  for (const [, name] of named)
    assert.ok(scripts[name], `there is no npm run ${name}`);
});

test('what is typed', {concurrency: true}, async t => {
  assert.equal(consoles.length, 3);
  await Promise.all(consoles.map(({line, text}) =>
    t.test(`README.md:${line}`, () => play(text, {cwd, env}))));
});

test('the page', async () => {
  const [{text}] = commands.filter(isServer);
  // README lets the reader choose another port; 0 is any that is free.
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
  const expected = /^\$ .*\n([^$]+)/.exec(consoles[0].text)[1];
  const hosts = {native, wasi: wasmtime, web: node, 'web in a page': chromium};
  await Promise.all(Object.entries(hosts).map(([name, host]) =>
    t.test(name, async () => {
      const program = join(cwd, 'build', name.split(' ')[0], 'app');
      const {status, stdout} = await host.run(program);
      assert.equal(stdout, expected);
      assert.equal(status, 0);
    })));
});

/* ---- what the pages name ---- */

// What WASI embedders call is exported by its host.
const headers = readdirSync(join(root, 'include', 'wasyncio'))
  .map(name => read(join('include', 'wasyncio', name))).join('') +
  read('wasi/host.c').match(/export_name\("\w+"\)/g);
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'include/README.md', 'web/README.md']
  .map(name => ({name, text: read(name)}));
const source = name => new RegExp(`\\b${name}\\b`).test(headers);

test('functions and codes are those of the headers', () => {
  for (const {name, text} of pages) {
    const words = text.matchAll(/\b(wio_[a-z]|WIO_[A-Z])\w*\b(?!\.\.|\*)/g);
    for (const [word] of words)
      assert.ok(source(word), `${name}: ${word}`);
    // `wio_task_cancel`, `_uncancel`: the second is wio_task_uncancel.
    let full;
    for (const [, long, short] of
      text.matchAll(/`(wio_\w+)[^`]*`|`(_[a-z]\w*)`/g)) {
      full = long ?? full;
      if (short)
        assert.ok(source(full.replace(/_[a-z]+$/, short)),
          `${name}: ${short} after ${full}`);
    }
  }
});

test('every name of asyncio is in include/README.md', () => {
  const {status, stdout, stderr} = spawnSync(process.env.WASYNCIO_PYTHON ?? 'python3.14',
    [join(root, 'tests', 'readme', 'names.py')], {encoding: 'utf8'});
  assert.equal(status, 0, stderr);
  const text = read('include/README.md');
  const named = new Set([...text.matchAll(/`([\w.]+)`/g)].map(([, name]) => name));
  const names = stdout.trim().split('\n');
  assert.ok(names.length > 150, `only ${names.length}`);
  assert.deepEqual(names.filter(name => !named.has(name)), []);
});

test('files are there', () => {
  for (const {name, text} of pages)
    for (const [, path] of text.matchAll(/`((?:\w[\w.-]*\/)+[\w.-]*)[^`]*`/g))
      if (!path.startsWith('build/') && !path.includes('NAME'))
        assert.ok(existsSync(join(root, path)), `${name}: ${path}`);
});

test('each folder has its reason in CONTRIBUTING.md', () => {
  const ignored = /^(build|node_modules|\..*|__pycache__)$/;
  const folders = path => readdirSync(join(root, path), {withFileTypes: true})
    .filter(entry => entry.isDirectory() && !ignored.test(entry.name))
    .map(({name}) => join(path, name, '/'));
  const text = read('CONTRIBUTING.md');
  for (const path of folders('').flatMap(path => [path, ...folders(path)]))
    assert.ok(text.includes(`\`${path}\``), path);
});

test('the pages name no place of one machine', () => {
  for (const {name, text} of pages)
    assert.doesNotMatch(text,
      /\/(root|home|work|tmp)\/|https?:\/\/(?!localhost)/, name);
});
