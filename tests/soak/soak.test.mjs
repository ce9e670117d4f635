// SPDX-License-Identifier: MIT
// npm run soak takes minutes. Here: some seconds of it, and growth is seen.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';

import {closeHosts} from '../hosts/all.mjs';
import {BOUNDS, growth, soakOn} from './soak.mjs';

after(closeHosts);

for (const name of ['node', 'wasmtime']) {
  test(`some seconds on ${name}`, async () => {
    const {samples, wrong} = await soakOn(name, 6, 6, () => {});
    assert.deepEqual(wrong, []);
    assert.ok(samples.at(-1).rounds > 1, `${samples.at(-1).rounds} rounds`);
  });
}

const flat = Array.from({length: 60}, (_, at) =>
  ({at, rounds: at, linear: 1 << 20, used: 5000, rss: 1 << 25}));

test('what is flat passes', () => assert.deepEqual(growth(flat, 60), []));

for (const [what, bound] of Object.entries(BOUNDS)) {
  test(`${what} may not grow by more than ${bound}`, () => {
    const grown = by => flat.map((sample, i) =>
      i === 50 ? {...sample, [what]: sample[what] + by} : sample);
    assert.deepEqual(growth(grown(bound), 60), []);
    assert.deepEqual(growth(grown(bound + 1), 60).map(each => each.what),
      [what]);
  });
}

test('one that says nothing fails', () => {
  assert.equal(growth([], 60).length, 1);
  assert.equal(growth(flat.slice(0, 5), 60).length, 1);
});
