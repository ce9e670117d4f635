// SPDX-License-Identifier: MIT
// The package, as npm packs it: what it says of itself, and programs of users who have
// nothing but that and what their build of C has made.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {cpSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

import * as esbuild from 'esbuild';
import {publint} from 'publint';
import {formatMessage} from 'publint/utils';
import {rollup} from 'rollup';
import * as vite from 'vite';
import webpack from 'webpack';

import {built, root} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {address, serveFiles} from '../hosts/files.mjs';
import * as firefox from '../hosts/firefox.mjs';
import * as workerd from '../hosts/workerd.mjs';
import {folder, install, names, run, tarball} from './packed.mjs';

const TOLD = '["hello you",8,[0,1,2],"WIO_EBUSY"]';

const {env} = process;

after(() => chromium.close());

/* ---- a project that has it ---- */

const project = join(folder, 'project');
cpSync(fileURLToPath(new URL('consumer', import.meta.url)), project, {recursive: true});
const installed = install(project);
writeFileSync(join(project, 'package.json'), '{"name": "project", "private": true}\n');
for (const [suffix, name] of [['mjs', 'app.mjs'], ['d.mts', 'app.d.mts'],
  ['wasm', 'exports.wasm']])
  cpSync(`${built('web', 'tests/border/exports')}.${suffix}`, join(project, name));

const inProject = (...path) => join(project, ...path);
const output = name => inProject('out', name);

test('it has what it is to have, and no more', () => {
  // What CMakeLists.txt needs, and so who compiles C.
  const of = folder => readdirSync(join(root, folder), {withFileTypes: true})
    .filter(({name}) => name !== '__pycache__')
    .flatMap(entry => entry.isDirectory() ? of(join(folder, entry.name))
      : join(folder, entry.name));
  assert.deepEqual(names, ['CMakeLists.txt', 'LICENSE', 'README.md', 'package.json',
    ...['include', 'src', 'wasi', 'web'].flatMap(of)].sort());
});

test('publint', async () => {
  const {messages} = await publint({
    strict: true, pack: {tarball: new Uint8Array(readFileSync(tarball)).buffer}});
  const pkg = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.deepEqual(messages.map(message => formatMessage(message, pkg)), []);
});

test('are the types wrong?', () => {
  // ESM for everybody: what require gets of it is the same module.
  run(process.execPath, [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
    tarball, '--profile', 'esm-only', '--no-color']);
});

/* ---- bundlers ---- */

/* What a page has for a title in the end. */
async function titleOf(address) {
  const page = await chromium.page(address);
  try {
    await page.waitForFunction(() => document.title != 'waits', null, {timeout: 30_000});
    return await page.title();
  } finally {
    await page.close();
  }
}

const served = async path => titleOf(new URL(chromium.address(path),
  await chromium.origin()).href);

/* A page of a bundle, which finds the .wasm where its bundler has put it. */
function page(name) {
  writeFileSync(join(output(name), 'index.html'),
    '<!doctype html><title>waits</title><script type="module" src="./page.js"></script>');
  return served(join(output(name), 'index.html'));
}

/* For a bundler that leaves `new URL('app.wasm', import.meta.url)` as it is. */
const putBeside = name =>
  cpSync(inProject('exports.wasm'), join(output(name), 'exports.wasm'));

test('a page without a bundler', async () => {
  assert.equal(await served(inProject('plain.html')), TOLD);
});

test('Vite, dev', async () => {
  const server = await vite.createServer({root: project, configFile: false,
    logLevel: 'error', cacheDir: output('vite-cache'),
    server: {host: '127.0.0.1', port: 0, hmr: false, watch: null}});
  try {
    await server.listen();
    assert.equal(await titleOf(
      `http://127.0.0.1:${server.httpServer.address().port}/index.html`), TOLD);
  } finally {
    await server.close();
  }
});

test('Vite, build', async () => {
  const warnings = [];
  const logger = {...vite.createLogger('warn'), warn: text => warnings.push(text)};
  await vite.build({root: project, configFile: false, base: './', customLogger: logger,
    build: {outDir: output('vite'), assetsInlineLimit: 0}});
  assert.deepEqual(warnings, []);
  assert.match(readdirSync(join(output('vite'), 'assets')).join(' '), /exports-\S+\.wasm/);
  assert.equal(await served(join(output('vite'), 'index.html')), TOLD);
});

test('esbuild', async () => {
  const {warnings, metafile} = await esbuild.build({entryPoints: [inProject('page.mjs')],
    outfile: join(output('esbuild'), 'page.js'), bundle: true, minify: true, format: 'esm',
    metafile: true, logLevel: 'silent'});
  assert.deepEqual(warnings, []);
  assert.deepEqual(Object.values(metafile.outputs)[0].imports, []);
  putBeside('esbuild');
  assert.equal(await page('esbuild'), TOLD);
});

