// SPDX-License-Identifier: MIT
// Set-up: what it refuses and how it says so, what an interrupt leaves, and
// what the wrappers hand on. Installers are fakes; nothing is fetched.

import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync,
  symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {checkRoom, fillFolder, locked, openCache} from './cache.mjs';
import {ask, find} from './command.mjs';
import {explain} from './failure.mjs';
import {minima} from './minima.mjs';
import {installPackages} from './packages.mjs';
import {checkNamespaces, isWhole, makeRoot, rootIsOpen} from './root.mjs';
import {checkout, setup} from './setup.mjs';
import {look, missingPhrase, tools} from './tools.mjs';
import {atLeast, compare, parse} from './version.mjs';
import {quote} from './wrapper.mjs';

// A machine of its own: a PATH with only the programs given, name -> script,
// and an empty cache.
function machine(t, programs) {
  const folder = mkdtempSync(join(tmpdir(), 'wasyncio setup '));
  t.after(() => rmSync(folder, {recursive: true, force: true}));
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, script] of Object.entries(programs)) {
    const file = join(bin, name);
    if (script === null) symlinkSync(find(name, process.env.PATH), file);
    else writeFileSync(file, `#!/bin/sh\n${script}\n`);
    if (script !== null) chmodSync(file, 0o755);
  }
  const env = {PATH: bin, WASYNCIO_CACHE: join(folder, 'cache')};
  return {folder, env, cache: openCache(env)};
}

const prints = version => `echo ${version}`;
const UNSHARE = 'shift; exec "$@"';
const buildTools = {cmake: prints('3.25.1'), ninja: prints('1.11.1')};

async function failureOf(promise) {
  try {
    await promise;
  } catch (error) {
    assert.equal(error.name, 'SetupFailure', error.stack);
    assert.doesNotMatch(error.message, /\n/);
    assert.match(error.message, /; cure: ./);
    return error.message;
  }
  return assert.fail('it did not fail');
}

test('a version is read from what each tool prints', () => {
  const printed = {
    'cmake version 3.25.1\n\nCMake suite ...': '3.25.1',
    'valgrind-3.19.0': '3.19.0',
    'wasm-opt version 131 (version_131)': '131',
    'emcc (Emscripten gcc/clang-like replacement + linker) 6.0.5 ()': '6.0.5',
    'Debian clang version 14.0.6\nTarget: x86_64': '14.0.6',
    'v20.20.2': '20.20.2',
    'qemu-aarch64 version 7.2.22 (Debian 1:7.2+dfsg-7)': '7.2.22',
  };
  for (const [text, version] of Object.entries(printed)) {
    assert.equal(parse(text), version);
  }
  assert.equal(parse('no number'), null);
});

test('versions compare by number', () => {
  assert.ok(compare('3.9', '3.25') < 0);
  assert.ok(compare('10', '9.9.9') > 0);
  assert.equal(compare('6.0', '6.0.0'), 0);
  assert.ok(atLeast('6.0.5', '6.0'));
  assert.ok(!atLeast('3.1.6', '6.0'));
});

test('every tool has a stated minimum', () => {
  assert.deepEqual(Object.keys(tools).sort(), Object.keys(minima).sort());
});

test('an old emcc is refused by name, version and cure', async t => {
  const {env} = machine(t, {...buildTools, emcc: prints('3.1.6')});
  const line = await failureOf(setup({need: ['web'], env, uid: 1000}));
  assert.match(line, /emcc >= 6\.0 is missing \(3\.1\.6 at .*is too old\)/);
  assert.match(line, /wasm-opt >= 123 is missing/);
  assert.match(line, /cure: run as root, or .* put emcc on PATH or set EMSDK/);
});

test('an old tool on PATH is passed over for a newer one', async t => {
  const {folder, env, cache} = machine(t, {emcc: prints('3.1.6')});
  const emsdk = join(folder, 'sdk');
  const emscripten = join(emsdk, 'upstream', 'emscripten');
  mkdirSync(emscripten, {recursive: true});
  writeFileSync(join(emscripten, 'emcc'), '#!/bin/sh\necho 6.0.1\n');
  chmodSync(join(emscripten, 'emcc'), 0o755);
  const found = await look('emcc', {cache, env: {...env, EMSDK: emsdk}});
  assert.equal(found.from, 'EMSDK');
  assert.equal(found.version, '6.0.1');
});

