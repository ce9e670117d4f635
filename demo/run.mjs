// SPDX-License-Identifier: MIT
/*
 * npm run demo [-- --serve [PORT]]
 *
 * Builds the demo for every host, digests real files on each, compares with
 * sha256sum, interrupts a run half-way, and says what came out.  Hosts whose
 * tools are not there are left out, by name.  With --serve it builds the page
 * and serves it until Ctrl-C.
 */
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {build, BuildError, root} from './build.mjs';
import {checkDigests, checkInterrupt} from './checks.mjs';
import {expected, makeEndless, makeFile} from './files.mjs';
import {close, hosts, lacking} from './hosts.mjs';
import {serve} from './serve.mjs';

const sizes = {
  'nothing': 0,
  'one-byte': 1,
  '55-bytes': 55, // the longest that SHA-256 pads to one block
  '56-bytes': 56,
  '64-bytes': 64,
  '1-MB': 1e6,
  '16-MB': 16e6,
  '32-MB': 32e6,
  '64-MB': 64e6,
};

const say = text => console.log(text);
const seconds = since => `${((performance.now() - since) / 1000).toFixed(2)} s`;

/* What of a digest fits into a line. */
const short = line => line.replace(/(?<=^.{12}).{52}/, '...');

function buildFor(names) {
  const begun = performance.now();
  build(target => say(`building for ${target} ...`),
    [...new Set(names.map(name => hosts[name].target))]);
  say(`built in ${seconds(begun)}\n`);
}

/* Pictures of the page, half-way and at the end. */
function pictures(name) {
  const folder = join(root, 'build', 'demo');
  mkdirSync(folder, {recursive: true});
  const shoot = (page, when, colorScheme) => page.emulateMedia({colorScheme})
    .then(() => page.screenshot(
      {fullPage: true, path: join(folder, `${name}-${when}.png`)}));
  return {
    async half(page) {
      await page.waitForFunction(() => {
        const {value} = document.getElementById('overall');
        return value > 0.4 && value < 1;
      });
      await shoot(page, 'half', 'light');
    },
    async end(page) {
      await shoot(page, 'end', 'light');
      await shoot(page, 'end-dark', 'dark');
    },
  };
}

async function runOn(name, folder, files, endless) {
  const host = hosts[name];
  say(`${name}`);
  let begun = performance.now();
  const {digests} = await checkDigests(host, folder, files,
    pictures('digests'));
  say(`  all ${digests.length} digests are those of sha256sum` +
    `  (${seconds(begun)})`);

  begun = performance.now();
  const {half, end} = pictures('interrupt');
  const result = await checkInterrupt(host, folder, files, endless, {end});
  say(`  interrupted while it read ${endless}:`);
  for (const line of [...result.digests.map(short), ...result.messages])
    say(`    ${line}`);
  say(`  exit status ${result.status}, ` +
    `${result.delay.toFixed(1)} ms after it was asked to stop\n`);
}

/* The hosts that can be used; says why others cannot. */
function choose() {
  const all = Object.keys(hosts);
  const chosen = all.filter(name => !lacking(name).length);
  const left = all.filter(name => lacking(name).length);
  for (const name of left) say(`left out: ${name}: ${lacking(name).join(', ')}`);
  if (left.includes('Chromium') && chosen.includes('Node'))
    say('to see the page in a browser of yours: npm run demo -- --serve');
  if (!chosen.length)
    say('nothing is left. An emsdk, CMake and ninja are enough for Node and a ' +
      'page: see demo/README.md');
  say('');
  return chosen;
}

async function runEverywhere() {
  const chosen = choose();
  if (!chosen.length) return 1;
  buildFor(chosen);
  const folder = mkdtempSync(join(tmpdir(), 'wasyncio-demo-'));
  const failed = [];
  try {
    const files = Object.entries(sizes).map(
      ([name, size]) => makeFile(folder, name, size));
    const endless = makeEndless(folder, 'endless');
    say('sha256sum');
    for (const line of expected(folder, files)) say(`    ${short(line)}`);
    say('');
    for (const name of chosen) {
      try {
        await runOn(name, folder, files, endless);
      } catch (error) {
        failed.push(name);
        say(`  FAILED: ${error.stack}\n`);
      }
    }
  } finally {
    await close();
    rmSync(folder, {recursive: true, force: true});
  }
  const all = chosen.length === Object.keys(hosts).length
    ? `all ${chosen.length} hosts` : chosen.join(', ');
  say(failed.length ? `not as it should be on ${failed.join(', ')}`
    : `as it should be on ${all}` + (chosen.includes('Chromium')
      ? '; pictures of the page are in build/demo' : ''));
  return failed.length ? 1 : 0;
}

async function serveUntilInterrupted(port) {
  const missing = lacking('Node');
  if (missing.length) {
    say(`the page cannot be built: ${missing.join(', ')}`);
    return 1;
  }
  buildFor(['Node']);
  const {address, close} = await serve(port);
  say(`the page is at ${address} until Ctrl-C`);
  await new Promise(resolve => process.once('SIGINT', resolve));
  close();
  return 0;
}

const [option, port, ...rest] = process.argv.slice(2);
if (option !== undefined && option !== '--serve' || rest.length ||
    port !== undefined && !/^\d+$/.test(port)) {
  console.error('usage: npm run demo [-- --serve [PORT]]');
  process.exit(2);
}
try {
  process.exitCode = option === '--serve'
    ? await serveUntilInterrupted(Number(port ?? 0)) : await runEverywhere();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
