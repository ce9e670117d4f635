// SPDX-License-Identifier: MIT
// Programs that others publish to compare runtimes by, written for ours, beside the
// runtimes that they are for.  Alone: npm run bench -- published
import {built} from '../build.mjs';
import {native, nodes, onNode, onNodeWasi, onWasmtime, output} from './hosts.mjs';
import {PUBLISHED} from './names.mjs';
import {folderFor, here} from './place.mjs';
import {parse, reasonOf, summarize} from './results.mjs';
import {go} from './setup.mjs';

const ROUNDS = 3;

const program = preset => built(preset, 'tests/bench/published');

const ours = async () => ({entries: [
  {host: 'native', run: native(program('native'))},
  {host: 'node24', run: onNode('node24', program('web'))},
  {host: 'wasmtime', run: onWasmtime(program('wasi'))},
]});

/* The versions of both are with the operations. */
const ofPython = async () => ({entries: [
  {host: 'native', run: args =>
    output(process.env.WASYNCIO_PYTHON, [here('published/tree.py'), ...args])},
  {host: 'node24', run: args =>
    output(nodes.node24, [here('published/pyodide.mjs'), ...args])},
]});

/* Compiled as ours is, but for its pass, which is Binaryen's alone. */
async function ofAsyncify() {
  const {WASYNCIO_WASI_CLANG, WASYNCIO_WASI_SYSROOT, WASYNCIO_WASM_OPT} = process.env;
  const file = `${folderFor('published')}/bare`;
  await output(WASYNCIO_WASI_CLANG, ['--target=wasm32-wasi',
    `--sysroot=${WASYNCIO_WASI_SYSROOT}`, '-std=c11', '-O3', here('published/bare.c'),
    '-o', `${file}.raw.wasm`]);
  await output(WASYNCIO_WASM_OPT, ['-O3', '--asyncify', `${file}.raw.wasm`, '-o',
    `${file}.wasm`]);
  return {entries: [
    {host: 'node24', run: onNodeWasi('node24', file)},
    {host: 'wasmtime', run: onWasmtime(file)},
  ]};
}

async function ofGo() {
  const {command, version, env} = await go();
  const file = `${folderFor('published')}/go`;
  const compile = (out, target) => output(command,
    ['build', '-C', here('published/go'), '-o', out, '.'], {env: {...env, ...target}});
  await compile(file);
  await compile(`${file}.wasm`, {GOOS: 'wasip1', GOARCH: 'wasm'});
  return {
    entries: [
      {host: 'native', run: native(file)},
      {host: 'node24', run: onNodeWasi('node24', file)},
      {host: 'wasmtime', run: onWasmtime(file)},
    ],
    versions: {go: version},
  };
}

const PEERS = {wasyncio: ours, CPython: ofPython, Asyncify: ofAsyncify, Go: ofGo};

export async function measurePublished(build) {
  for (const preset of ['native', 'web', 'wasi']) build(preset, ['published']);
  const missing = [];
  let versions = {};
  let entries = [];
  for (const [who, prepare] of Object.entries(PEERS)) {
    try {
      const made = await prepare();
      entries.push(...made.entries.map(entry => ({who, ...entry})));
      versions = {...versions, ...made.versions};
    } catch (error) {
      missing.push({who: `${who}, published`, reason: reasonOf(error)});
    }
  }
  const samples = [];
  for (const {ops, beside} of PUBLISHED)
    for (let round = 0; round < ROUNDS; round++)
      for (const entry of entries) {
        const {who, host, run} = entry;
        if (who != 'wasyncio' && !beside.some(column => column.who == who)) continue;
        try {
          for (const sample of parse(await run(ops)))
            samples.push({...sample, who, host});
        } catch (error) {
          if (who == 'wasyncio') throw error;
          entries = entries.filter(other => other != entry);
          missing.push({who: `${who}, published`, host, reason: reasonOf(error)});
        }
      }
  return {published: summarize(samples), missing, versions};
}
