// SPDX-License-Identifier: MIT
// How large the smallest program is: all files that a host has to load.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {brotliCompressSync, constants, gzipSync} from 'node:zlib';

import {buildSync} from 'esbuild';

import {built, root} from '../build.mjs';
import {reasonOf} from './results.mjs';

/* The most that the design allows, in bytes after brotli, of a program for the
 * web that was built to be small and bundled. */
const LIMITS = {printf: 18_000, write: 10_000};
const LOADER = 7_000; // of the module that opens programs, with all that it can

const WAYS = Object.keys(LIMITS);
const BUILDS = ['MinSizeRel', 'Release'];

/* What a bundler makes of it: for each of its files what it imports. */
const bundle = (contents, outdir, more) => buildSync({
  stdin: {contents, resolveDir: root}, outdir, absWorkingDir: root, bundle: true,
  minify: true, splitting: true, format: 'esm', external: ['node:*'], metafile: true,
  ...more,
}).metafile;

/* Those of some files that are loaded with the first at once. What is imported later,
 * by who asks for tasks, is in others. */
function loadedWith(first, files) {
  const loaded = new Set([first]);
  for (const name of loaded)
    for (const {path, kind, external} of files[name].imports)
      if (kind === 'import-statement' && !external) loaded.add(path);
  return [...loaded];
}

/* As who has a site bundles it: the files that a page loads at once. */
function bundled(contents, outdir) {
  const {outputs} = bundle(contents, outdir);
  const first = Object.keys(outputs).find(name => outputs[name].entryPoint === '<stdin>');
  return loadedWith(first, outputs).map(name => join(root, name));
}

const INDEX = JSON.stringify(`${root}web/index.mjs`);

/* And who has no bundler. */
const web = () => {
  const {inputs} = bundle(`export * from ${INDEX}`, 'none', {write: false});
  return loadedWith('<stdin>', inputs).slice(1).map(name => join(root, name));
};

/* All JavaScript of a program. */
const withLoader = program => bundled(`import {open} from ${INDEX};
  import program from ${JSON.stringify(`${program}.mjs`)};
  open(program);`, `${program}.bundle`);

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

function row(what, target, build, files, limit) {
  return {
    what, target, build,
    ...sizeOf(Object.values(files).flat()),
    parts: Object.fromEntries(Object.entries(files).map(
      ([name, list]) => [name, sizeOf(list).brotli])),
    ...limit && {limit},
  };
}

function sizesIn(folder, target, kind, way) {
  const program = `${folder}/tests/bench/hello_${way}`;
  const wasm = [`${program}.wasm`];
  if (target != 'web') return [row(`hello, ${way}`, target, kind, {wasm})];
  const plain = row(`hello, ${way}`, target, kind,
    {wasm, js: [`${program}.mjs`], module: web()});
  return kind != 'MinSizeRel' ? [plain] : [
    row(`hello, ${way}, bundled`, target, kind, {wasm, js: withLoader(program)},
      LIMITS[way]),
    plain,
  ];
}

/* build: as run.mjs has it.  What does not build is named, as a peer is. */
export function measureSizes(build) {
  const loader = bundled(`export * from ${INDEX}`, built('bench', 'loader'));
  const sizes = [row('what a page loads of wasyncio', 'web', 'bundled', {js: loader}, LOADER)];
  const missing = [];
  for (const target of ['web', 'wasi'])
    for (const kind of BUILDS) {
      const folder = built('bench', `${target}-${kind}`);
      try {
        build(target, WAYS.map(way => `hello_${way}`),
          {folder, settings: [`-DCMAKE_BUILD_TYPE=${kind}`]});
        for (const way of WAYS) sizes.push(...sizesIn(folder, target, kind, way));
      } catch (error) {
        missing.push({who: `hello, ${target}, ${kind}`, reason: reasonOf(error)});
      }
    }
  return {sizes, missing};
}
