// SPDX-License-Identifier: MIT
// What only the peers need: Rust, Go and libuv. Found on this machine or fetched
// into the cache that tests/setup has, when a peer asks.
import {existsSync} from 'node:fs';
import {join} from 'node:path';

import {locked, openCache} from '../setup/cache.mjs';
import {ask, find} from '../setup/command.mjs';
import {installPackages} from '../setup/packages.mjs';
import {bootstrap, checkNamespaces} from '../setup/root.mjs';
import {atLeast, parse} from '../setup/version.mjs';
import {writeWrappers} from '../setup/wrapper.mjs';

const {env} = process;
const cache = openCache(env);
const context = {cache, env, uid: process.getuid()};

/* The target that Rust's programs are compiled for. */
export const RUST_WASM = 'wasm32-wasip1';

/* A Debian of their own: the compilers of the tests' stay as they were. */
const peers = {
  folder: join(cache.folder, 'peers'),
  root: join(cache.folder, 'peers', 'root'),
  bin: join(cache.folder, 'peers', 'bin'),
};
const PACKAGES = ['ca-certificates', 'cargo', 'rustc', 'libstd-rust-dev',
  'libstd-rust-dev-wasm32', 'lld', 'golang-go', 'libc6-dev'];
const PROGRAMS = ['cargo', 'rustc', 'go'];

/* Programs that work, those on PATH or Debian's, looked for once. */
const once = make => {
  let made;
  return () => made ??= make();
};

async function provide(name) {
  const missing = `${name} is missing`;
  const isThere = () => PROGRAMS.every(
    program => existsSync(join(peers.root, 'usr/bin', program)));
  await locked(cache, async () => {
    if (!isThere()) {
      await checkNamespaces(missing, `put ${name} on PATH`, context);
      await bootstrap(peers.root, {
        bytes: 3e9,
        steps: [['installing Rust and Go into it (a minute)', () => PACKAGES]],
        finish: () => {},
      }, missing, context);
    }
    writeWrappers(peers, Object.fromEntries(PROGRAMS.map(tool => [tool, tool])),
      join(peers.folder, 'emscripten'));
  });
  return join(peers.bin, name);
}

const versionOf = async (command, ...args) =>
  parse(await ask(command, args, env) ?? '');

/* Each gives {command, version, env}: env has what it needs to run. */

export const cargo = once(async () => {
  const onPath = find('cargo', env.PATH);
  const libraries = (await ask('rustc',
    ['--print', 'target-libdir', '--target', RUST_WASM], env))?.trim();
  // One that compiles for this machine only is no help with half of the work.
  const isWhole = onPath && libraries && existsSync(libraries);
  const command = isWhole ? onPath : await provide('cargo');
  return {
    command, version: await versionOf(command, '--version'),
    // Debian's has no linker of its own for WebAssembly.
    env: isWhole ? env : {...env, CARGO_TARGET_WASM32_WASIP1_LINKER: 'wasm-ld'},
  };
});

export const go = once(async () => {
  const onPath = find('go', env.PATH);
  const found = onPath && await versionOf(onPath, 'version');
  const command = found && atLeast(found, '1.23') ? onPath : await provide('go');
  return {
    command, version: await versionOf(command, 'version'),
    // It may not fetch another version of itself.
    env: {...env, GOTOOLCHAIN: 'local', GOFLAGS: '-trimpath'},
  };
});

/* Debian's libuv, for gcc.  Gives {version}. */
export const libuv = once(async () => {
  const look = async () => {
    const text = await ask('gcc', ['-E', '-dM', '-include', 'uv/version.h', '-x',
      'c', '/dev/null'], env) ?? '';
    const part = name => text.match(`define UV_VERSION_${name} (\\d+)`)?.[1];
    return part('MAJOR') && ['MAJOR', 'MINOR', 'PATCH'].map(part).join('.');
  };
  if (!await look())
    await installPackages(['libuv1-dev'], 'libuv is missing', context);
  return {version: await look()};
});
