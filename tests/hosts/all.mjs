// SPDX-License-Identifier: MIT
// Every host that programs are tested on, with its build.
import * as chromium from './chromium.mjs';
import * as native from './native.mjs';
import * as node from './node.mjs';
import * as nodeWasi from './node_wasi.mjs';
import * as wasmtime from './wasmtime.mjs';

/* Each with the drive that it is there for: one that waits inside, or one that
 * leaves the program after every iteration. */
export const hosts = {
  gcc: {drive: 'blocking', preset: 'native', host: native},
  clang: {drive: 'blocking', preset: 'native-clang', host: native},
  asan: {drive: 'blocking', preset: 'native-asan', host: native},
  valgrind: {drive: 'blocking', preset: 'native', host: native,
    options: {under: native.valgrind}},
  posix: {drive: 'blocking', preset: 'native-posix', host: native},
  arm64: {drive: 'blocking', preset: 'native-arm64', host: native,
    options: {under: native.arm64}},
  wasmtime: {drive: 'blocking', preset: 'wasi', host: wasmtime},
  'node:wasi': {drive: 'blocking', preset: 'wasi', host: nodeWasi},
  node: {drive: 'pumped', preset: 'web', host: node},
  chromium: {drive: 'pumped', preset: 'web', host: chromium},
};

export const closeHosts = () =>
  Promise.all(Object.values(hosts).map(({host}) => host.close()));
