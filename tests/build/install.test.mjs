// SPDX-License-Identifier: MIT
// What `cmake --install` copies is enough: it is installed, moved elsewhere,
// and used from there by a project that knows nothing of this tree.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync}
  from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wasyncio install '));
after(() => rmSync(folder, {recursive: true, force: true}));

const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const {WASYNCIO_WASMTIME, WASYNCIO_NODE24} = process.env;

const source = join(folder, 'source of consumer');
cpSync(join(root, 'tests', 'build', 'consumer'), source, {recursive: true});

function run(command, args, env = {}) {
  const {status, stdout, stderr, error} = spawnSync(command, args,
    {encoding: 'utf8', timeout: 120_000, env: {...process.env, ...env}});
  assert.equal(error, undefined);
  return {status, text: stdout + stderr};
}

function good(command, args, env) {
  const {status, text} = run(command, args, env);
  assert.equal(status, 0, `${command} ${args.join(' ')}\n${text}`);
  return text;
}

const cmake = (from, to, ...more) =>
  ['-G', 'Ninja', '-S', from, '-B', to, ...more];
const says = text => assert.equal(text.trim(), `wasyncio ${version}`);

/* Installs for a target; the folder where that is in the end. */
function install(target) {
  const tree = join(root, 'build', 'install-test', target);
  rmSync(tree, {recursive: true, force: true});
  const toolchain = target === 'native' ? []
    : [`--toolchain=${join(root, target, 'toolchain.cmake')}`];
  good('cmake', cmake(root, tree, '-DWASYNCIO_TESTS=OFF',
    '-DCMAKE_BUILD_TYPE=Release', '-DCMAKE_INSTALL_LIBDIR=lib', ...toolchain));
  good('cmake', ['--build', tree]);
  const prefix = join(folder, target);
  good('cmake', ['--install', tree, '--prefix', `${prefix} at first`]);
  renameSync(`${prefix} at first`, prefix);
  return prefix;
}

const packageOf = prefix => join(prefix, 'lib', 'cmake', 'wasyncio');

/* Builds the consumer; the folder of its program. */
function consume(name, ...options) {
  const tree = join(folder, name);
  good('cmake', cmake(source, tree, ...options));
  good('cmake', ['--build', tree]);
  return tree;
}

/* With the toolchain that was installed. */
const consumeInstalled = (target, prefix) => consume(`${target} consumer`,
  '-DCMAKE_BUILD_TYPE=Release', `-Dwasyncio_DIR=${packageOf(prefix)}`,
  `--toolchain=${join(packageOf(prefix), target, 'toolchain.cmake')}`);

function installed(prefix, ...needed) {
  const files = readdirSync(prefix, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  const headers = readdirSync(join(root, 'include', 'wasyncio'))
    .map(name => `include/wasyncio/${name}`);
  for (const name of ['include/wasyncio.h', ...headers, 'lib/libwasyncio.a',
    ...needed])
    assert(files.includes(join(prefix, name)), `${name} was not installed`);
  for (const file of files)
    assert(!readFileSync(file, 'latin1').includes(root),
      `${file} names the source tree`);
}

test('native', async t => {
  const prefix = install('native');
  await t.test('is complete', () =>
    installed(prefix, 'lib/pkgconfig/wasyncio.pc'));
  await t.test('find_package', () => {
    const tree = consume('native consumer', `-DCMAKE_PREFIX_PATH=${prefix}`);
    says(good(join(tree, 'consumer'), []));
  });
  await t.test('another version is not taken', () => {
    for (const wanted of ['0.0', '0.2', '1.0']) {
      const {status, text} = run('cmake', cmake(source,
        join(folder, `wants ${wanted}`), `-DWANTED=${wanted}`,
        `-DCMAKE_PREFIX_PATH=${prefix}`));
      assert.notEqual(status, 0, wanted);
      assert.match(text, /wasyncioConfig\.cmake, version: 0\.1\.0/);
    }
  });
  await t.test('pkg-config', () => {
    const PKG_CONFIG_PATH = join(prefix, 'lib', 'pkgconfig');
    const found = what =>
      good('pkg-config', [what, 'wasyncio'], {PKG_CONFIG_PATH}).trim();
    assert.equal(found('--modversion'), version);
    const program = join(folder, 'by pkg-config');
    good('sh', ['-c', `cc ${found('--cflags')} "$1" -o "$2" ${found('--libs')}`,
      'sh', join(source, 'main.c'), program]);
    says(good(program, []));
  });
});

test('native, as a part of a project', () => {
  const tree = consume('subdirectory', `-DSOURCE=${root}`);
  says(good(join(tree, 'consumer'), []));
});

test('wasi', {skip: !process.env.WASYNCIO_WASI_CLANG}, async t => {
  const prefix = install('wasi');
  await t.test('is complete', () => installed(prefix));
  await t.test('find_package', () => {
    const tree = consumeInstalled('wasi', prefix);
    says(good(WASYNCIO_WASMTIME, [join(tree, 'consumer.wasm')]));
  });
  await t.test('is refused for another target', () => {
    const {status, text} = run('cmake', cmake(source, join(folder, 'refused'),
      `-Dwasyncio_DIR=${packageOf(prefix)}`));
    assert.notEqual(status, 0);
    assert.match(text, /version: 0\.1\.0 \(32bit\)|is for WASI/);
  });
});

test('web', {skip: !process.env.WASYNCIO_EMCC}, async t => {
  const prefix = install('web');
  await t.test('is complete', () =>
    installed(prefix, 'lib/cmake/wasyncio/web/index.mjs',
      'lib/cmake/wasyncio/web/index.d.mts'));
  await t.test('find_package', () => {
    const tree = consumeInstalled('web', prefix);
    says(good(WASYNCIO_NODE24, ['--input-type=module', '-e', `
      import {pathToFileURL} from 'node:url';
      const url = file => pathToFileURL(file).href;
      const [glue, wasyncio] = process.argv.slice(1);
      const {open} = await import(url(wasyncio));
      process.exitCode = await (await open(url(glue))).exited;`,
      join(tree, 'consumer.mjs'),
      join(packageOf(prefix), 'web', 'index.mjs')]));
  });
});
