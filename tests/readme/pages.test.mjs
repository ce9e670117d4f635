// SPDX-License-Identifier: MIT
// What the pages name exists.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, readFileSync, readdirSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {test} from 'node:test';

import {root} from '../build.mjs';

const read = name => readFileSync(join(root, name), 'utf8');

// What WASI embedders call is exported by its host.
const headers = readdirSync(join(root, 'include', 'wasyncio'))
  .map(name => read(join('include', 'wasyncio', name))).join('') +
  read('wasi/host.c').match(/export_name\("\w+"\)/g);
const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'demo/README.md',
  'include/GUIDE.md', 'include/README.md', 'src/cmake/README.md',
  'tests/bench/README.md', 'wasi/README.md', 'web/README.md']
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

test('README is a door', () => {
  assert.ok(read('README.md').split('\n').length <= 200);
});

/* As a page of a repository has them. */
const anchorsOf = text => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) =>
  heading.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));

test('links have an end', () => {
  for (const {name, text} of pages)
    for (const [, path, anchor] of text.matchAll(/\]\(([^)#]*)(?:#([^)]*))?\)/g)) {
      const target = path ? join(dirname(name), path) : name;
      assert.ok(existsSync(join(root, target)), `${name}: ${path}`);
      if (anchor)
        assert.ok(anchorsOf(read(target)).includes(anchor), `${name}: ${path}#${anchor}`);
    }
});

test('our own commands exist', () => {
  const {scripts} = JSON.parse(read('package.json'));
  for (const {name, text} of pages)
    for (const [, command] of text.matchAll(/(?:`|^)npm (?:run )?([a-z]+)\b/gm))
      assert.ok(scripts[command] || ['ci', 'install', 'pack'].includes(command),
        `${name}: there is no npm run ${command}`);
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
