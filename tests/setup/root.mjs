// SPDX-License-Identifier: MIT
// The root filesystem: a newer Debian in the cache, whose compilers run on
// this machine through wrappers.

import {copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync}
  from 'node:fs';
import {join} from 'node:path';
import {checkRoom, fillFolder} from './cache.mjs';
import {ask, find, install} from './command.mjs';
import {SetupFailure} from './failure.mjs';
import {root as recipe} from './minima.mjs';
import {parse} from './version.mjs';
import {installPackages} from './packages.mjs';
import {wrappersAreCurrent, writeWrappers} from './wrapper.mjs';

const {llvm} = recipe;

/** Wrapper name -> program in the root filesystem's /usr/bin. */
export const tools = {
  ...Object.fromEntries([
    'emcc', 'em++', 'emar', 'emranlib', 'emnm', 'emcmake', 'em-config',
    'embuilder', 'emstrip',
    'wasm-opt', 'wasm-merge', 'wasm-dis', 'wasm-as', 'wasm-metadce',
    `clang-${llvm}`, `clang++-${llvm}`, `wasm-ld-${llvm}`,
    ...['ar', 'nm', 'ranlib', 'objdump', 'strip', 'dwarfdump', 'readobj']
      .map(name => `llvm-${name}-${llvm}`),
    'python3.14',
  ].map(name => [name, name])),
  'wasi-clang': `clang-${llvm}`,
  'wasi-clang++': `clang++-${llvm}`,
};

const CA_BUNDLE = 'etc/ssl/certs/ca-certificates.crt';

/** What the stamp of a whole, current root filesystem says. */
const stampText = () => `${JSON.stringify(recipe)}\n`;
const stampFile = folder => join(folder, 'etc', 'wasyncio-root.json');

/** Whether `folder` holds a root filesystem that this recipe made wholly. */
export function isWhole(folder) {
  try {
    return readFileSync(stampFile(folder), 'utf8') === stampText();
  } catch {
    return false;
  }
}

/** Makes the root filesystem; `missing` says what it is needed for. */
export async function makeRoot(missing, {cache, env, uid}) {
  await checkAllowed(missing, env, uid);
  checkRoom(cache, recipe.bytes, 'the root filesystem with the compilers');
  if (!find('debootstrap', env.PATH)) {
    await installPackages(['debootstrap'],
      `debootstrap is missing (for: ${missing})`, {cache, env, uid});
  }
  const options = {
    missing: `${missing}, to be had from Debian ${recipe.suite}`,
    log: cache.log('root'),
    env: {...env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8'},
  };
  await fillFolder(cache.root, async folder => {
    await install(
      `making a root filesystem (debootstrap ${recipe.suite}, half a minute)`,
      find('debootstrap', env.PATH),
      ['--variant=minbase', recipe.suite, folder], options);
    await install(
      'installing emcc, clang and binaryen into it (half a minute)', 'chroot',
      [folder, 'apt-get', 'install', '-y', '--no-install-recommends',
        ...recipe.packages],
      {...options, env: {...options.env,
        PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'}});
    await ask('chroot', [folder, 'apt-get', 'clean'], env);
    // A host behind a proxy may trust an authority of its own.
    if (existsSync(`/${CA_BUNDLE}`)) {
      copyFileSync(`/${CA_BUNDLE}`, join(folder, CA_BUNDLE));
    }
    writeFileSync(stampFile(folder), stampText());
  });
}

async function checkAllowed(missing, env, uid) {
  if (uid !== 0) {
    throw new SetupFailure(
      `${missing}, and a root filesystem that has it can only be made by root`,
      'run as root, or put the tool on PATH (see the README)');
  }
  if (await ask('unshare', ['--mount', 'true'], env) === null) {
    throw new SetupFailure(
      `${missing}, and this machine does not allow mount namespaces`,
      'give the container CAP_SYS_ADMIN, or put the tool on PATH');
  }
}

/** The folder of Emscripten's own cache, one for each version of it. */
function emCacheOf(cache) {
  const version = parse(readFileSync(
    join(cache.root, 'usr/share/emscripten/emscripten-version.txt'), 'utf8'));
  return join(cache.folder, `emscripten-${version}`);
}

/** Whether the root filesystem is whole and its wrappers are these. */
export function rootIsOpen(cache) {
  if (!isWhole(cache.root)) return false;
  const emCache = emCacheOf(cache);
  return wrappersAreCurrent(cache, tools, emCache) &&
    existsSync(join(emCache, BUILT));
}

/**
 * Writes the wrappers and builds Emscripten's system libraries, which its
 * first link would otherwise do in the middle of a build. Returns EM_CACHE.
 */
export async function openRoot({cache, env}) {
  const emCache = emCacheOf(cache);
  if (rootIsOpen(cache)) return emCache;
  writeWrappers(cache, tools, emCache);
  const folder = join(cache.folder, 'trial');
  mkdirSync(folder, {recursive: true});
  const source = join(folder, 'trial.c');
  writeFileSync(source, TRIAL);
  for (const [i, flags] of TRIAL_LINKS.entries()) {
    await install(
      `building Emscripten's libraries, ${i + 1} of ${TRIAL_LINKS.length}`,
      join(cache.bin, 'emcc'),
      [source, '-o', join(folder, 'trial.mjs'), ...flags],
      {missing: "Emscripten's system libraries", log: cache.log('emscripten'),
        env});
  }
  writeFileSync(join(emCache, BUILT), '');
  return emCache;
}

const BUILT = 'wasyncio-built';
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
// The variants of the libraries that release and debug builds ask for.
const TRIAL_LINKS = [
  ['-O2', '-sSUPPORT_LONGJMP=wasm'],
  ['-O0', '-g', '-sSUPPORT_LONGJMP=wasm'],
  ['-O2'],
  ['-O0', '-g'],
];