test('a tool that does not start counts as missing', async t => {
  const {env, cache} = machine(t, {wasmtime: 'exit 1'});
  const found = await look('wasmtime', {cache, env});
  assert.equal(missingPhrase(found), 'wasmtime >= 37 is missing');
});

test('without root the line says what to install', async t => {
  const {env} = machine(t, {ninja: prints('1.11'), 'apt-get': 'exit 1'});
  const line = await failureOf(setup({need: ['native'], env, uid: 1000}));
  assert.match(line, /^cmake >= 3\.21 is missing, gcc >= /);
  assert.match(line, /installing it needs root; cure: run as root, or /);
  assert.match(line, /apt-get install cmake, apt-get install gcc libc6-dev,/);
});

test('the demo has what an emsdk brings, and hears what is missing', async t => {
  const {folder, env} = machine(t, {...buildTools, npm: 'exit 1'});
  const sdk = join(folder, 'sdk', 'upstream');
  for (const [place, text] of Object.entries({'emscripten/emcc': '6.0.5',
    'bin/wasm-opt': 'wasm-opt version 131', 'bin/wasm-merge': '131'})) {
    mkdirSync(dirname(join(sdk, place)), {recursive: true});
    writeFileSync(join(sdk, place), `#!/bin/sh\necho ${text}\n`);
    chmodSync(join(sdk, place), 0o755);
  }
  symlinkSync(join(sdk, 'emscripten', 'emcc'), join(env.PATH, 'emcc'));
  const {tools: found, env: made} =
    await setup({need: ['demo'], some: true, env, uid: 1000});
  assert.equal(found.emcc.command, join(env.PATH, 'emcc'));
  assert.equal(made.WASYNCIO_WASM_MERGE,
    join(sdk, 'emscripten', '..', 'bin', 'wasm-merge'));
  const missing = Object.fromEntries(JSON.parse(made.WASYNCIO_MISSING));
  assert.deepEqual(Object.keys(missing).filter(name => name !== 'node24'),
    ['gcc', 'wasi-clang', 'wasmtime', 'chromium']);
  assert.equal(missing['wasi-clang'], 'wasi-clang >= 19 is missing');
  // The tests want everything, and so does whoever asks for nothing else.
  assert.match(await failureOf(setup({env, uid: 1000})), /python >= 3\.14/);
});

test('without apt-get the line says so', async t => {
  const {env, cache} = machine(t, {});
  assert.match(
    await failureOf(installPackages(['gcc'], 'gcc is missing',
      {cache, env, uid: 0})),
    /there is no apt-get/);
});

test('a network failure of apt-get is told as one', async t => {
  // apt-get update succeeds when no mirror answers.
  const {env, cache} = machine(t, {'apt-get': `case $1 in
    update) echo "W: Temporary failure resolving 'mirror'" ;;
    *) echo 'E: Unable to locate package gcc'; exit 100 ;;
    esac`});
  const line = await failureOf(installPackages(['gcc'], 'gcc is missing',
    {cache, env, uid: 0}));
  assert.match(line, /^gcc is missing: no package registry answers; cure: /);
  assert.match(readFileSync(cache.log('apt'), 'utf8'), /Unable to locate/);
});

test('a network failure of debootstrap leaves no root filesystem', async t => {
  const {env, cache} = machine(t, {
    unshare: UNSHARE,
    mkdir: null,
    true: null,
    debootstrap: `mkdir -p "$3/etc"
      echo 'E: Failed getting release file'; exit 1`,
  });
  const line = await failureOf(makeRoot('emcc >= 6.0 is missing',
    {cache, env, uid: 0}));
  assert.match(line, /^emcc >= 6\.0 .*: no package registry answers/);
  assert.ok(existsSync(join(`${cache.root}.partial`, 'etc')));
  assert.ok(!existsSync(cache.root));
  assert.ok(!isWhole(cache.root));
});

test('a machine without mount namespaces is told so', async t => {
  const {env} = machine(t, {unshare: 'exit 1'});
  assert.match(
    await failureOf(checkNamespaces('emcc is missing', 'set EMSDK', {env})),
    /not allow mount namespaces; cure: give .* CAP_SYS_ADMIN, or .*set EMSDK/);
});

