// SPDX-License-Identifier: MIT
// Builds with what users unpack: an emsdk and a wasi-sdk, with the toolchain
// files that these bring, and with ours.  Both are only simulated: folders laid
// out as theirs are, of links to the tools that set-up has found.

import assert from 'node:assert/strict';
import {chmodSync, cpSync, existsSync, mkdirSync, readFileSync, symlinkSync,
  writeFileSync} from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {test} from 'node:test';

import {checkout, configure, consume, folder, good, install, packageOf, works}
  from './consumer.mjs';

const {WASYNCIO_CACHE = '', WASYNCIO_EMCC, WASYNCIO_WASI_CLANG,
  WASYNCIO_WASI_SYSROOT, WASYNCIO_AR, WASYNCIO_WASM_OPT, WASYNCIO_WASM_MERGE}
  = process.env;

/* ---- the environment of somebody who has only unpacked them ---- */

/* Nothing of set-up's, in variables or on PATH. */
const bare = (path = [], more = {}) => ({
  ...Object.fromEntries(Object.keys(process.env)
    .filter(name => /^(WASYNCIO_|EMSDK|EM_|WASI_SDK)/.test(name))
    .map(name => [name, undefined])),
  PATH: [...path, ...process.env.PATH.split(delimiter)
    .filter(each => each !== join(WASYNCIO_CACHE, 'bin'))].join(delimiter),
  ...more,
});

const source = checkout();

function script(file, text) {
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
}

const quote = text => `'${text.replaceAll("'", `'\\''`)}'`;
const standIn = (file, tool, ...args) =>
  script(file, `exec ${quote(tool)} ${args.join(' ')} "$@"`);

function binaryen(to) {
  standIn(join(to, 'wasm-opt'), WASYNCIO_WASM_OPT);
  standIn(join(to, 'wasm-merge'), WASYNCIO_WASM_MERGE);
}

/* ---- emsdk ---- */

function makeEmsdk(emsdk) {
  binaryen(join(emsdk, 'upstream', 'bin'));
  const emscripten = join(emsdk, 'upstream', 'emscripten');
  const real = dirname(WASYNCIO_EMCC);
  for (const tool of ['emcc', 'em++', 'emar', 'emranlib', 'emnm', 'em-config'])
    standIn(join(emscripten, tool), join(real, tool));
  const root = good(join(real, 'em-config'), ['EMSCRIPTEN_ROOT']).trim();
  const seen = [join(WASYNCIO_CACHE, 'root', root), root].find(existsSync);
  cpSync(join(seen, 'cmake'), join(emscripten, 'cmake'), {recursive: true});
  cpSync(join(seen, 'emranlib.py'), join(emscripten, 'emranlib.py'));
  return {
    emcc: join(emscripten, 'emcc'),
    wasmOpt: join(emsdk, 'upstream', 'bin', 'wasm-opt'),
    toolchain: '--toolchain=' +
      join(emscripten, 'cmake', 'Modules', 'Platform', 'Emscripten.cmake'),
  };
}

test('as with an emsdk', {skip: !WASYNCIO_EMCC}, async t => {
  const emsdk = join(folder, 'emsdk');
  const {emcc, wasmOpt, toolchain} = makeEmsdk(emsdk);
  const env = bare();
  const uses = said => {
    for (const tool of [emcc, wasmOpt])
      assert(said.replace(/\s+/g, ' ').includes(`(${tool})`), said);
  };

  await t.test('its Emscripten.cmake, add_subdirectory', () => {
    const {tree, said} = consume('emsdk folder', [`-DSOURCE=${source}`,
      '-DCMAKE_BUILD_TYPE=Release', toolchain], env);
    works('web', tree, {web: join(source, 'web')});
    uses(said);
  });

  await t.test('its Emscripten.cmake, find_package', () => {
    const prefix = install(source, join(folder, 'emsdk build'), 'of emsdk',
      [toolchain], env);
    const {tree, said} = consume('emsdk package',
      [`-Dwasyncio_DIR=${packageOf(prefix)}`, '-DCXX=ON', toolchain], env);
    works('web', tree, {web: join(packageOf(prefix), 'web'), cxx: true});
    uses(said);
  });

  await t.test('our toolchain file, EMSDK', () => {
    const {status, text} = configure('emsdk ours', [`-DSOURCE=${source}`,
      `--toolchain=${join(source, 'web', 'toolchain.cmake')}`],
    bare([], {EMSDK: emsdk}));
    assert.equal(status, 0, text);
    uses(text);
  });
});

/* ---- wasi-sdk ---- */

/* What its toolchain files set. */
const ofTriple = triple => `
list(APPEND CMAKE_MODULE_PATH "\${CMAKE_CURRENT_LIST_DIR}")
set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_VERSION 1)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(prefix "\${CMAKE_CURRENT_LIST_DIR}/../../")
foreach(language C CXX ASM)
  set(CMAKE_\${language}_COMPILER_TARGET ${triple})
