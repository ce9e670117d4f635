// SPDX-License-Identifier: MIT
// The page's figures and the picture are what results.json gives, no more.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {chart} from './chart.mjs';
import {PAGE, PICTURE} from './draw.mjs';
import {
  BORDERS, COST_HOSTS, HELD, LIBRARIES, LINKED, LOADS, missesBorder, OPERATIONS, PUBLISHED,
  SMALL, TARGETS,
} from './names.mjs';
import {fill} from './readme.mjs';
import {
  besideOurs, costs, find, heldOn, median, misses, mostOf, parse, read, summarize, targetOf,
} from './results.mjs';

const cure = 'npm run bench -- --draw makes it from results.json';
const results = read();

test('the page has the figures of results.json', () => {
  const page = readFileSync(PAGE, 'utf8');
  assert.equal(page, fill(page, results), cure);
});

test('the picture is that of results.json', () => {
  assert.equal(readFileSync(PICTURE, 'utf8'), chart(results), cure);
});

test('what was measured is whole: each operation that has a bound', () => {
  for (const op of Object.keys(TARGETS)) {
    assert.ok(OPERATIONS[op], op);
    for (const host of heldOn(op))
      assert.ok(mostOf(results.rows, op, host), `${op}, ${host}`);
  }
  assert.notEqual(results.sizes.length, 0);
});

test('what was measured is whole: code of others, in each way on each host', () => {
  for (const [host, ways] of Object.entries(COST_HOSTS)) {
    const rows = costs(results.cost.filter(row => row.host === host));
    for (const name of [...SMALL, ...LIBRARIES]) {
      const row = rows.find(({what}) => what.split(',')[0] === name);
      assert.deepEqual(Object.keys(row?.ratios ?? {}), ways, `${name}, ${host}`);
      assert.equal(!!row.worst, LIBRARIES.includes(name));
    }
  }
  for (const host of ['node24', 'wasmtime'])
    for (const name of ['', ...LIBRARIES.map(name => `${name}, `)])
      assert.ok(costs(results.cost).some(({what, host: other}) =>
        what === `${name}size, brotli` && other === host), `${name}${host}`);
});

test('what was measured is whole: what libraries take of stacks, and to be linked', () => {
  const rows = results['cost-room'];
  assert.deepEqual(rows.map(({of, host}) => [host, of]).sort(),
    HELD.flatMap(host => LIBRARIES.map(name => [host, name])).sort());
  for (const {of, kept, used, levels, link} of rows) {
    assert.ok(kept > 0 && used > 0 && levels.plain > 0 && levels.default > 0, of);
    // A busy machine has none to save.
    assert.ok(link === undefined || of === LINKED);
  }
});

test('what was measured is whole: echo servers', () => {
  for (const {what} of LOADS)
    assert.deepEqual(results.echo.filter(row => row.what === what)
      .map(({who}) => who), ['wasyncio', 'libuv', 'CPython']);
});

test('what was measured is whole: published programs', () => {
  for (const {ops, beside} of PUBLISHED)
    for (const op of ops)
      for (const column of beside)
        assert.ok(besideOurs(results.published, op, column) > 0,
          `${op}, ${column.who}, ${column.host}`);
});

test('what is measured across the border has a name, and a bound where one is asked', () => {
  assert.deepEqual(new Set(results.border.map(({op}) => op)), new Set(Object.keys(BORDERS)));
  for (const {op, ns} of results.border) {
    assert.ok(BORDERS[op], op);
    assert.ok(ns.ours >= 0, op);
  }
  for (const {op, ns, misses} of [
    {op: 'run', ns: {ours: 2001}, misses: true},
    {op: 'stream', ns: {ours: 15, javascript: 10}, misses: false},
    {op: 'listeners', ns: {ours: 1}, misses: true},
    {op: 'frames', ns: {ours: 54, javascript: 60}, misses: true},
    {op: 'frames', ns: {ours: 29, javascript: 30}, misses: false},
    {op: 'promise', ns: {ours: 1e9}, misses: false},
  ])
    assert.equal(missesBorder(op, ns), misses, op);
});

test('the steps of a library become one row', () => {
  const row = {of: 'A', host: 'node24', unit: 'ns', plain: 10};
  assert.deepEqual(costs([
    {...row, what: 'fib', default: 10, list: 40},
    {...row, what: 'loop', default: 40, list: 10},
    {...row, what: 'size, brotli', unit: 'bytes', default: 15, list: 10},
  ]), [
    {what: 'A, mean of 2 steps (the worst)', host: 'node24',
      ratios: {default: 2, list: 2}, worst: {default: 4, list: 4}},
    {what: 'A, size, brotli', host: 'node24', ratios: {default: 1.5, list: 1}},
  ]);
});

test('targets: in await nulls, in other operations, in nanoseconds', () => {
  const ours = (op, median, host = 'node24') => ({op, who: 'wasyncio', host, median});
  const rows = [
    {op: 'await_null', who: 'promises', host: 'node24', median: 50},
    ours('yield1', 51), ours('timeout', 128),
    ours('yield1', 500, 'native'),
  ];
  assert.deepEqual(rows.filter(row => misses(rows, row)).map(({op, host}) => [op, host]),
    [['yield1', 'node24'], ['timeout', 'node24']]);
  assert.equal(mostOf(rows, 'timeout', 'node24'), 127.5);
  assert.equal(mostOf(rows, 'timeout', 'native'), undefined);
  assert.deepEqual(['yield1', 'timeout', 'protect'].map(targetOf),
    ['1', '2.5 yields', '']);
});

test('a program\'s lines become rows', () => {
  const text = 'yield1 100 2500\nnoise\npark 10 900 bytes\nyield1 100 3500\n';
  const rows = summarize(parse(text).map(
    sample => ({...sample, who: 'a', host: 'native'})));
  assert.deepEqual(rows, [
    {op: 'yield1', who: 'a', host: 'native', unit: 'ns', n: 100, runs: 2,
      median: 30, min: 25},
    {op: 'park', who: 'a', host: 'native', unit: 'bytes', n: 10, runs: 1,
      median: 90, min: 90},
  ]);
  assert.equal(median([3, 1, 2]), 2);
});

test('published programs: what others take, in what ours does there', () => {
  const row = (who, host, median) => ({op: 'c10m', who, host, median});
  const rows = [row('wasyncio', 'wasmtime', 10), row('wasyncio', 'node24', 5),
    row('Asyncify', 'node24', 20)];
  const beside = (host, of) => besideOurs(rows, 'c10m', {who: 'Asyncify', host, of});
  assert.equal(beside('node24'), 4);
  assert.equal(beside('wasmtime', 'node24'), 2);
  assert.equal(beside('native'), undefined);
});
