// SPDX-License-Identifier: MIT
// Plays scenarios on every host and compares their traces.
//
//     node tests/scenarios/play.mjs [--on HOST]... [NAME...]
//
// shows the differences of those whose names begin with a NAME, on the builds
// that are there.
import {pathToFileURL} from 'node:url';

import {built} from '../build.mjs';
import {closeHosts, hosts} from '../hosts/all.mjs';
import {scenarios, without} from './catalogue.mjs';

const PROGRAM = 'tests/scenarios/scenarios';

/* The program's output: name -> {trace, hops, left}. */
export function parse(output) {
  const plays = new Map();
  for (const part of output.split(/^== /m).slice(1)) {
    const [name, ...lines] = part.split('\n');
    const notes = lines.filter(line => line.startsWith('-- '));
    const number = expression => Number(
      notes.map(note => expression.exec(note)).find(Boolean)?.[1] ?? NaN);
    plays.set(name, {
      trace: lines.filter(line => line !== '' && !line.startsWith('-- '))
        .map(line => `${line}\n`).join(''),
      hops: number(/^-- hops (\d+)$/),
      left: number(/^-- (\d+) objects are left$/) || 0,
    });
  }
  return plays;
}

/* Where two traces part, with what leads there. */
export function difference(golden, trace) {
  const [expected, got] = [golden, trace].map(text => text.split('\n'));
  const at = expected.findIndex((line, i) => line !== got[i]);
  if (at < 0 && expected.length === got.length) return undefined;
  const from = at < 0 ? expected.length - 1 : at;
  const show = (mark, lines) => lines.map(line => `      ${mark} ${line}\n`);
  return [
    ...show(' ', expected.slice(Math.max(0, from - 3), from)),
    ...show('-', expected.slice(from, from + 4)),
    ...show('+', got.slice(from, from + 4)),
  ].join('');
}

const iterations = trace => trace.match(/^iter /gm)?.length ?? 0;

/* What is wrong with one play, as a text; undefined: nothing. */
export function judge(play, golden) {
  if (golden === undefined) return 'there is no golden trace';
  if (!play) return 'not played';
  const parts = difference(golden, play.trace);
  if (parts) return `the trace differs\n${parts}`;
  if (play.left) return `${play.left} objects are left`;
  // Virtual time goes through the host's real drive: each iteration is a wait
  // or a turn.
  if (!(play.hops >= iterations(play.trace)))
    return `${play.hops} hops for ${iterations(play.trace)} iterations`;
  return undefined;
}

/* What a sanitizer or valgrind has to say, else the last that was said. */
function complaint(stderr) {
  const lines = stderr.split('\n');
  const first = lines.findIndex(line => /^==\d+==|runtime error:/.test(line));
  return (first < 0 ? lines.slice(-30) : lines.slice(first, first + 30))
    .join('\n');
}

/* Plays them on one host: name -> word for the table, with what is wrong in
 * failures. */
export async function playOn(name, wanted) {
  const {host, preset, options} = hosts[name];
  const words = new Map();
  const failures = [];
  const round = async (list, args, goldenOf) => {
    if (list.length === 0) return;
    const {status, stdout, stderr} = await host.run(built(preset, PROGRAM),
      {...options, args: [...args, ...list.map(each => each.name)]});
    if (status !== 0)
      failures.push(`${name}: ended with ${status}\n${complaint(stderr)}`);
    const plays = parse(stdout);
    for (const each of list) {
      const wrong = judge(plays.get(each.name), goldenOf(each));
      if (!wrong) continue;
      words.set(each.name, 'FAILS');
      failures.push(`${name}: ${[each.name, ...args].join(' ')}: ${wrong}`);
    }
  };
  for (const {name: scenario, deviation, strict} of wanted)
    words.set(scenario, deviation ? `deviation ${deviation}`
      : strict ? `equal, strict ${strict}` : 'equal');
  const goldenOf = ({deviation, golden, ours}) => deviation ? ours : golden;
  await round(wanted, [], goldenOf);
  await round(wanted, ['--shared'], goldenOf);
  await round(wanted.filter(({strict}) => strict), ['--strict'],
    ({ofStrict}) => ofStrict);
  return {words, failures};
}

/* results: host -> words. */
export function table(wanted, results) {
  const names = Object.keys(results);
  const notInC = without();
  const all = word => names.map(() => word);
  const rows = [
    ['', ...names],
    ['', ...names.map(name => hosts[name].drive)],
    ...wanted.map(({name}) =>
      [name, ...names.map(host => results[host].get(name))]),
    ...notInC.map(({name}) => [name, ...all('not in C')]),
  ];
  const widths = rows[0].map((_, i) =>
    Math.max(...rows.map(row => row[i].length)));
  return rows.map(row => row.map((cell, i) => cell.padEnd(widths[i]))
    .join('  ').trimEnd() + '\n').join('');
}

/* How many of each sort there are, whatever the hosts made of them. */
export function counts(wanted) {
  const notInC = without();
  const count = test => wanted.filter(test).length;
  return {
    equal: count(({deviation}) => !deviation),
    deviation: count(({deviation}) => deviation),
    strict: count(({strict}) => strict),
    notInC: notInC.length,
  };
}

async function main(args) {
  const on = [];
  const names = [];
  while (args.length > 0) {
    const arg = args.shift();
    if (arg === '--on') on.push(args.shift());
    else names.push(arg);
  }
  const wanted = scenarios().filter(({name, c}) => c &&
    (names.length === 0 || names.some(start => name.startsWith(start))));
  const results = {};
  let failed = false;
  for (const name of on.length > 0 ? on : Object.keys(hosts)) {
    const {words, failures} = await playOn(name, wanted);
    results[name] = words;
    failed ||= failures.length > 0;
    console.log(failures.join('\n'));
  }
  console.log(table(wanted, results));
  await closeHosts();
  return failed ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  process.exitCode = await main(process.argv.slice(2));
