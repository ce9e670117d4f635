// SPDX-License-Identifier: MIT
// What code of others takes of stacks and of the build, in the programs of cost.mjs:
// what a wait keeps, how many calls fit on the engine's stack beside plain ones, and
// how long SQLite's link takes.  Alone: npm run bench -- cost-room
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {closeSync, openSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';

import {built} from '../build.mjs';
import {commandLine} from '../hosts/wasmtime.mjs';
import {place, PLAIN, PROGRAMS, SETTINGS} from './cost.mjs';
import {nodes, wasmtime} from './hosts.mjs';
import {LINKED} from './names.mjs';
import {folderFor, here} from './place.mjs';
import {parse} from './results.mjs';

const WAYS = ['plain', 'default'];

/* How a program runs there: a command.  In V8 as it is compiled in the end, whose frames
 * are the larger ones, and not as it is at first. */
const HOSTS = {
  node24: {
    preset: 'web',
    command: (program, way) => [nodes.node24, '--no-liftoff',
      here(way === 'plain' ? PLAIN : '../hosts/node_launch.mjs'),
      `${place('web', program, way)}.mjs`, 'room'],
  },
  wasmtime: {
    preset: 'wasi',
    command: (program, way) =>
      [wasmtime, ...commandLine(place('wasi', program, way), {args: ['room']})],
  },
};

/* What a program says until the engine's stack is full, which ends it: to a file, for
 * what is under way in a pipe is lost then. */
function lastWords([command, ...args]) {
  const said = join(folderFor('room'), 'said.txt');
  const file = openSync(said, 'w');
  try {
    spawnSync(command, args, {stdio: ['ignore', file, file]});
  } finally {
    closeSync(file);
  }
  const text = readFileSync(said, 'utf8');
  assert.match(text, /Maximum call stack size exceeded|call stack exhausted/);
  return parse(text);
}

const most = (found, kind) => Math.max(...found
  .filter(({op}) => op.startsWith(kind)).map(({each}) => each));

function measureStacks(program, host) {
  const found = Object.fromEntries(WAYS.map(
    way => [way, lastWords(HOSTS[host].command(program, way))]));
  return {
    of: PROGRAMS[program], host,
    kept: most(found.default, 'kept_'), used: most(found.default, 'used_'),
    levels: Object.fromEntries(WAYS.map(way => [way, most(found[way], 'level')])),
  };
}

/* Linked once more, and nothing else beside it; ninja notes how long. */
function measureLink(program, preset, build) {
  const suffix = preset === 'web' ? 'mjs' : 'wasm';
  const file = `${place(preset, program, 'default')}.${suffix}`;
  rmSync(file, {force: true});
  build(preset, [`cost_${program}_default`], SETTINGS);
  const [start, end] = readFileSync(built(preset, '.ninja_log'), 'utf8').split('\n')
    .findLast(line => line.split('\t')[3] && file.endsWith(line.split('\t')[3]))
    .split('\t');
  return +((end - start) / 1000).toFixed(1);
}

/* build: as run.mjs has it. */
export function measureRoom(build) {
  const programs = Object.keys(PROGRAMS).filter(name => PROGRAMS[name]);
  const room = [];
  for (const [host, {preset}] of Object.entries(HOSTS)) {
    build(preset, programs.flatMap(
      program => WAYS.map(way => `cost_${program}_${way}`)), SETTINGS);
    for (const program of programs)
      room.push({
        ...measureStacks(program, host),
        ...PROGRAMS[program] === LINKED &&
          {link: measureLink(program, preset, build)},
      });
  }
  return {'cost-room': room};
}
