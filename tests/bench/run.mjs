// SPDX-License-Identifier: MIT
// npm run bench [-- [--save|--draw] [--json FILE] [--rounds N] [OP|SECTION...]]
//
// What our operations cost on each host, beside V8's promises and other
// libraries that do the same, in alternating rounds of one run, so that a slow
// spell of the machine hits them all.  What counts are the ratios to await null.
//
// An OP is one of bench.c's; a SECTION one of those below.  With none, all is
// measured.  --save writes results.json, and the picture and the part of the page
// that are made from it; with sections, of which each has its own yardstick, those
// take the place of what was saved.  Operations are saved all together, as the
// section "operations".  --draw only makes the picture and the page again.
import {execFileSync} from 'node:child_process';
import path from 'node:path';
import {parseArgs} from 'node:util';

import {built, root} from '../build.mjs';
import {measureBorder} from './border.mjs';
import {measureCost} from './cost.mjs';
import {draw} from './draw.mjs';
import {measureEcho} from './echo.mjs';
import * as hosts from './hosts.mjs';
import {commit, machine, versions} from './machine.mjs';
import * as ours from './ours.mjs';
import {measureParked} from './parked.mjs';
import {prepare} from './peers.mjs';
import {measurePoints} from './points.mjs';
import {measurePublished} from './published.mjs';
import {report} from './report.mjs';
import {parse, read, reasonOf, SAVED, summarize, write} from './results.mjs';
import {measureRoom} from './room.mjs';
import {measureSizes} from './sizes.mjs';

const {values: {json, save, draw: again, rounds}, positionals: names} = parseArgs({
  allowPositionals: true,
  options: {
    json: {type: 'string'}, save: {type: 'boolean'}, draw: {type: 'boolean'},
    rounds: {type: 'string', default: '3'},
  },
});

const say = text => console.log(`bench: ${text}`);

/* Ninja complains on its standard output. */
const allOf = ({stdout, stderr, message}) =>
  `${stdout ?? ''}${stderr ?? ''}${message}`;

const tell = files => {
  for (const file of files) say(`written: ${file.pathname ?? file}`);
};

/* Targets of CMake's, by a preset; in another folder, with other settings. */
function build(preset, targets,
  {folder = built(preset), settings = []} = {}) {
  say(`building in ${path.relative(root, folder)}: ${targets.join(', ')}`);
  const cmake = (...args) => execFileSync('cmake', args,
    {cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']});
  cmake('--preset', preset, '-B', folder, ...settings);
  cmake('--build', folder, '--target', ...targets);
}

/* Ours first: without the yardstick and ourselves there is nothing to say, a
 * peer that fails is left out. */
async function measureOps(ops) {
  const {entries: peers, missing, versions} = await prepare(say);
  let entries = [...ours.entries, ...peers];
  const samples = [];
  for (let round = 1; round <= rounds; round++) {
    say(`round ${round} of ${rounds}`);
    for (const entry of [...entries]) {
      const {who, host, run} = entry;
      try {
        for (const sample of parse(await run(ops)))
          samples.push({...sample, who, host});
      } catch (error) {
        if (who == 'wasyncio' || who == 'promises') throw error;
        entries = entries.filter(other => other != entry);
        missing.push({who, host, reason: reasonOf(error)});
      }
    }
  }
  return {rows: summarize(samples), missing, versions};
}

async function measureOperations() {
  const {rows, ...rest} = await measureOps([]);
  say('parked');
  return {rows: [...rows, ...(await measureParked()).rows], ...rest};
}

const SECTIONS = {
  operations: measureOperations,
  sizes: async () => measureSizes(build),
  cost: async () => measureCost(build),
  'cost-room': async () => measureRoom(build),
  points: async () => measurePoints(build),
  echo: async () => measureEcho(build),
  border: async () => measureBorder(build),
  published: async () => measurePublished(build),
};

/* The name of one with a hyphen begins with that of which it is a part. */
const sections = Object.keys(SECTIONS).filter(name => names.length == 0 ||
  names.includes(name) || names.includes(name.split('-')[0]));
const ops = names.filter(name => !SECTIONS[name]);
if (save && ops.length) {
  say(`what is in await nulls is saved as a whole: --save operations, not ${ops}`);
  process.exit(2);
}

/* What a section found, into all of it. */
const merge = (results, {versions = {}, rows = [], missing = [], ...found}) =>
  Object.assign(results, found, {
    versions: {...results.versions, ...versions},
    rows: [...results.rows, ...rows],
    missing: [...results.missing, ...missing],
  });

/* What was saved, with the sections that were measured now.  The day, the commit and
 * the machine are those of the operations. */
function renew({versions, ...found}) {
  const saved = read();
  const others = sections.filter(name => name != 'operations');
  const wrong = others.filter(name => !found[name]);
  if (wrong.length) throw new Error(`there is nothing to save of ${wrong}`);
  const each = of => Object.fromEntries(others.map(name => [name, of(name)]));
  return {
    ...saved, ...each(name => found[name]),
    ...sections.includes('operations') && found,
    dates: {...saved.dates, ...each(() => found.date)},
    versions: {...saved.versions, ...versions},
  };
}

async function measure() {
  if (ops.length || sections.includes('operations'))
    for (const [preset, targets] of Object.entries(ours.targets))
      build(preset, targets);
  const began = Date.now();
  const results = {
    date: new Date().toISOString().slice(0, 10),
    commit: await commit(),
    machine: machine(),
    versions: await versions(),
    rows: [],
    missing: [],
  };
  try {
    if (ops.length) merge(results, await measureOps(ops));
    for (const section of sections) {
      say(section);
      // What took minutes is not thrown away for one of them.
      merge(results, await SECTIONS[section]().catch(error => {
        if (section == 'operations') throw error;
        say(`${section} is left out: ${allOf(error)}`);
        return {missing: [{who: section, reason: reasonOf(error)}]};
      }));
    }
  } finally {
    await hosts.close();
  }
  say(`done in ${((Date.now() - began) / 1000).toFixed(0)} s`);
  console.log(`\n${report(results)}`);
  if (json) write(json, results);
  if (save) write(SAVED, names.length ? renew(results) : results);
  tell([...json ? [json] : [], ...save ? [SAVED, ...draw()] : []]);
}

try {
  if (again && !save) tell(draw());
  else await measure();
} catch (error) {
  say(allOf(error));
  process.exitCode = 1;
}
