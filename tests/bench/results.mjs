// SPDX-License-Identifier: MIT
// Results: samples made into rows, rows found again, the file they are kept in.
import {readFileSync, writeFileSync} from 'node:fs';

import {HELD, TARGETS, UNITS, WAYS} from './names.mjs';

/* What `npm run bench -- --save` writes, and README.md's tables are made of. */
export const SAVED = new URL('results.json', import.meta.url);

/*
 * Programs print lines "op n total", nanoseconds for n operations, or
 * "op n total unit" for what is no time.  Gives {op, n, unit, each}.
 */
export function parse(text) {
  return text.split('\n').flatMap(line => {
    const [, op, n, total, unit = 'ns'] =
      /^(\w+) (\d+) (\d+)(?: (\w+))?$/.exec(line) ?? [];
    return op ? [{op, n: +n, unit, each: total / n}] : [];
  });
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

const rounded = number => +number.toPrecision(5);

/* One row for each op, who and host, in the order in which they came. */
export function summarize(samples) {
  const rows = new Map();
  for (const {op, n, unit, each, who, host} of samples) {
    const key = [op, who, host].join();
    if (!rows.has(key)) rows.set(key, {op, who, host, unit, n, all: []});
    rows.get(key).all.push(each);
  }
  return [...rows.values()].map(({all, ...row}) => ({
    ...row, runs: all.length,
    median: rounded(median(all)), min: rounded(Math.min(...all)),
  }));
}

export const find = (rows, op, who, host) =>
  rows.find(row => row.op == op && row.who == who && row.host == host);

/* The await null that a host is measured in: its own, or else Node 24's. */
const unitOf = (rows, host) => (find(rows, 'await_null', 'promises', host) ??
  find(rows, 'await_null', 'promises', 'node24')).median;

/* A row in await nulls. */
export const ratioOf = (rows, row) => row.median / unitOf(rows, row.host);

export const digits = ratio =>
  ratio.toFixed(ratio < 0.995 ? 2 : ratio < 99.5 ? 1 : 0);

/* Of what is nearly the same. */
export const precise = ratio => ratio.toFixed(ratio < 9.95 ? 2 : 1);

/* Where an operation has a target. */
export const heldOn = op => TARGETS[op] ? TARGETS[op].on ?? HELD : [];

/* The most that ours may take there, in nanoseconds; undefined: anything. */
export function mostOf(rows, op, host) {
  if (!heldOn(op).includes(host)) return undefined;
  const {most, of} = TARGETS[op];
  const unit = !of ? unitOf(rows, host)
    : of == 'ns' ? 1 : find(rows, of, 'wasyncio', host)?.median;
  return unit && most * unit;
}

export const misses = (rows, {who, op, host, median}) => who == 'wasyncio' &&
  median > (mostOf(rows, op, host) ?? Infinity);

/* A target as text. */
export function targetOf(op) {
  if (!TARGETS[op]) return '';
  const {most, of} = TARGETS[op];
  return of ? `${most} ${UNITS[of]}` : `${most}`;
}

/*
 * What code of others takes, in plain ones: a row as it is, the steps of a library
 * as one.  Gives {what, host, ratios, worst}, by way; worst only of steps.
 */
export function costs(rows) {
  const groups = new Map();
  for (const row of rows) {
    const isStep = row.of && row.unit == 'ns';
    const what = row.of ? `${row.of}${isStep ? '' : `, ${row.what}`}` : row.what;
    const key = [what, row.host].join();
    if (!groups.has(key)) groups.set(key, {what, host: row.host, isStep, rows: []});
    groups.get(key).rows.push(row);
  }
  return [...groups.values()].map(({what, host, isStep, rows}) => {
    const ways = Object.keys(WAYS).filter(way => way in rows[0]);
    const each = make => Object.fromEntries(ways.map(
      way => [way, make(rows.map(row => row[way] / row.plain))]));
    return {
      what: isStep ? `${what}, mean of ${rows.length} steps (the worst)` : what, host,
      ratios: each(all => rounded(Math.exp(
        all.reduce((sum, ratio) => sum + Math.log(ratio), 0) / all.length))),
      ...isStep && {worst: each(all => Math.max(...all))},
    };
  });
}

/* Plain calls in the place of one of ours, on the engine's stack. */
export const callsOf = ({levels}) => levels.plain / levels.default;

/* What another takes for a published program, in what ours does there; undefined:
 * one of both was not measured. */
export function besideOurs(rows, op, {who, host, of = host}) {
  const theirs = find(rows, op, who, of);
  const own = find(rows, op, 'wasyncio', host);
  return theirs && own && theirs.median / own.median;
}

/* One row a line: the file is read by people too, and compared. */
export function write(file, {rows, ...rest}) {
  const head = JSON.stringify(rest, null, 2).replace(/\n}$/, '');
  const lines = rows.map(row => `    ${JSON.stringify(row)}`).join(',\n');
  writeFileSync(file, `${head},\n  "rows": [\n${lines}\n  ]\n}\n`);
}

export const read = (file = SAVED) => JSON.parse(readFileSync(file, 'utf8'));

/* What says most of why a command failed; ninja has it in stdout. */
export function reasonOf({stdout, stderr, message}) {
  const lines = `${stdout || ''}\n${stderr || ''}\n${message}`.trim().split('\n');
  const at = Math.max(lines.findIndex(line => /error:|\bError\b/.test(line)), 0);
  return lines.slice(at, at + 8).join(' ').replace(/\s+/g, ' ').slice(0, 400);
}
