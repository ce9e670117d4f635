// SPDX-License-Identifier: MIT
// The part of README.md, here, that results make: what stands between two marks.
import {
  besideOf, BORDERS, HELD, HOSTS, missesBorder, mostOf, OPERATIONS, PUBLISHED, ROOM, WAYS,
} from './names.mjs';
import {crossed} from './report.mjs';
import {
  besideOurs, callsOf, costs, digits, find, misses, precise, ratioOf, targetOf,
} from './results.mjs';

const BEGIN = '<!-- made by npm run bench: begin -->';
const END = '<!-- made by npm run bench: end -->';

/* Ours, and the peers that a reader may think of first. */
const COLUMNS = [
  ...[...HELD, 'native'].map(host => ['wasyncio', host]),
  ['promises', 'node24'], ['fibers', 'node24'], ['Go', 'wasmtime'],
  ...['tokio', 'CPython'].map(who => [who, 'native']),
];

/* Beside libuv, and the least of its answers that they may give. */
const ECHOES = [['wasyncio', 1], ['CPython']];

const row = cells => `| ${cells.join(' | ')} |`;

function operations({rows}) {
  const columns = COLUMNS.filter(([who, host]) =>
    rows.some(row => row.who == who && row.host == host));
  const cell = (op, who, host) => {
    const found = find(rows, op, who, host);
    if (!found) return '';
    const text = digits(ratioOf(rows, found));
    return misses(rows, found) ? `**${text}**` : text;
  };
  return [
    row(['operation', 'at most', ...columns.map(([who, host]) => `${who}, ${HOSTS[host]}`)]),
    row(['---', ...columns.map(() => '--:'), '--:']),
    ...Object.keys(OPERATIONS)
      .filter(op => rows.some(row => row.op == op && row.who == 'wasyncio'))
      .map(op => row([OPERATIONS[op], targetOf(op),
        ...columns.map(([who, host]) => cell(op, who, host))])),
  ];
}

const kilobytes = bytes => (bytes / 1000).toFixed(1);

function sizes({sizes}) {
  return [
    row(['all files of a hello, KB', 'at most', 'raw', 'gzip', 'brotli']),
    row(['---', '--:', '--:', '--:', '--:']),
    ...sizes.map(({what, target, build, raw, gzip, brotli, limit}) => {
      const small = kilobytes(brotli);
      return row([`${what.replace('hello, ', 'by ')}, ${target}, ${build}`,
        limit ? kilobytes(limit) : '', kilobytes(raw), kilobytes(gzip),
        limit && brotli > limit ? `**${small}**` : small]);
    }),
  ];
}

const WAITING = {
  park_shared_bytes: 'wasyncio, on a shared stack',
  park_bytes: 'wasyncio, on a stack of its own',
};

/* The memory of tasks that wait, the smallest first; of each on one host. */
function waiting({rows}) {
  const hosts = [...HELD, 'native'];
  const counted = rows.filter(({op, who, host}) => WAITING[op] &&
    host == hosts.find(other => find(rows, op, who, other)));
  return [
    row(['a task that waits', 'on', 'bytes', 'so many']),
    row(['---', '---', '--:', '--:']),
    ...counted.sort((a, b) => a.median - b.median)
      .map(({op, who, host, n, median}) => row([
        who == 'wasyncio' ? WAITING[op] : who, HOSTS[host],
        Math.round(median).toLocaleString('en'), n.toLocaleString('en')])),
  ];
}

/* What computes in frames that have waited, in what it takes without coroutines. */
function cost({cost}) {
  const shown = costs(cost.filter(({what}) => what != 'size, raw'));
  const ways = Object.keys(WAYS).filter(
    way => shown.some(({ratios}) => way in ratios));
  const cell = ({ratios, worst}, way) => !(way in ratios) ? ''
    : `${precise(ratios[way])}${worst ? ` (${precise(worst[way])})` : ''}`;
  return [
    row(['code that never waits, in plain ones', 'on', ...ways.map(way => WAYS[way])]),
    row(['---', '---', ...ways.map(() => '--:')]),
    ...shown.map(line => row([line.what, HOSTS[line.host],
      ...ways.map(way => cell(line, way))])),
  ];
}

