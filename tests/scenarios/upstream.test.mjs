// SPDX-License-Identifier: MIT
// tests/UPSTREAM.md: what stands beside CPython's own tests is there.
import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {root} from '../build.mjs';
import {scenarios} from './catalogue.mjs';

const rows = readFileSync(join(root, 'tests', 'UPSTREAM.md'), 'utf8').split('\n')
  .filter(line => line.startsWith('| `'))
  .map(line => line.slice(2, -2).split(' | '));

test('each of CPython\'s tests stands beside a scenario, a file of ours, or a reason', () => {
  const known = new Set(scenarios().map(({name}) => name));
  let count = 0;
  for (const [tests, here, ...more] of rows) {
    assert.deepEqual(more, []);
    assert.match(tests, /^`[\w*]+`(, `[\w*]+`)*$/);
    count += tests.split(', ').length;
    for (const [, path] of here.matchAll(/`(tests\/[^`]*)`/g))
      assert.ok(existsSync(join(root, path)), path);
    // A word with a low line is a scenario's name.
    for (const [name] of here.replace(/`[^`]*`/g, '').matchAll(/\b[a-z]+_[a-z_]+\b/g))
      assert.ok(known.has(name), name);
  }
  assert.ok(count > 400, `only ${count}`);
});

test('none of them stands twice in a table', () => {
  const page = readFileSync(join(root, 'tests', 'UPSTREAM.md'), 'utf8');
  for (const table of page.split('\n## ').slice(1)) {
    const names = [...table.matchAll(/^\| (`.*?) \|/gm)]
      .flatMap(([, tests]) => tests.split(', '));
    assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), []);
  }
});