test('a root filesystem without its stamp is not whole', t => {
  const {cache} = machine(t, {});
  mkdirSync(join(cache.root, 'etc'), {recursive: true});
  assert.ok(!isWhole(cache.root));
  writeFileSync(join(cache.root, 'etc', 'wasyncio-root'), 'another recipe\n');
  assert.ok(!isWhole(cache.root));
  assert.ok(!rootIsOpen({cache}));
});

test('a folder gets its name only when it is filled', async t => {
  const {cache} = machine(t, {});
  const folder = join(cache.folder, 'thing');
  const interrupted = fillFolder(folder, partial => {
    writeFileSync(join(partial, 'half'), '');
    throw new Error('interrupted');
  });
  await assert.rejects(interrupted, /interrupted/);
  assert.ok(!existsSync(folder));
  await fillFolder(folder, partial => {
    assert.ok(!existsSync(join(partial, 'half')));
    writeFileSync(join(partial, 'whole'), '');
  });
  assert.ok(existsSync(join(folder, 'whole')));
});

test('a full disk is told as one', t => {
  const {cache} = machine(t, {});
  assert.throws(() => checkRoom(cache, 1e18, 'the thing'),
    /the thing needs .* GB; cure: free some space/);
  assert.match(
    explain('x is missing', 'write error: No space left on device', '').message,
    /^x is missing: the disk is full; cure: free some space/);
});

test('a cache that cannot be written is told so', t => {
  const {folder} = machine(t, {});
  const file = join(folder, 'file');
  writeFileSync(file, '');
  assert.throws(() => openCache({WASYNCIO_CACHE: file}),
    /cannot write the cache .*; cure: point WASYNCIO_CACHE/);
});

test('the cache follows WASYNCIO_CACHE, XDG_CACHE_HOME and HOME', t => {
  const {folder} = machine(t, {});
  const place = env => openCache(env).folder;
  assert.equal(place({HOME: folder}), join(folder, '.cache', 'wasyncio'));
  assert.equal(place({HOME: '/none', XDG_CACHE_HOME: folder}),
    join(folder, 'wasyncio'));
  assert.equal(place({XDG_CACHE_HOME: '/none', WASYNCIO_CACHE: folder}),
    folder);
});

test('two set-ups take turns, and a killed one lets go', async t => {
  const {cache} = machine(t, {});
  const holder = spawn(process.execPath, ['--input-type=module', '-e', `
    import {locked, openCache} from ${JSON.stringify(
    join(checkout, 'tests/setup/cache.mjs'))};
    await locked(openCache(process.env), () => {
      console.log('held');
      return new Promise(() => setInterval(() => {}, 1e6));
    });`],
  {env: {...process.env, WASYNCIO_CACHE: cache.folder},
    stdio: ['ignore', 'pipe', 'inherit']});
  await new Promise(held => holder.stdout.once('data', held));
  let entered = false;
  const second = locked(cache, () => { entered = true; });
  // The lock is another process's: one more try of our own shows it taken.
  const status = spawnSync('flock',
    ['--nonblock', join(cache.folder, 'lock'), 'true']).status;
  assert.equal(status, 1);
  assert.equal(entered, false);
  holder.kill('SIGKILL');
  await second;
  assert.equal(entered, true);
});

test('a second run of the tests waits until the first is done',
  {skip: process.env.WASYNCIO_EMCC ? false : 'runs in the environment only'},
  async t => {
    // The first one is that of these tests; or this, where they run alone.
    const build = join(checkout, 'build');
    mkdirSync(build, {recursive: true});
    const first = spawn('flock',
      ['--nonblock', join(build, 'lock'), 'sh', '-c', 'echo held; exec cat'],
      {stdio: ['pipe', 'pipe', 'inherit']});
    t.after(() => first.stdin.end());
    await Promise.race([once(first.stdout, 'data'), once(first, 'close')]);
    const second = spawn(process.execPath,
      [join(checkout, 'tests', 'run.mjs'), 'tests/setup'],
      {stdio: ['ignore', 'pipe', 'inherit']});
    const [said] = await once(second.stdout, 'data');
    second.kill();
    assert.equal(String(said),
      'test: waiting for another run in this folder to finish\n');
  });

