// SPDX-License-Identifier: MIT
// Results as text: tables for a terminal.  Each function gives lines.
import {
  besideOf, BORDERS, HOSTS, labelOf, missesBorder, mostOf, PUBLISHED, ROOM, WAYS,
} from './names.mjs';
import {
  besideOurs, callsOf, costs, digits, find, misses, precise, ratioOf, targetOf,
} from './results.mjs';

/* Where published programs are run. */
const OURS = ['native', 'node24', 'wasmtime'];

const unique = list => [...new Set(list)];

/* The first column to the left, the others to the right. */
export function grid(table) {
  const widths = table[0].map((_, i) => Math.max(...table.map(row => row[i].length)));
  return table.map(row => row.map((cell, i) =>
    i ? cell.padStart(widths[i]) : cell.padEnd(widths[i])).join('  ').trimEnd());
}

const isTime = row => row.unit == 'ns' && row.op != 'await_null';

/* Ours: operations down, hosts across. */
export function ours(rows) {
  const mine = rows.filter(row => row.who == 'wasyncio' && isTime(row));
  const hosts = unique(mine.map(({host}) => host));
  return grid([
    ['wasyncio', 'at most', ...hosts.map(host => HOSTS[host])],
    ...unique(mine.map(({op}) => op)).map(op => [op, targetOf(op),
      ...hosts.map(host => {
        const row = find(mine, op, 'wasyncio', host);
        return row ? `${misses(rows, row) ? '* ' : ''}` +
          `${digits(ratioOf(rows, row))} (${row.median.toFixed(0)})` : '';
      })]),
    ['await null', '', ...hosts.map(host => {
      const row = find(rows, 'await_null', 'promises', host);
      return row ? `(${row.median.toFixed(0)})` : '';
    })],
  ]);
}

/* Everybody: who and where down, operations across. */
export function everybody(rows) {
  const timed = rows.filter(isTime);
  const ops = unique(timed.map(({op}) => op))
    .filter(op => timed.some(row => row.op == op && row.who != 'wasyncio'));
  return grid([
    ['in await nulls', ...ops],
    ...unique(timed.map(labelOf)).map(who => [who, ...ops.map(op => {
      const row = timed.find(row => labelOf(row) == who && row.op == op);
      return row ? digits(ratioOf(rows, row)) : '';
    })]),
  ]);
}

/* What is native, in ours that is native too. */
export function natives(rows) {
  const timed = rows.filter(row => isTime(row) && row.host == 'native');
  const whos = unique(timed.map(({who}) => who)).filter(who => who != 'wasyncio');
  const ops = unique(timed.map(({op}) => op))
    .filter(op => timed.some(row => row.op == op && row.who != 'wasyncio') &&
      find(timed, op, 'wasyncio', 'native'));
  if (!whos.length || !ops.length) return [];
  return grid([
    ['natively, in ours', ...ops],
    ...whos.map(who => [who, ...ops.map(op => {
      const row = find(timed, op, who, 'native');
      return row
        ? digits(row.median / find(timed, op, 'wasyncio', 'native').median) : '';
    })]),
  ]);
}

/* What is counted, not timed: the memory of tasks that wait. */
export function counts(rows) {
  const counted = rows.filter(row => row.unit != 'ns');
  if (!counted.length) return [];
  return grid([
    ['of tasks that wait', 'who', 'where', 'each', 'unit', 'so many'],
    ...counted.map(({op, who, host, unit, n, median}) =>
      [op, who, HOSTS[host], median.toFixed(0), unit, `${n}`]),
  ]);
}

export function sizes(list = []) {
  if (!list.length) return [];
  return grid([
    ['bytes of all files', 'raw', 'gzip', 'brotli', 'at most', 'of which'],
    ...list.map(({what, target, build, raw, gzip, brotli, limit, parts}) =>
      [`${what}, ${target}, ${build}`, `${raw}`, `${gzip}`,
        `${limit && brotli > limit ? '* ' : ''}${brotli}`, `${limit ?? ''}`,
        Object.entries(parts).map(([name, n]) => `${name} ${n}`).join(', ')]),
  ]);
}

/* Whole programs and steps of them: in those that are plain. */
export function cost(list = []) {
  if (!list.length) return [];
  const ways = Object.keys(WAYS);
  const line = ({what, host, ratios, worst}) => [what, HOSTS[host],
    ...ways.map(way => !(way in ratios) ? ''
      : `${precise(ratios[way])} (${precise(worst[way])})`), '', ''];
  return grid([
    ['computes and has waited, in plain ones', 'where', ...ways, 'plain', 'unit'],
    ...list.map(row => [[row.of, row.what].filter(Boolean).join(' '),
      HOSTS[row.host],
      ...ways.map(way => way in row ? precise(row[way] / row.plain) : ''),
      row.plain.toFixed(0), row.unit]),
    ...costs(list).filter(({worst}) => worst).map(line),
  ]);
}

