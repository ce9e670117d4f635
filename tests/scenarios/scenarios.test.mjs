// SPDX-License-Identifier: MIT
// Every scenario on every host: its trace equals CPython's, or the one of a
// deviation that is known.
import assert from 'node:assert/strict';
import {readdirSync, writeFileSync} from 'node:fs';
import {after, test} from 'node:test';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {folder, scenarios} from './catalogue.mjs';
import {checkNative, checkPyodide, isNative, runPython} from './goldens.mjs';
import {counts, difference, judge, parse, playOn, table} from './play.mjs';

/* To be changed on purpose only. */
const COUNTS = {equal: 336, deviation: 15, strict: 25, notInC: 10};

const all = scenarios();

after(closeHosts);

/* ---- the programs ---- */

test('every scenario has a program in C and in Python, and a golden', () => {
  assert.deepEqual(all.filter(({py, c, golden}) => !py || !c || !golden)
    .map(({name}) => name), []);
});

test('both programs have the same head', () => {
  for (const {name, py, c} of all) {
    assert.deepEqual(c.header, py.header, name);
    const [first, second] = c.header.map(({word}) => word);
    assert.deepEqual([first, second], ['Scenario', 'Clauses'], name);
  }
});

test('both programs write the same labels', () => {
  for (const {name, py, c} of all)
    assert.deepEqual([...new Set(c.labels)].sort(),
      [...new Set(py.labels)].sort(), name);
});

// What happens when is for the loop to say, never for the program.
test('no program writes an iteration number or a line of the loop', () => {
  const forbidden = {
    c: /\b(v?f?printf|f?puts|putchar|fwrite|wio__\w+|internal\.h)\b/,
    py: /\b(print|emit|write|play|Poll)\b/,
  };
  for (const scenario of all)
    for (const [language, expression] of Object.entries(forbidden)) {
      const {source, labels} = scenario[language];
      const code = source.replace(/^(#|\/\/) .*$/gm, '');
      assert.doesNotMatch(code, expression, scenario.name);
      for (const label of labels)
        assert.doesNotMatch(label, /\biter(ations?)?\b.*\d|\d.*\biter/,
          scenario.name);
    }
});

test('deviations and strict scenarios have a trace of their own', () => {
  for (const {name, deviation, strict, golden, ours, ofStrict} of all) {
    assert.equal(ours !== undefined, deviation !== undefined,
      `${name}.c.trace and its Deviation`);
    assert.equal(ofStrict !== undefined, strict !== undefined,
      `${name}.strict.trace and its Strict`);
    assert.notEqual(ours, golden, `${name} does not deviate`);
    assert.notEqual(ofStrict, golden, `${name} is no different with strict`);
  }
});

test('each file belongs to a scenario', () => {
  const names = new Set(all.map(({name}) => name));
  const traces = readdirSync(folder).filter(file => file.endsWith('.trace'));
  for (const file of traces)
    assert.match(file, /^\w+(\.c|\.strict)?\.trace$/);
  assert.deepEqual(
    traces.filter(file => !names.has(file.split('.')[0])), []);
});

/* ---- the goldens ---- */

test('CPython 3.14 of this machine makes these goldens', {
  skip: !isNative() && 'it has another one; see the next test',
}, () => {
  const {status, output} = checkNative();
  assert.equal(status, 0, output);
  assert.match(output, new RegExp(`^${all.length} scenarios, 0 different$`, 'm'));
});

test('CPython 3.14 compiled to WebAssembly makes these goldens', async () => {
  const {status, output} = await checkPyodide();
  for (const [line] of output.matchAll(/^.* is left out: .*$/gm)) console.log(line);
  assert.equal(status, 0, output);
});

test('tests/CLAUSES.md is what the scenarios cite', () => {
  const {status, output} = runPython('clauses.py', '--check');
  assert.equal(status, 0, output);
});

/* ---- the hosts ---- */

const results = {};

for (const name of Object.keys(hosts)) {
  test(`${name}: ${all.length} scenarios`, async () => {
    const {words, failures} = await playOn(name, all);
    results[name] = words;
    const shown = failures.slice(0, 5);
    if (failures.length > shown.length)
      shown.push(`and ${failures.length - shown.length} more`);
    assert.equal(failures.length, 0, shown.join('\n'));
  });
}

test('the table', () => {
  writeFileSync(built('scenario-table.txt'), table(all, results));
  const counted = counts(all);
  console.log(`scenarios on ${Object.keys(hosts).length} hosts: ` +
    `${counted.equal} equal, ${counted.deviation} deviations; ` +
    `${counted.strict} of them with strict as well; ` +
    `not in C: ${counted.notInC} ` +
    '(build/scenario-table.txt)');
  assert.deepEqual(counted, COUNTS);
});

/* ---- this test itself ---- */

const GOLDEN = 'run\niter 1 0\ntrace one\niter 2 0\ndone 0\n';
const output = (trace, notes = '-- hops 2\n') =>
  parse(`== name\n${trace}${notes}`).get('name');

test('a trace that is the golden passes', () =>
  assert.equal(judge(output(GOLDEN), GOLDEN), undefined));

for (const [what, play, golden, says] of [
  ['another line', output(GOLDEN.replace('one', 'two')), GOLDEN,
    /differs[^]*- trace one[^]*\+ trace two/],
  ['a line less', output(GOLDEN.replace('done 0\n', '')), GOLDEN, /- done 0/],
  ['a line more', output(`${GOLDEN}close\n`), GOLDEN, /\+ close/],
  ['no golden', output(GOLDEN), undefined, /no golden/],
  ['not played', parse('').get('name'), GOLDEN, /not played/],
  ['a play that was cut off', output(GOLDEN, ''), GOLDEN, /NaN hops/],
  ['no hops', output(GOLDEN, '-- hops 0\n'), GOLDEN,
    /0 hops for 2 iterations/],
  ['something left', output(GOLDEN, '-- hops 2\n-- 3 objects are left\n'),
    GOLDEN, /3 objects are left/],
]) {
  test(`${what} is noticed`, () => assert.match(judge(play, golden), says));
}

test('a difference is shown with what leads there', () => {
  assert.equal(difference('a\nb\nc\nd\ne\n', 'a\nb\nc\nd\nE\n'),
    ['  b', '  c', '  d', '- e', '- ', '+ E', '+ ']
      .map(line => `      ${line}\n`).join(''));
  assert.equal(difference(GOLDEN, GOLDEN), undefined);
});