/* What code of others takes of stacks, and to be linked. */
function room({'cost-room': found = []}) {
  const bold = (value, most, text) => value > most ? `**${text}**` : text;
  const count = n => n.toLocaleString('en');
  return [
    row(['a library that waits', 'on', `a wait keeps, bytes, at most ${count(ROOM.kept)}`,
      'on its stack', 'calls that fit on the engine\'s stack, plain', 'ours',
      `plain for one of ours, at most ${ROOM.calls}`,
      `its link, s, at most ${ROOM.link}`]),
    row(['---', '---', ...Array(6).fill('--:')]),
    ...found.map(line => {
      const {of, host, kept, used, levels, link} = line;
      const calls = callsOf(line);
      return row([of, HOSTS[host], bold(kept, ROOM.kept, count(kept)), count(used),
        count(levels.plain), count(levels.default),
        bold(calls, ROOM.calls, precise(calls)),
        link ? bold(link, ROOM.link, `${Math.round(link)}`) : '']);
    }),
  ];
}

/* Echo servers, in libuv's answers. */
function echoes({echo: found = []}) {
  const of = (what, who) =>
    found.find(each => each.what == what && each.who == who)?.perSecond;
  const whats = [...new Set(found.map(({what}) => what))];
  return [
    row(['native echo server', 'libuv, answers in a second',
      ...ECHOES.map(([who, least]) =>
        `${who}, in libuv's${least ? `, at least ${least.toFixed(1)}` : ''}`)]),
    row(['---', '--:', ...ECHOES.map(() => '--:')]),
    ...whats.map(what => row([what, of(what, 'libuv').toLocaleString('en'),
      ...ECHOES.map(([who, least]) => {
        const ratio = of(what, who) / of(what, 'libuv');
        return ratio < least ? `**${precise(ratio)}**` : precise(ratio);
      })])),
  ];
}

/* Calls across the border of JavaScript, in microseconds, and what is counted there. */
function borders({border: found = []}) {
  return [
    row(['across the border of JavaScript', 'on', 'here, us', 'plain JavaScript', 'JSPI',
      'at most']),
    row(['---', '---', '--:', '--:', '--:', '--:']),
    ...found.map(({op, host, ns}) => {
      const here = crossed(op, ns.ours);
      return row([BORDERS[op].what, HOSTS[host],
        missesBorder(op, ns) ? `**${here}**` : here, crossed(op, ns.javascript),
        crossed(op, ns.jspi),
        `${BORDERS[op].isLeast ? 'at least ' : ''}${crossed(op, mostOf(op, ns))}`]);
    }),
  ];
}

/* Programs that others published: what theirs take, in ours. */
function programs({published: found = []}, {what, ops, beside}) {
  const cell = (op, column) => {
    const ratio = besideOurs(found, op, column);
    if (ratio === undefined) return '';
    return ratio < column.least ? `**${precise(ratio)}**` : precise(ratio);
  };
  return [
    row([what, ...beside.map(column =>
      `${besideOf(column)}${column.least ? `, at least ${column.least}` : ''}`)]),
    row(['---', ...beside.map(() => '--:')]),
    ...ops.filter(op => find(found, op, 'wasyncio', 'native'))
      .map(op => row([op, ...beside.map(column => cell(op, column))])),
  ];
}

/* The lines between the marks. */
export function section(results) {
  const {date, dates = {}, machine, versions, rows} = results;
  const later = Object.entries(dates).map(([name, day]) => ` ${name}: ${day}.`).join('');
  const unit = find(rows, 'await_null', 'promises', 'node24').median;
  return [
    `Multiples of \`await null\` in Node ${versions.node24}, which took ${unit.toFixed(0)} ns on ${machine.processors} cores of`,
    `${machine.processor}, ${date}; medians, and of code of others the least. Bold is more than what it may be at most.${later}`,
    ...[operations, waiting, sizes, cost, room, echoes, borders].map(make => make(results))
      .concat(PUBLISHED.map(part => programs(results, part)))
      .filter(table => table.length > 2).flatMap(table => ['', ...table]),
  ].join('\n');
}

/* The page with what these results give between the marks. */
export function fill(page, results) {
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin)
    throw new Error(`README.md has no ${BEGIN} ... ${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n${section(results)}\n${page.slice(end)}`;
}
