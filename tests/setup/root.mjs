// SPDX-License-Identifier: MIT
// The root filesystem: a newer Debian in the cache, whose compilers run on
// this machine through wrappers.

import {copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync,
  readlinkSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {checkRoom, fillFolder} from './cache.mjs';
import {ask, find, install} from './command.mjs';
import {SetupFailure} from './failure.mjs';
import {root as recipe} from './minima.mjs';
import {installPackages} from './packages.mjs';
import {parse} from './version.mjs';
import {wrappersAreCurrent, writeWrappers} from './wrapper.mjs';

/** The PATH inside. */
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const CA_BUNDLE = 'etc/ssl/certs/ca-certificates.crt';

/** What the stamp of a whole, current root filesystem says. */
const stampText = () => `${recipe.suite} ${recipe.packages.join(' ')}\n`;
const stampFile = folder => join(folder, 'etc', 'wasyncio-root');

/** Whether `folder` holds a root filesystem that this recipe made wholly. */
export function isWhole(folder) {
  try {
    return readFileSync(stampFile(folder), 'utf8') === stampText();
  } catch {
    return false;
  }
}

/**
 * Refuses where mount namespaces are not allowed, which making and using a
 * root filesystem take. `missing` says what it is needed for, `byHand` how one
 * may provide that without it.
 */
export async function checkNamespaces(missing, byHand, {env}) {
  if (await ask('unshare', ['--mount', 'true'], env) !== null) return;
  throw new SetupFailure(
    `${missing}, and this machine does not allow mount namespaces`,
    `give the container CAP_SYS_ADMIN, or provide it: ${byHand}`);
}

/** Makes the root filesystem. `missing` says what it is needed for. */
export const makeRoot = (missing, context) => bootstrap(context.cache.root, {
  bytes: recipe.bytes,
  steps: [
    ['installing emcc, clang and binaryen into it (half a minute)',
      () => recipe.packages],
    ['installing the WASI runtime library into it',
      folder => recipe.forLlvm(llvmOf(folder))],
  ],
  finish: folder => writeFileSync(stampFile(folder), stampText()),
}, missing, context);

/**
 * Makes a Debian in `root`. Each of `steps` is what it says and a function of
 * the folder that gives packages; `finish` is called when all are in.
 */
export async function bootstrap(root, {bytes, steps, finish}, missing, context) {
  const {cache, env} = context;
  checkRoom(cache, bytes, 'the root filesystem with the compilers');
  if (!find('debootstrap', env.PATH)) {
    await installPackages(['debootstrap', 'debian-archive-keyring'],
      `debootstrap is missing (for: ${missing})`, context);
  }
  const options = {
    missing: `${missing}, to be had from Debian ${recipe.suite}`,
    log: cache.log('root'),
    env: {...env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8'},
  };
  await fillFolder(root, async folder => {
    // In a mount namespace, so that nothing stays mounted after an interrupt.
    const run = (what, ...command) => install(what, 'unshare',
      ['--mount', ...command], options);
    await run(
      `making a root filesystem (debootstrap ${recipe.suite}, half a minute)`,
      'debootstrap', '--variant=minbase', recipe.suite, folder);
    for (const [what, packages] of steps) {
      await run(what, 'chroot', folder, 'env', `PATH=${PATH}`, 'apt-get',
        'install', '-y', '--no-install-recommends', ...packages(folder));
    }
    await ask('chroot', [folder, 'apt-get', 'clean'], options.env);
    // A host behind a proxy may trust an authority of its own.
    if (existsSync(`/${CA_BUNDLE}`)) {
      mkdirSync(dirname(join(folder, CA_BUNDLE)), {recursive: true});
      copyFileSync(`/${CA_BUNDLE}`, join(folder, CA_BUNDLE));
    }
    finish(folder);
  });
}

// Debian testing moves on: what it has is read from it.
function llvmOf(folder) {
  const versions = readdirSync(join(folder, 'usr/lib'))
    .map(name => /^llvm-(\d+)$/.exec(name)?.[1]).filter(Boolean);
  return versions.sort((a, b) => b - a)[0];
}

/** The root filesystem's tools: {name of the wrapper: program in /usr/bin}. */
function toolsOf(folder) {
  const llvm = llvmOf(folder);
  const clang = `clang-${llvm}`;
  const python = readlinkSync(join(folder, 'usr/bin/python3'));
  const same = [
    'emcc', 'em++', 'emar', 'emranlib', 'emnm', 'emstrip', 'emcmake',
    'em-config', 'embuilder',
    'wasm-opt', 'wasm-merge', 'wasm-dis', 'wasm-as', 'wasm-metadce',
    clang, `clang++-${llvm}`, `wasm-ld-${llvm}`, `llvm-ar-${llvm}`,
    `llvm-nm-${llvm}`, `llvm-ranlib-${llvm}`, `llvm-objdump-${llvm}`,
    `llvm-strip-${llvm}`, `llvm-dwarfdump-${llvm}`, `llvm-readobj-${llvm}`,
    python,
  ];
  return {
    ...Object.fromEntries(same.map(name => [name, name])),
    'wasi-clang': clang,
    'wasi-clang++': `clang++-${llvm}`,
    'wasi-ar': `llvm-ar-${llvm}`,
    'wasi-nm': `llvm-nm-${llvm}`,
  };
}

/** The folder of Emscripten's own cache, one for each version of it. */
export function emCacheOf(cache) {
  const version = parse(readFileSync(
    join(cache.root, 'usr/share/emscripten/emscripten-version.txt'), 'utf8'));
  return join(cache.folder, `emscripten-${version}`);
}

/** Whether the root filesystem is whole, its wrappers are these, and Emscripten's
 * libraries are there: for `debug` builds, too, where these are wanted. */
export function rootIsOpen({cache, debug}) {
  if (!isWhole(cache.root)) return false;
  const emCache = emCacheOf(cache);
  return wrappersAreCurrent(cache, toolsOf(cache.root), emCache) &&
    isBuilt(emCache, debug);
}

const isBuilt = (emCache, debug) =>
  existsSync(join(emCache, BUILT)) || !debug && existsSync(join(emCache, RELEASE));

/**
 * Writes the wrappers and builds Emscripten's system libraries, which its
 * first link would otherwise do in the middle of a build.
 */
export async function openRoot({cache, env, debug}) {
  const emCache = emCacheOf(cache);
  writeWrappers(cache, toolsOf(cache.root), emCache);
  if (isBuilt(emCache, debug)) return;
  const folder = join(cache.folder, 'trial');
  mkdirSync(folder, {recursive: true});
  const source = join(folder, 'trial.c');
  writeFileSync(source, TRIAL);
  const links = debug ? TRIAL_LINKS : TRIAL_LINKS.slice(0, 1);
  for (const [name, ...flags] of links) {
    await install(`building Emscripten's libraries (${name})`,
      join(cache.bin, 'emcc'),
      [source, '-o', join(folder, 'trial.mjs'), ...flags],
      {missing: "Emscripten's system libraries", log: cache.log('emscripten'),
        env});
  }
  rmSync(folder, {recursive: true});
  writeFileSync(join(emCache, debug ? BUILT : RELEASE), '');
}

const BUILT = 'wasyncio-built-all';
const RELEASE = 'wasyncio-built-release';
const TRIAL = `#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>
static jmp_buf where;
int main(int argc, char **argv) {
  (void)argv;
  if (setjmp(where) == 0 && argc > 5) longjmp(where, 1);
  return printf("%f", strtod("1.5", 0)) < 0;
}
`;
// The variants of the libraries that release and debug builds ask for; programs of
// ours in their release builds have enough in the first.
const TRIAL_LINKS = [
  ['release, a minute', '-O2', '-sSUPPORT_LONGJMP=wasm'],
  ['debug, a minute', '-O0', '-g', '-sSUPPORT_LONGJMP=wasm'],
  ['release, longjmp through JS', '-O2'],
  ['debug, longjmp through JS', '-O0', '-g'],
  ['C++ exceptions, a minute', '-O2', '-fwasm-exceptions', '-sSUPPORT_LONGJMP=wasm'],
];