endforeach()
set(CMAKE_C_COMPILER "\${prefix}/bin/clang")
set(CMAKE_CXX_COMPILER "\${prefix}/bin/clang++")
set(CMAKE_ASM_COMPILER "\${prefix}/bin/clang")
set(CMAKE_AR "\${prefix}/bin/llvm-ar")
set(CMAKE_RANLIB "\${prefix}/bin/llvm-ranlib")
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(mode LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_\${mode} ONLY)
endforeach()
`;

function makeWasiSdk(sdk) {
  const within = (...path) => {
    const file = join(sdk, ...path);
    mkdirSync(dirname(file), {recursive: true});
    return file;
  };
  const real = what => good(WASYNCIO_WASI_CLANG,
    ['--target=wasm32-wasi', what]).trim();
  const sysroot = join(sdk, 'share', 'wasi-sysroot');
  const resources = join(sdk, 'lib', 'clang', '21');

  // Its clang knows the sysroot and the runtime libraries beside it.
  for (const tool of ['clang', 'clang++'])
    standIn(within('bin', tool), WASYNCIO_WASI_CLANG + tool.slice(5),
      quote(`--sysroot=${sysroot}`), '-resource-dir', quote(resources));
  standIn(within('bin', 'llvm-ar'), WASYNCIO_AR);
  standIn(within('bin', 'llvm-ranlib'), WASYNCIO_AR, 's');

  const builtins = real('-print-libgcc-file-name');
  symlinkSync(join(real('-print-resource-dir'), 'include'),
    within('lib', 'clang', '21', 'include'));
  for (const triple of ['wasm32-wasi', 'wasm32-wasip1']) {
    for (const part of ['include', 'lib'])
      symlinkSync(join(WASYNCIO_WASI_SYSROOT, part, triple),
        within('share', 'wasi-sysroot', part, triple));
    symlinkSync(builtins, within('lib', 'clang', '21', 'lib',
      triple.replace('-', '-unknown-'), 'libclang_rt.builtins.a'));
  }

  const files = {'wasi-sdk': 'wasm32-wasi', 'wasi-sdk-p1': 'wasm32-wasip1'};
  for (const [name, triple] of Object.entries(files))
    writeFileSync(within('share', 'cmake', `${name}.cmake`), ofTriple(triple));
  writeFileSync(within('share', 'cmake', 'Platform', 'WASI.cmake'),
    'set(WASI 1)\nset(CMAKE_EXECUTABLE_SUFFIX ".wasm")\n');
  return name => `--toolchain=${within('share', 'cmake', `${name}.cmake`)}`;
}

test('as with a wasi-sdk', {skip: !WASYNCIO_WASI_CLANG}, async t => {
  const sdk = join(folder, 'wasi-sdk');
  const toolchain = makeWasiSdk(sdk);
  const ours = `--toolchain=${join(source, 'wasi', 'toolchain.cmake')}`;
  // What is unpacked beside it.
  const bin = join(folder, 'binaryen', 'bin');
  binaryen(bin);
  const env = bare([bin]);

  for (const [name, triple] of [['wasi-sdk', 'wasm32-wasi'],
    ['wasi-sdk-p1', 'wasm32-wasip1']]) {
    await t.test(`its ${name}.cmake, add_subdirectory, ${triple}`, () => {
      const {tree, said} = consume(`${name} folder`, [`-DSOURCE=${source}`,
        '-DCMAKE_BUILD_TYPE=Release', toolchain(name)], env);
      works('wasi', tree);
      assert(readFileSync(join(tree, 'CMakeFiles', 'rules.ninja'), 'utf8')
        .includes(`--target=${triple} `));
      assert(said.replace(/\s+/g, ' ').includes(`(${bin}/wasm-opt)`), said);
    });
  }

  await t.test('our toolchain file, WASI_SDK_PATH; find_package', () => {
    const prefix = install(source, join(folder, 'wasi-sdk build'),
      'of wasi-sdk', [ours], bare([bin], {WASI_SDK_PATH: sdk}));
    // By whoever has another toolchain file.
    const {tree} = consume('wasi-sdk package',
      [`-DCMAKE_PREFIX_PATH=${prefix}`, toolchain('wasi-sdk-p1')], env);
    works('wasi', tree);
  });

  const nowhere = ['-DCMAKE_FIND_USE_SYSTEM_ENVIRONMENT_PATH=OFF',
    '-DCMAKE_FIND_USE_CMAKE_SYSTEM_PATH=OFF',
    `-DCMAKE_MAKE_PROGRAM=${good('sh', ['-c', 'command -v ninja']).trim()}`];
  const noBinaryen = options => configure('no binaryen', [
    `-DSOURCE=${source}`, toolchain('wasi-sdk-p1'), ...nowhere, ...options],
  bare());

  await t.test('without Binaryen it says what to install and to set', () => {
    for (const [options, tool] of [[[], 'opt'],
      [[`-DWASYNCIO_WASM_OPT=${bin}/wasm-opt`], 'merge']]) {
      const {status, text} = noBinaryen(options);
      const said = text.replace(/\s+/g, ' ');
      assert.notEqual(status, 0);
      assert.match(said, RegExp(`wasm-${tool} 123 or newer is needed and was ` +
        'not found. Binaryen: https://\\S+ Install it, and put it on PATH, ' +
        `or set WASYNCIO_WASM_${tool.toUpperCase()} to it: in the ` +
        `environment, or with -DWASYNCIO_WASM_${tool.toUpperCase()}=`));
    }
    const both = ['opt', 'merge'].map(tool =>
      `-DWASYNCIO_WASM_${tool.toUpperCase()}=${bin}/wasm-${tool}`);
    assert.equal(noBinaryen(both).status, 0);
  });
});