test('webpack', async () => {
  const stats = await new Promise((resolve, reject) => webpack({
    mode: 'production', context: project, entry: './page.mjs',
    output: {path: output('webpack'), filename: 'page.js'},
  }, (error, stats) => error ? reject(error) : resolve(stats)));
  const {errors, warnings, assets} = stats.toJson({errors: true, warnings: true, assets: true});
  assert.deepEqual([...errors, ...warnings], []);
  assert.match(assets.map(({name}) => name).join(' '), /\.wasm/);
  assert.equal(await page('webpack'), TOLD);
});

test('rollup', async () => {
  const bundle = await rollup({
    input: inProject('page.mjs'),
    onwarn: warning => assert.fail(warning.message),
    plugins: [{name: 'resolve', resolveId: id => id === 'wasyncio'
      ? join(installed, 'web/index.mjs') : null}],
  });
  // Not a file: what is imported later is another one.
  await bundle.write({dir: output('rollup'), format: 'es'});
  putBeside('rollup');
  assert.equal(await page('rollup'), TOLD);
});

/* ---- runtimes ---- */

for (const version of ['20', '24', '26'])
  test(`Node ${version}, import and require`, () => {
    for (const script of ['run.mjs', 'run.cjs'])
      assert.equal(run(env[`WASYNCIO_NODE${version}`],
        ['--disable-warning=ExperimentalWarning', script], project), `${TOLD}\n`);
  });

test('Deno', () => {
  assert.equal(run(env.WASYNCIO_DENO, ['run', '--no-prompt', '--allow-read',
    '--node-modules-dir=manual', 'run.mjs'], project), `${TOLD}\n`);
});

test('Bun', () => {
  assert.equal(run(env.WASYNCIO_BUN, ['run', 'run.mjs'], project), `${TOLD}\n`);
});

test('workerd', async () => {
  const out = output('workerd');
  await esbuild.build({entryPoints: [inProject('request.mjs')], bundle: true,
    outfile: join(out, 'request.mjs'), format: 'esm', external: ['*.wasm'],
    logLevel: 'error'});
  const server = await workerd.serve(join(out, 'config.capnp'), {date: '2026-11-01',
    modules: {'request.mjs': join(out, 'request.mjs'), 'app.wasm': inProject('exports.wasm')}});
  try {
    assert.equal(await (await fetch(server.address)).text(), TOLD);
  } finally {
    server.close();
  }
});

/* ---- import source, where a host has it ---- */

/* What the others say. One that has learnt it fails here, and is taken from the list. */
const without = {
  'Node 20': /Unexpected identifier.*/, 'Bun': /Expected "from".*/,
  'Chromium': /Unexpected identifier.*/, // a flag has it read that, and load nothing
  'Firefox': /error loading .*\.wasm$/,
};

function hasOrSays(t, host, told, said) {
  const [reason] = without[host]?.exec(said) ?? [];
  if (without[host]) assert.ok(reason, said);
  else assert.equal(told, TOLD, said);
  if (reason) t.skip(`${host} has none: ${reason}`);
}

for (const [host, [command, ...args]] of Object.entries({
  'Node 20': [env.WASYNCIO_NODE20],
  'Node 24': [env.WASYNCIO_NODE24],
  'Node 26': [env.WASYNCIO_NODE26],
  'Bun': [env.WASYNCIO_BUN],
  'Deno': [env.WASYNCIO_DENO, 'run', '--no-prompt', '--allow-read',
    '--node-modules-dir=manual'],
}))
  test(`import source: ${host}`, t => {
    const {stdout, stderr} = spawnSync(command, [...args, 'source.mjs'],
      {cwd: project, encoding: 'utf8', timeout: 120_000});
    hasOrSays(t, host, stdout.trimEnd(), stderr);
  });

for (const [host, show] of Object.entries({Chromium: chromium.show, Firefox: firefox.show}))
  test(`import source: ${host}`, async t => {
    const server = await serveFiles();
    const close = await show(server.origin + address(inProject('source.html')));
    try {
      const told = await server.told();
      hasOrSays(t, host, told, told);
    } finally {
      await close();
      server.close();
    }
  });

/* ---- TypeScript ---- */

for (const [name, lib] of Object.entries({
  'with the DOM': 'es2022,dom,dom.iterable,dom.asynciterable', 'without': 'es2022'}))
  for (const module of ['nodenext', 'preserve'])
    test(`TypeScript, strict, ${name}, ${module}`, () => {
      run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit',
        '--strict', '--target', 'es2022', '--module', module, '--lib', lib, '--types', '',
        'typed.mts'], project);
    });
