// SPDX-License-Identifier: MIT
// The walls between the rooms of src/: who may include and call whom.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {built, root} from '../build.mjs';
import {functionsOf, readAll} from './reference.mjs';

/* Core's small tools, which what stands behind the seams may use as well. */
const TOOLS = ['compiler', 'cxx', 'error', 'format', 'hooks', 'memory', 'pace', 'queue',
  'sanitizer'];

/* What each room may include and call besides its own, the public headers and the
 * two seams. */
const ALLOWED = {
  core: [],
  runner: ['core'],
  scope: ['core'],
  // One block for all tasks that are waited for, and a wait on a task that lives
  // long is undone at once: done-callbacks of a user's cost a block and a context
  // each, and are searched.
  waiting: ['core'],
  // Who waits for whom is in the lists of the core and nowhere else, so that nothing
  // is written down for those who never ask.
  graph: ['core'],
  // What another thread does is handed over without memory, records are made anew in
  // the thread of the loop, and a job reads a context that it is lent.
  executor: ['core', 'host'],
  // It is what a test would otherwise reach into the core for.
  test: ['core'],
  seam: ['tools'],
  coro: ['tools'],
  host: ['tools'],
  wasi: ['tools', 'host'],
  // JavaScript's side of what is called across the border.
  web: ['tools', 'call'],
};

/* Of public functions these rooms may call only what lies beneath them: a core
 * that opened a group would know of scopes.  What stands behind the seams asks
 * for interrupts, as any program does. */
const BENEATH = ['core', 'runner', 'scope'];

/* A room that is not in the table uses public headers only, so that a user could
 * have written it.  An exception stands here, with its reason. */
const EXCEPTIONS = {
  // An item costs one switch, less than any wait: its code is a coroutine inside of
  // the task's (inner).  What closes those that nobody holds needs no memory.
  generator: ['call', 'closing', 'compiler', 'context', 'error', 'inner', 'loop', 'map',
    'memory', 'misuse', 'object', 'outside', 'queue', 'runtime', 'task', 'wait'],
  // Its blocks can be refused by the sweeps, as all of the library's, and a handle that
  // is none any more is named; what it calls of the program's can neither wait nor be
  // left; and it is held by no task that was left for good where it would wait.
  queue: ['call', 'compiler', 'memory', 'misuse', 'object', 'runtime', 'wait'],
  // An error of the host's is kept in its record, and names of codes are in the core's
  // table; a yield looks for the scopes of its own task, as a generator's does; its blocks
  // can be refused; and who is left in a call of the host's is not to keep it.
  call: ['cleanup', 'compiler', 'error', 'format', 'memory', 'runs', 'task', 'wait'],
  // A loan that is linked to others must not be on a shared stack; and what is counted, or
  // let go of, in front of a wait would stay so where a task is left at that wait.
  sync: ['call', 'runtime', 'task', 'wait'],
  // What threads for jobs want to know of the process.
  web: ['process'],
  // Its blocks can be refused, too; what ends a program's source cannot wait, and a
  // source that is kept must not be on a shared stack; who is left in a read is not to
  // keep it; and a handle that is none any more is named.
  stream: ['call', 'compiler', 'memory', 'misuse', 'runtime', 'task', 'wait'],
};

const SEAMS = ['coro.h', 'host.h'];

/* The files that are compiled, and those which they include. */
const rooms = readdirSync(join(root, 'src'), {withFileTypes: true})
  .filter(entry => entry.isDirectory() && entry.name !== 'cmake')
  .map(({name}) => [name, join('src', name)]);
const sources = [...rooms, ['web', 'web'], ['wasi', 'wasi'], ['seam', 'src']]
  .flatMap(([room, folder]) => readdirSync(join(root, folder))
    .filter(name => /\.[ch]$/.test(name))
    .map(name => ({room, name, path: join(folder, name)})));

const nounOf = name => name.replace(/\.[ch]$/, '');
const toolOf = name => TOOLS.includes(nounOf(name));

/* Whether something of one room may use a file of another. */
function may(from, to, file) {
  if (from === to || to === 'public' || to === 'seam') return true;
  if (EXCEPTIONS[from]?.includes(nounOf(file))) return true;
  const allowed = ALLOWED[from] ?? [];
  return allowed.includes(to) ||
    allowed.includes('tools') && to === 'core' && toolOf(file);
}

/* ---- includes ---- */

/* What wrong arrows a file's text has. */
function wrongIncludes({room, path, text}) {
  return [...text.matchAll(/^#include "(.*)"$/gm)].flatMap(([, header]) => {
    const [folder, file] = header.includes('/') ? header.split('/')
      : [SEAMS.includes(header) ? 'seam' : room, header];
    const to = folder === 'wasyncio' || header === 'wasyncio.h' ? 'public'
      : folder;
    const good = may(room, to, file);
    return good ? [] : [`${path} includes ${header}`];
  });
}

const withText = sources.map(source =>
  ({...source, text: readFileSync(join(root, source.path), 'utf8')}));

