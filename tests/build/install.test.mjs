// SPDX-License-Identifier: MIT
// What `cmake --install` copies is enough: it is installed, moved elsewhere,
// and used from there by a project that knows nothing of this tree.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';

import {built, root} from '../build.mjs';
import {configure, consume, folder, good, install, packageOf, run, version, works}
  from './consumer.mjs';

function installed(target) {
  const tree = built(`install-test/${target}`);
  rmSync(tree, {recursive: true, force: true});
  return install(root, tree, target, target === 'native' ? []
    : [`--toolchain=${join(root, target, 'toolchain.cmake')}`]);
}

/* With the toolchain file of the package, which tells where that is. */
const toolchainOf = (target, prefix) =>
  `--toolchain=${join(packageOf(prefix), target, 'toolchain.cmake')}`;

function isComplete(prefix, ...needed) {
  const files = readdirSync(prefix, {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath ?? entry.path, entry.name));
  const headers = readdirSync(join(root, 'include', 'wasyncio'))
    .map(name => `include/wasyncio/${name}`);
  for (const name of ['include/wasyncio.h', ...headers, 'lib/libwasyncio.a',
    'bin/wasyncio-ps',
    ...needed])
    assert(files.includes(join(prefix, name)), `${name} was not installed`);
  for (const file of files)
    assert(!readFileSync(file, 'latin1').includes(root),
      `${file} names the source tree`);
}

/* A program that links the library, and was not enabled, is told so. */
function refusesForgotten(tree) {
  const {status, text} = run('cmake', ['--build', tree, '--target', 'forgotten']);
  assert.notEqual(status, 0);
  assert.match(text, /call-wasyncio_enable-for-forgotten/);
}

function refusesOthers(options) {
  for (const wanted of ['0.0', '0.2', '1.0', '0.1.1']) {
    const {status, text} = configure(`wants ${wanted}`,
      [`-DWANTED=${wanted}`, ...options]);
    assert.notEqual(status, 0, wanted);
    assert.match(text, /wasyncioConfig\.cmake, version: 0\.1\.0/);
  }
}

test('native', async t => {
  const prefix = installed('native');
  const options = [`-DCMAKE_PREFIX_PATH=${prefix}`];
  await t.test('is complete', () =>
    isComplete(prefix, 'lib/pkgconfig/wasyncio.pc'));
  await t.test('find_package', () => {
    const {tree} = consume('native consumer', ['-DCXX=ON', ...options]);
    works('native', tree, {cxx: true});
  });
  await t.test('wasyncio-ps runs', () => {
    const {status, stderr} = spawnSync(process.execPath,
      [join(prefix, 'bin', 'wasyncio-ps'), '/nowhere'], {encoding: 'utf8'});
    assert.equal(stderr, 'wasyncio-ps: there is no file /nowhere\n');
    assert.equal(status, 1);
  });
  await t.test('another version is not taken', () => refusesOthers(options));
  await t.test('what cannot be enabled is refused', () => {
    for (const [what, says] of Object.entries({
      other: /there is no target other/,
      interface: /interface: wasyncio_enable takes executables/,
      consumer: /consumer was enabled already/,
      'static;NAMES;ON': /static: NAMES is for executables/,
      'static;STACK_CHECK;ON': /static: STACK_CHECK is for executables/,
      'static;CHECK_FLAG': /static: CHECK_FLAG is for executables/,
    })) {
      const {status, text} =
        configure('native refused', [`-DREFUSED=${what}`, ...options]);
      assert.notEqual(status, 0, what);
      assert.match(text.replace(/\s+/g, ' '), says);
    }
  });
  await t.test('pkg-config', () => {
    const PKG_CONFIG_PATH = join(prefix, 'lib', 'pkgconfig');
    const found = what =>
      good('pkg-config', [what, 'wasyncio'], {PKG_CONFIG_PATH}).trim();
    assert.equal(found('--modversion'), version);
    good('sh', ['-c', `cc ${found('--cflags')} "$1" -o "$2" ${found('--libs')}`,
      'sh', join(root, 'tests', 'build', 'consumer', 'main.c'),
      join(folder, 'consumer')]);
    works('native', folder, {enabled: false});
  });
});

test('wasi', {skip: !process.env.WASYNCIO_WASI_CLANG}, async t => {
  const prefix = installed('wasi');
  const toolchain = toolchainOf('wasi', prefix);
  await t.test('is complete', () => isComplete(prefix));
  await t.test('find_package', () => {
    const {tree} = consume('wasi consumer', [toolchain]);
    works('wasi', tree);
    refusesForgotten(tree);
  });
  await t.test('another version is not taken', () =>
    refusesOthers([toolchain]));
  await t.test('is refused for another target', () => {
    const {status, text} =
      configure('refused', [`-Dwasyncio_DIR=${packageOf(prefix)}`]);
    assert.notEqual(status, 0);
    assert.match(text, /version: 0\.1\.0 \(32bit\)|is for WASI/);
  });
});

test('web', {skip: !process.env.WASYNCIO_EMCC}, async t => {
  const prefix = installed('web');
  await t.test('is complete', () =>
    isComplete(prefix, 'lib/cmake/wasyncio/web/index.mjs',
      'lib/cmake/wasyncio/web/index.d.mts'));
  await t.test('find_package', () => {
    const {tree} = consume('web consumer', [toolchainOf('web', prefix)]);
    works('web', tree, {web: join(packageOf(prefix), 'web')});
    refusesForgotten(tree);
  });
});
