// SPDX-License-Identifier: MIT
// How large the smallest program is: all files that a host has to load.
import {readFileSync} from 'node:fs';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

import {built, root} from '../build.mjs';

/* The most that the design allows, in bytes after brotli. */
const LIMITS = {'hello, printf': 18_000, 'hello, write': 10_000};

const WAYS = ['printf', 'write'];

const program = (preset, way) => built(preset, `tests/bench/hello_${way}`);

/* Our module is written to be read; whoever bundles it makes it smaller. */
const web = ['index.mjs', 'stdio.mjs'].map(name => `${root}web/${name}`);

const WHAT = [
  ...WAYS.map(way => ({what: `hello, ${way}`, target: 'web', files: {
    wasm: [`${program('web', way)}.wasm`],
    js: [`${program('web', way)}.mjs`],
    module: web,
  }})),
  ...WAYS.map(way => ({what: `hello, ${way}`, target: 'wasi', files: {
    wasm: [`${program('wasi', way)}.wasm`],
  }})),
];

/* The three sizes of the files together, each compressed by itself. */
export function sizeOf(files) {
  const size = {raw: 0, gzip: 0, brotli: 0};
  for (const file of files) {
    const bytes = readFileSync(file);
    size.raw += bytes.length;
    size.gzip += gzipSync(bytes, {level: 9}).length;
    size.brotli += brotliCompressSync(bytes, {params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    }}).length;
  }
  return size;
}

export const measureSizes = () => WHAT.map(({what, target, files}) => ({
  what, target,
  ...sizeOf(Object.values(files).flat()),
  parts: Object.fromEntries(Object.entries(files).map(
    ([name, list]) => [name, sizeOf(list).brotli])),
  ...target == 'web' && {limit: LIMITS[what]},
}));
