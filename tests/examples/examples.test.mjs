// SPDX-License-Identifier: MIT
// Each example writes what its first comment says, on each kind of host.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';

import {built, root} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';

after(closeHosts);

const folder = join(root, 'demo', 'examples');
const examples = readdirSync(folder).filter(name => name.endsWith('.c'))
  .map(name => name.replace('.c', ''));

/* The lines of the first comment that are set off; what is said of WebAssembly is
 * for that. */
function promised(name, preset) {
  const [comment] = /\/\*[^]*?\*\//.exec(
    readFileSync(join(folder, `${name}.c`), 'utf8'));
  const [natively, inWasm = natively] = comment.split(/^(?= \* In WebAssembly)/m);
  const here = preset.startsWith('native') ? natively : inWasm;
  return [...here.matchAll(/^ \* {5}(.*)$/gm)].map(([, line]) => `${line}\n`)
    .join('');
}

for (const name of ['asan', 'wasmtime', 'node', 'chromium']) {
  const {host, preset, options} = hosts[name];
  for (const example of examples)
    test(`${name}: ${example}`, async () => {
      const {status, stdout, stderr} = await host.run(
        built(preset, 'tests/examples/examples'), {...options, args: [example]});
      assert.equal(stderr, '');
      // In a build for debugging a task knows where it was made.
      assert.equal(stdout.replace(/ \(\w+\.c:\d+\)/g, ''), promised(example, preset));
      assert.equal(status, 0);
      assert.notEqual(stdout, '');
    });
}

test('the first of them does what its other half does in Python', () => {
  const {status, stdout, stderr} = spawnSync(process.env.WASYNCIO_PYTHON ?? 'python3.14',
    [join(folder, 'worker_pool.py')], {encoding: 'utf8'});
  assert.deepEqual({status, stdout, stderr},
    {status: 0, stdout: promised('worker_pool', 'native'), stderr: ''});
});

test('a page names all of them', () => {
  const page = readFileSync(join(root, 'include', 'README.md'), 'utf8');
  assert.deepEqual(
    examples.filter(name => !page.includes(`(../demo/examples/${name}.c)`)), []);
});