test('no room includes what it may not', () => {
  assert.ok(withText.length > 60);
  assert.deepEqual(withText.flatMap(wrongIncludes), []);
});

test('no private header has everything', () => {
  // Of all private headers, how many one brings along.
  const headers = new Map(withText.filter(({name}) => name.endsWith('.h'))
    .map(({room, name, text}) => [room === 'seam' ? name : `${room}/${name}`,
      [...text.matchAll(/^#include "(.*)"$/gm)].map(([, header]) => header)]));
  const reach = (name, seen = new Set()) => {
    for (const next of headers.get(name) ?? [])
      if (headers.has(next) && !seen.has(next)) {
        seen.add(next);
        reach(next, seen);
      }
    return seen;
  };
  assert.deepEqual([...headers.keys()].filter(name =>
    reach(name).size > headers.size / 2), []);
});

/* ---- calls ---- */

/* The symbols of a library: [{object, name, defined}]. */
function symbols(preset) {
  const {status, stdout, stderr, error} = spawnSync(
    process.env.WASYNCIO_NM ?? 'nm',
    ['--format=posix', '--extern-only', built(preset, 'libwasyncio.a')],
    {encoding: 'utf8', maxBuffer: 1 << 26});
  assert.equal(error, undefined);
  assert.equal(status, 0, stderr);
  let object;
  return stdout.split('\n').flatMap(line => {
    const [, heading] = /^(?:.*\[)?([\w.]+\.c)\.o(?:bj)?\]?:$/.exec(line) ?? [];
    if (heading) object = heading;
    const [name, type] = line.split(' ');
    return heading || line === '' ? []
      : [{object, name, defined: !/^[Uwv]$/.test(type)}];
  });
}

/* What a seam declares anybody may call, whichever side has it; so for the small
 * seams behind the two: a top suspends where it stands, a drive waits, and a switch
 * begins what it switches to, calls cross a border, and a host runs several pumps. */
const SMALL_SEAMS = ['src/coro/switch.h', 'src/coro/top_asyncify.h',
  'src/coro/top_native.h', 'src/host/blocking.h', 'src/call/border.h', 'web/pump.h'];
const seamText = withText
  .filter(({room, path}) => room === 'seam' || SMALL_SEAMS.includes(path))
  .map(({text}) => text).join('\n');
const inSeam = name => new RegExp(`\\b${name}\\b`).test(seamText);
const isPublic = new Set(functionsOf(readAll()).map(({name}) => name));
/* What WIO_START_LAZY is. */
isPublic.add('wio__lazy');
/* The core asks them of whoever tests it. */
const ASKED = ['wio__alloc_refused', 'wio__trace_call'];

/* Those that a build may have: of the hosts its own. */
const sourcesOf = preset => sources.filter(({room, name}) =>
  room === 'host' ? preset.startsWith('native') || name.startsWith('blocking.')
    : !['web', 'wasi'].includes(room) || room === preset);

/* The wrong calls among these symbols: "FILE calls SYMBOL of FILE". */
function wrongCalls(list, preset) {
  const roomOf = new Map(sourcesOf(preset).map(({room, name}) => [name, room]));
  const home = new Map(list.filter(({defined}) => defined)
    .map(({name, object}) => [name, object]));
  return list.filter(({name, defined}) => !defined && home.has(name))
    .flatMap(({object, name}) => {
      const from = roomOf.get(object);
      const to = roomOf.get(home.get(name));
      const open = inSeam(name) || ASKED.includes(name) ||
        isPublic.has(name) && !BENEATH.includes(from);
      return open || may(from, to, home.get(name)) ? []
        : [`${object} (${from}) calls ${name} of ${home.get(name)} (${to})`];
    });
}

for (const preset of ['native', 'native-posix', 'wasi', 'web']) {
  test(`${preset}: no room calls what it may not`, () => {
    const list = symbols(preset);
    assert.ok(list.filter(({defined}) => !defined).length > 200);
    assert.deepEqual(wrongCalls(list, preset), []);
  });

  test(`${preset}: each object is of one room`, () => {
    const names = sourcesOf(preset).map(({name}) => name);
    const objects = new Set(symbols(preset).map(({object}) => object));
    assert.deepEqual([...objects].filter(object =>
      names.filter(name => name === object).length !== 1), []);
  });
}

/* ---- rings ---- */

for (const preset of ['native', 'wasi', 'web']) {
  test(`${preset}: outside of core no two files call each other`, () => {
    const list = symbols(preset);
    const home = new Map(list.filter(({defined}) => defined)
      .map(({name, object}) => [name, object]));
    const core = new Set(sources.filter(({room}) => room === 'core')
      .map(({name}) => name));
    const calls = new Set(list
      .filter(({name, defined}) => !defined && home.has(name) && !inSeam(name) &&
        !ASKED.includes(name))
      .map(({object, name}) => `${object} ${home.get(name)}`));
    assert.deepEqual([...calls].filter(call => {
      const [from, to] = call.split(' ');
      return from < to && calls.has(`${to} ${from}`) &&
        !(core.has(from) && core.has(to));
    }), []);
  });
}
