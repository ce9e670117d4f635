// SPDX-License-Identifier: MIT
// Projects outside of this tree that use wasyncio: made, built, and run.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after} from 'node:test';

import {root} from '../build.mjs';

export const {version} =
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const {WASYNCIO_WASMTIME, WASYNCIO_NODE24} = process.env;

/* Where all of it is; a name with spaces, which every tool has to bear. */
export const folder = mkdtempSync(join(tmpdir(), 'wasyncio consumers '));
after(() => rmSync(folder, {recursive: true, force: true}));

/* The user's project. */
const project = join(folder, 'source of consumer');
cpSync(join(root, 'tests', 'build', 'consumer'), project, {recursive: true});

/* A copy of wasyncio, as a user has it: what is not needed is not in it. */
export function checkout() {
  const to = join(folder, 'source of wasyncio');
  for (const name of ['CMakeLists.txt', 'include', 'src', 'wasi', 'web'])
    cpSync(join(root, name), join(to, name), {recursive: true});
  return to;
}

export function run(command, args, env = {}) {
  const {status, stdout, stderr, error} = spawnSync(command, args,
    {encoding: 'utf8', timeout: 300_000, env: {...process.env, ...env}});
  assert.equal(error, undefined);
  return {status, text: stdout + stderr};
}

export function good(command, args, env) {
  const {status, text} = run(command, args, env);
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${text}`);
  return text;
}

export const cmake = (from, to, ...more) =>
  ['-G', 'Ninja', '-S', from, '-B', to, ...more];

/* Only configures the consumer, which may fail. */
export const configure = (name, options, env) =>
  run('cmake', cmake(project, join(folder, name), ...options), env);

/* Builds the consumer; gives the folder of its programs, and what was said. */
export function consume(name, options, env) {
  const tree = join(folder, name);
  const said = good('cmake', cmake(project, tree, ...options), env);
  good('cmake', ['--build', tree], env);
  return {tree, said};
}

const onNode = `
  import {pathToFileURL} from 'node:url';
  const url = file => pathToFileURL(file).href;
  const [glue, wasyncio] = process.argv.slice(1);
  const {open} = await import(url(wasyncio));
  process.exitCode = await (await open(url(glue))).exited;`;

/* What a program for that target prints; web: the folder of index.mjs. */
function output(target, program, web) {
  if (target === 'wasi') return good(WASYNCIO_WASMTIME, [`${program}.wasm`]);
  if (target === 'web')
    return good(WASYNCIO_NODE24, ['--input-type=module', '-e', onNode,
      `${program}.mjs`, join(web, 'index.mjs')]);
  return good(program, []);
}

/* The consumer's programs run as they should. */
export function works(target, tree,
  {web = join(root, 'web'), cxx = false, enabled = true} = {}) {
  assert.equal(output(target, join(tree, 'consumer'), web),
    `wasyncio ${version}\n`);
  if (enabled) {
    const program = join(tree, 'consumer_enabled');
    assert.equal(output(target, program, web), 'WIO_EINTERRUPTED\n');
    assert(target === 'native' ||
      readFileSync(`${program}.wasm`, 'latin1').includes('wio__future_fini'),
    'the names of functions are gone');
  }
  if (cxx)
    assert.equal(output(target, join(tree, 'consumer_cxx'), web),
      `wasyncio ${version} in C++, 21\n`);
}

/* Installs for a target with a toolchain file, moves it elsewhere, and gives
 * the folder where it is then. */
export function install(source, tree, name, options, env) {
  // WebAssembly has no other folder; natively it is the distribution's.
  if (name === 'native') options = ['-DCMAKE_INSTALL_LIBDIR=lib', ...options];
  const said = good('cmake', cmake(source, tree, '-DWASYNCIO_TESTS=OFF',
    '-DCMAKE_BUILD_TYPE=Release', ...options), env);
  assert.doesNotMatch(said, /warning/i);
  good('cmake', ['--build', tree], env);
  const prefix = join(folder, name);
  good('cmake', ['--install', tree, '--prefix', `${prefix} at first`]);
  good('mv', [`${prefix} at first`, prefix]);
  return prefix;
}

export const packageOf = prefix => join(prefix, 'lib', 'cmake', 'wasyncio');
