// SPDX-License-Identifier: MIT
// npm test [-- NAME...]: builds everything, then runs every test file, or those
// whose path contains a NAME.  Runs in the environment that set-up makes.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join, relative} from 'node:path';
import {run} from 'node:test';
import {spec} from 'node:test/reporters';

import {built, presets, root} from './build.mjs';
import {lockedBy} from './setup/cache.mjs';

/* Where the tests are that need none of the builds, or make their own. */
const WITHOUT_BUILDS = ['tests/setup/', 'tests/build/', 'tests/coro/',
  'tests/bench/', 'tests/mutants/', 'tests/ports/', 'tests/readme/',
  'tests/split/', 'tests/style/reference', 'demo/'];

/* What takes longest begins first, so that at the end no lane waits for another. */
const LONGEST = ['build/build', 'border/border', 'ports/sqlite', 'ports/quickjs',
  'sweeps/', 'build/types', 'build/source', 'split/', 'build/sdk', 'coro/', 'ports/lua',
  'cxx/', 'package/port', 'readme/program', 'build/macos', 'border/closure', 'readme/web']
  .map(name => `tests/${name}`);

/* What set-up found.  All of it is needed: a host that is missing would be one
 * that was not tested. */
const FOUND = ['EMCC', 'WASI_CLANG', 'NM', 'WASM_OPT', 'WASM_MERGE', 'NODE20',
  'NODE24', 'NODE26', 'WASMTIME', 'PYTHON', 'PYTHONPATH', 'CHROMIUM', 'FIREFOX',
  'DENO', 'BUN', 'WORKERD', 'ZIG', 'LIBRARIES']
  .map(name => `WASYNCIO_${name}`);

const say = text => console.log(`test: ${text}`);

const listed = (folder, test) => !existsSync(join(root, folder)) ? []
  : readdirSync(join(root, folder), {withFileTypes: true})
    .filter(test).map(({name}) => join(folder, name)).sort();

function testFiles(names) {
  const folders = [...listed('tests', entry => entry.isDirectory()), 'demo'];
  return folders
    .flatMap(folder => listed(folder, ({name}) => name.endsWith('.test.mjs')))
    .filter(file => names.length === 0 ||
      names.some(name => file.includes(name)));
}

/* The status of a command; its output is kept and shown when it fails. */
function quietly(command, args) {
  return new Promise(resolve => {
    const child = spawn(command, args, {cwd: root, stdio: 'pipe'});
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', data => { text += data; });
    child.on('error', error => resolve({status: 127, text: error.message}));
    child.on('close', status => resolve({status, text}));
  });
}

async function build(preset) {
  const began = Date.now();
  for (const args of [['--preset', preset], ['--build', '--preset', preset]]) {
    const {status, text} = await quietly('cmake', args);
    if (status === 0) continue;
    console.log(text);
    say(`the build of ${preset} failed: cmake ${args.join(' ')}`);
    return false;
  }
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  say(`built ${preset} in ${seconds} s (build/${preset})`);
  return true;
}

async function buildAll() {
  say(`building ${presets.join(', ')}`);
  // Two at a time: while one links, which is one process, the other compiles.
  const left = [...presets];
  let good = true;
  const lane = async () => {
    while (good && left.length > 0) good = await build(left.shift()) && good;
  };
  await Promise.all([lane(), lane()]);
  return good;
}

const rank = file => {
  const at = LONGEST.findIndex(name => file.startsWith(name));
  return at < 0 ? LONGEST.length : at;
};

/* Which files took longest: LONGEST should begin with them. */
function tellLongest(took) {
  const seconds = ([file, ms]) => `${relative(root, file)} ${Math.round(ms / 1000)} s`;
  say(`took longest: ${[...took].sort(([, a], [, b]) => b - a).slice(0, 15)
    .map(seconds).join(', ')}`);
}

/* Each file in a process of its own. */
function runTests(files) {
  return new Promise(resolve => {
    let status = 0;
    const took = new Map();
    const add = ({file, nesting, details}) => nesting === 0 &&
      took.set(file, (took.get(file) ?? 0) + details.duration_ms);
    run({
      files: files.toSorted((a, b) => rank(a) - rank(b)).map(file => join(root, file)),
      concurrency: Math.max(2, availableParallelism()),
    }).on('test:fail', ({todo}) => { if (todo === undefined) status = 1; })
      .on('test:fail', add).on('test:pass', add)
      .on('end', () => { tellLongest(took); resolve(status); })
      .compose(new spec()).pipe(process.stdout);
  });
}

async function main(names) {
  const missing = FOUND.filter(name => !process.env[name]);
  if (missing.length > 0) {
    say(`set-up has not found ${missing.join(', ')}; run npm test`);
    return 2;
  }
  const files = testFiles(names);
  if (files.length === 0) {
    say(`no test file's path contains ${names.join(' or ')}`);
    return 2;
  }
  mkdirSync(built('.'), {recursive: true});
  return lockedBy(built('lock'),
    () => say('waiting for another run in this folder to finish'),
    () => buildAndRun(files));
}

async function buildAndRun(files) {
  const needsBuilds = file =>
    !WITHOUT_BUILDS.some(folder => file.startsWith(folder));
  if (files.some(needsBuilds) && !await buildAll()) return 1;
  say(`running ${files.length} test files: ${files.join(' ')}`);
  return runTests(files);
}

process.exitCode = await main(process.argv.slice(2));
