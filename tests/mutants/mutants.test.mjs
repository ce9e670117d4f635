// SPDX-License-Identifier: MIT
// npm run mutate takes minutes. Here: its list fits the sources, and it tells a
// bug that is found from one that is not.
import assert from 'node:assert/strict';
import {test} from 'node:test';

import {openCopy} from './copy.mjs';
import {mutants} from './list.mjs';
import {measure, misfit, tryMutant} from './machine.mjs';
import {steps} from './steps.mjs';

test('each mutant changes one place, and is another one', () => {
  assert.deepEqual(mutants.filter(mutant => misfit(mutant)), []);
  const places = mutants.map(({file, find, replace}) =>
    JSON.stringify([file, find, replace]));
  assert.equal(new Set(places).size, mutants.length);
  assert.ok(mutants.length >= 90);
  assert.deepEqual(mutants.filter(({on = 'native'}) => !steps[on]), []);
});

const file = 'src/core/timer.c';

for (const [what, mutant, expected] of [
  ['is found', mutants[0], {found: 'units', how: 'failed'}],
  ['does not end', {file, find: 'i = parent_of(i);', replace: ';'},
    {found: 'units', how: 'hung'}],
  ['does no harm', {file, find: 'FIRST_ROOM = 16', replace: 'FIRST_ROOM = 32'},
    {wrong: /^it survives/}],
  ['does not compile', {file, find: 'i = parent_of(i);', replace: 'i = parents_of(i);'},
    {wrong: /^it does not build\n[^]*parents/}],
  ['is nowhere', {file, find: 'i = parents;', replace: ';'},
    {wrong: /^its text is there 0 times/}],
  ['may be anywhere', {file, find: 'i = ', replace: 'i += '},
    {wrong: /^its text is there \d+ times/}],
]) {
  test(`a mutant that ${what}`, async () => {
    const copy = openCopy('test');
    const {units} = steps.native;
    const result = await tryMutant(mutant, copy, {units}, {units: 5});
    const {wrong, ...rest} = expected;
    if (wrong) assert.match(result.wrong, wrong);
    else assert.deepEqual(result, rest);
  });
}

test('tests that fail without a mutant say nothing', async () => {
  const copy = openCopy('test');
  const {units} = steps.native;
  assert.ok((await measure(copy, {units})).units > 0);
  const broken = {...units, command: () => ['false']};
  await assert.rejects(measure(copy, {broken}),
    /"broken" fails without a bug/);
});