test('run.mjs prints the line alone and fails', t => {
  // cmake is missing, and so is apt-get; or root, where one is not root.
  const {env} = machine(t,
    {unshare: 'exit 0', flock: null, sh: null, cat: null});
  const {status, stdout, stderr} = spawnSync(process.execPath,
    [join(checkout, 'tests/setup/run.mjs'), 'echo', 'not run'],
    {env, encoding: 'utf8'});
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(stderr, /^set-up failed: [^\n]*cmake >= 3\.21[^\n]*\n$/);
});

test('run.mjs hands on arguments, environment and status',
  {skip: process.env.WASYNCIO_EMCC ? false : 'runs in the environment only'},
  () => {
    const {status, stdout} = spawnSync(process.execPath,
      [join(checkout, 'tests/setup/run.mjs'), 'sh', '-c',
        'echo "$1|$WASYNCIO_CHECKOUT"; exit 7', 'sh', 'two words'],
      {encoding: 'utf8'});
    assert.equal(stdout, `two words|${checkout}\n`);
    assert.equal(status, 7);
  });

test('run.mjs ends by the signal that ended its command',
  {skip: process.env.WASYNCIO_EMCC ? false : 'runs in the environment only'},
  () => {
    const {signal} = spawnSync(process.execPath,
      [join(checkout, 'tests/setup/run.mjs'), 'sh', '-c', 'kill -INT $$']);
    assert.equal(signal, 'SIGINT');
  });

const realCache = openCache(process.env);
const noRoot = process.getuid() !== 0 ? 'needs root'
  : rootIsOpen({cache: realCache}) ? false : 'this machine uses tools of its own';

test('a wrapper hands on arguments, folder, streams and status',
  {skip: noRoot}, t => {
    const {folder} = machine(t, {});
    const cwd = join(folder, `it's a "folder" $HOME`);
    mkdirSync(cwd);
    const args = ['', 'two words', `it's`, '"', '$HOME `x` \\', 'a\nb', '*'];
    const program = `import json, os, sys
json.dump([sys.argv[1:], os.getcwd(), sys.stdin.read(), os.environ['MARK']],
          sys.stdout)
sys.exit(7)`;
    const python = find(['python3.14', 'python3.15', 'python3.16'],
      realCache.bin);
    const run = spawnSync(python, ['-c', program, ...args],
      {cwd, input: 'in', encoding: 'utf8', env: {...process.env, MARK: ' m '}});
    assert.equal(run.stderr, '');
    assert.equal(run.status, 7);
    assert.deepEqual(JSON.parse(run.stdout), [args, cwd, 'in', ' m ']);
  });

test('a wrapper works below /usr, whose files are not the host\'s',
  {skip: noRoot}, t => {
    const cwd = mkdtempSync('/usr/src/wasyncio-setup-');
    t.after(() => rmSync(cwd, {recursive: true, force: true}));
    writeFileSync(join(cwd, 'empty.c'), 'int empty;\n');
    const clang = join(realCache.bin, 'wasi-clang');
    const {status, stderr} = spawnSync(clang,
      ['--target=wasm32-wasi', '-c', 'empty.c'], {cwd, encoding: 'utf8'});
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.ok(existsSync(join(cwd, 'empty.o')));
  });

test('dependency files name files that exist outside', {skip: noRoot},
  async t => {
    const {folder} = machine(t, {});
    writeFileSync(join(folder, 'a.c'),
      '#include <stddef.h>\n#include <stdio.h>\n');
    const sysroot = join(realCache.root, 'usr');
    const text = await ask(join(realCache.bin, 'wasi-clang'),
      ['--target=wasm32-wasi', `--sysroot=${sysroot}`, '-M',
        join(folder, 'a.c')], process.env);
    const files = text.replace(/\\\n/g, ' ').replaceAll('\\ ', '\0')
      .split(/\s+/).filter(word => word.startsWith('/'))
      .map(word => word.replaceAll('\0', ' '));
    assert.ok(files.some(file => file.endsWith('/stdio.h')));
    assert.ok(files.some(file => file.endsWith('/stddef.h')));
    for (const file of files) assert.ok(existsSync(file), file);
  });

test('a wrapper\'s quoting survives quotes', () => {
  const word = `a'b "c" $d`;
  const {stdout} = spawnSync('sh', ['-c', `printf %s ${quote(word)}`],
    {encoding: 'utf8'});
  assert.equal(stdout, word);
});
