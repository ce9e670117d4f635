// SPDX-License-Identifier: MIT
// wasyncio as a part of a project that has its source: in a folder, or fetched
// by CMake, here from an archive on this machine.

import assert from 'node:assert/strict';
import {dirname, basename, join} from 'node:path';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {checkout, consume, folder, good, works} from './consumer.mjs';

const source = checkout();
const archive = join(folder, 'wasyncio archive.tar.gz');
good('sh', ['-c', 'cd "$1" && cmake -E tar czf "$2" "$3"', 'sh',
  dirname(source), archive, basename(source)]);

const toolchain = target => target === 'native' ? []
  : [`--toolchain=${join(source, target, 'toolchain.cmake')}`];

const missing = {
  native: false,
  wasi: !process.env.WASYNCIO_WASI_CLANG,
  web: !process.env.WASYNCIO_EMCC,
};

/* The flags with which files of that name were compiled. */
const flags = (tree, file) => JSON.parse(
  readFileSync(join(tree, 'compile_commands.json'), 'utf8'))
  .find(each => each.file.endsWith(file)).command.split(' ');

for (const [target, skip] of Object.entries(missing)) {
  test(`${target}: add_subdirectory, in C and C++`, {skip}, () => {
    const {tree, said} = consume(`${target} folder`, [`-DSOURCE=${source}`,
      '-DCXX=ON', '-DCMAKE_BUILD_TYPE=Release', ...toolchain(target)]);
    works(target, tree, {web: join(source, 'web'), cxx: true});
    assert.doesNotMatch(said, /CMAKE_BUILD_TYPE/);
  });

  test(`${target}: FetchContent, no build type`, {skip}, () => {
    const {tree, said} = consume(`${target} fetched`, [`-DARCHIVE=${archive}`,
      '-DCMAKE_EXPORT_COMPILE_COMMANDS=ON', ...toolchain(target)]);
    works(target, tree, {web: join(tree, '_deps', 'wasyncio-src', 'web')});
    // The project's own code as it wants it, the library fast all the same.
    assert.match(said, /wasyncio: CMAKE_BUILD_TYPE is not set: .*optimised/);
    assert(flags(tree, 'src/core/loop.c').includes('-O2'));
    assert(!flags(tree, 'main.c').includes('-O2'));
  });
}