/* What code of others takes of stacks, and to be linked. */
export function room(list = []) {
  if (!list.length) return [];
  const marked = (value, most, text) => `${value > most ? '* ' : ''}${text}`;
  return grid([
    ['where it waits', 'where', `keeps, <= ${ROOM.kept}`, 'on its stack', 'calls, plain',
      'ours', `ratio, <= ${ROOM.calls}`, `link, s, <= ${ROOM.link}`],
    ...list.map(line => {
      const {of, host, kept, used, levels, link} = line;
      const calls = callsOf(line);
      return [of, HOSTS[host], marked(kept, ROOM.kept, kept), `${used}`,
        `${levels.plain}`, `${levels.default}`,
        marked(calls, ROOM.calls, precise(calls)),
        link ? marked(link, ROOM.link, link) : ''];
    }),
  ]);
}

/* Check points, each row with a target of its own. */
export function points(list = []) {
  if (!list.length) return [];
  return grid([
    ['check points', 'where', 'median', 'worst', 'unit', 'allowed'],
    ...list.map(({op, host, value, worst, unit, target, least}) => {
      const misses = least ? value < target : value > target;
      return [op, HOSTS[host] ?? host, `${misses ? '* ' : ''}${value}`, `${worst}`,
        unit, target === undefined ? '' : `${least ? '>=' : '<='} ${target}`];
    }),
  ]);
}

/* Echo servers, in libuv's answers. */
export function echo(list = []) {
  if (!list.length) return [];
  const of = (what, who) => list.find(row => row.what == what && row.who == who);
  return grid([
    ['answers in a second, in libuv\'s', 'who', 'ratio', 'so many'],
    ...list.map(({what, who, perSecond}) => {
      const unit = of(what, 'libuv')?.perSecond;
      const ratio = unit ? perSecond / unit : undefined;
      return [what, who, ratio === undefined ? ''
        : `${who == 'wasyncio' && ratio < 1 ? '* ' : ''}${precise(ratio)}`,
      perSecond.toLocaleString('en')];
    }),
  ]);
}

/* A value of the border: in microseconds, unless it is counted. */
export const crossed = (op, value) => value === undefined ? ''
  : precise(BORDERS[op].counted ? value : value / 1000);

/* Calls across the border. */
export function border(list = []) {
  if (!list.length) return [];
  return grid([
    ['across the border of JavaScript, us', 'where', 'ours', 'plain', 'JSPI', 'bare', 'at most'],
    ...list.map(({op, host, ns}) => [BORDERS[op].what, HOSTS[host],
      `${missesBorder(op, ns) ? '* ' : ''}${crossed(op, ns.ours)}`,
      ...[ns.javascript, ns.jspi, ns.bare].map(value => crossed(op, value)),
      `${BORDERS[op].isLeast ? '>= ' : ''}${crossed(op, mostOf(op, ns))}`]),
  ]);
}

/* Published programs: what others take, in ours. */
export function published(list = []) {
  if (!list.length) return [];
  const ms = row => row ? `${(row.median * row.n / 1e6).toFixed(1)}` : '';
  return PUBLISHED.flatMap(({what, ops, beside}, i) => [...i ? [''] : [], ...grid([
    [what, ...beside.map(column =>
      `${besideOf(column)}${column.least ? `, >= ${column.least}` : ''}`),
    ...OURS.map(host => `ours, ${HOSTS[host]}, ms`)],
    ...ops.map(op => [op, ...beside.map(column => {
      const ratio = besideOurs(list, op, column);
      return ratio === undefined ? ''
        : `${ratio < column.least ? '* ' : ''}${precise(ratio)}`;
    }), ...OURS.map(host => ms(find(list, op, 'wasyncio', host)))]),
  ])]);
}

export const missing = (list = []) => list.map(({who, host, reason}) =>
  `not here: ${who}${host ? `, ${HOSTS[host]}` : ''}: ${reason}`);

/* All of it. */
export function report({rows, sizes: sized, cost: paid, 'cost-room': taken, points: checked,
  echo: echoed, border: across, published: known, missing: without}) {
  const parts = [
    ...rows.length ? [
      ['In await nulls of the same host, or of Node 24 where there are none (nanoseconds), medians'],
      ours(rows), everybody(rows), natives(rows), counts(rows),
    ] : [],
    sizes(sized), cost(paid), room(taken), points(checked), echo(echoed), border(across),
    published(known), missing(without),
  ];
  const text = parts.filter(lines => lines.length).map(lines => lines.join('\n'));
  return `${text.join('\n\n')}\n\n* above what the design allows\n`;
}
