// SPDX-License-Identifier: MIT
/*
 * The hosts that the demo runs on.  Each is
 *
 *   {target, needs, interrupted, start(folder, files, {timeout}) => run}
 *
 * and a run
 *
 *   done         a promise of {status, digests, messages, delay}: lines of
 *                standard output and of standard error, and the milliseconds
 *                from the interrupt to the end
 *   sees(n)      a promise for the time when n digests are there
 *   interrupt()  what Ctrl-C is on that host; interrupted is the status then,
 *                a number or a signal's name
 */
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

import {lacks, programs} from './build.mjs';
import {serve} from './serve.mjs';

const lines = text => text.split('\n').filter(line => line);

/* ---- commands ---- */

const children = new Set();

class Command {
  #child;
  #output = {stdout: '', stderr: ''};
  #asked;
  #ask;

  constructor([command, ...first], ask, folder, files, {timeout} = {}) {
    const options = timeout === undefined ? [] : ['--timeout', `${timeout}`];
    this.#child = spawn(command, [...first, ...options, '--', ...files],
      {cwd: folder, env: {...process.env, WASYNCIO_STDIN_INTERRUPT: '1'}});
    this.#ask = ask;
    for (const name of ['stdout', 'stderr'])
      this.#child[name].setEncoding('utf8').on('data', text => {
        this.#output[name] += text;
        this.#child.emit('said');
      });
    this.#child.stdin.on('error', () => {}); // it may be gone
    children.add(this.#child);
    this.done = new Promise((resolve, reject) => {
      this.#child.on('error', reject);
      this.#child.on('close', (status, signal) => {
        children.delete(this.#child);
        resolve({
          status: status ?? signal,
          digests: lines(this.#output.stdout),
          messages: lines(this.#output.stderr),
          delay: performance.now() - this.#asked,
        });
      });
    });
  }

  sees(n) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (lines(this.#output.stdout).length >= n) resolve();
      };
      this.#child.on('said', look);
      this.#child.on('close', () => reject(
        new Error(`ended too early: ${JSON.stringify(this.#output)}`)));
      look();
    });
  }

  interrupt() {
    this.#asked = performance.now();
    this.#ask(this.#child);
  }
}

const signal = child => child.kill('SIGINT');
const byte = child => child.stdin.write('\x03');

const command = (target, needs, args, ask, interrupted) => ({
  target,
  needs,
  interrupted,
  start: (...given) => new Command(args, ask, ...given),
});

/* ---- the page ---- */

let browser;
let site;

async function openPage() {
  site ??= serve();
  const {chromium} = await import('playwright-core');
  browser ??= chromium.launch({
    executablePath: process.env.WASYNCIO_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
  const page = await (await browser).newPage(
    {viewport: {width: 1100, height: 820}});
  page.errors = [];
  page.on('pageerror', error => page.errors.push(error.stack));
  await page.goto((await site).address);
  return page;
}

/* What the page shows when all is over, as the program prints it elsewhere. */
async function readPage(page) {
  await page.waitForSelector('body:is(.finished, .failed, .stopped)');
  const rows = await page.$$eval('#rows li', items => items.map(item => ({
    name: item.querySelector('.name').textContent,
    text: item.querySelector('.text').textContent,
    good: item.className == 'finished',
  })));
  return {
    status: {finished: 0, failed: 1, stopped: 130}[await page.getAttribute('body', 'class')],
    digests: rows.filter(({good}) => good).map(({name, text}) => `${text}  ${name}`),
    messages: rows.filter(({good}) => !good)
      .map(({name, text}) => `digest: ${name}: ${text}`),
    delay: await page.evaluate(() => window.delay),
  };
}

/* Finding the button takes longer than what it does: the page has the clock. */
const clock = () => addEventListener('click', () => {
  const asked = performance.now();
  new MutationObserver(() => {
    if (document.body.className != 'running') window.delay ??= performance.now() - asked;
  }).observe(document.body, {attributeFilter: ['class']});
}, {capture: true});

/* A run on a page; half and end may take pictures. */
class PageRun {
  #begun;

  constructor(folder, files, {timeout, half, end} = {}) {
    this.#begun = (async () => {
      const page = await openPage();
      if (timeout) await page.fill('#timeout', `${timeout}`);
      await page.setInputFiles('#files', files.map(file => join(folder, file)));
      return page;
    })();
    this.done = this.#begun.then(async page => {
      await half?.(page);
      const result = await readPage(page);
      await end?.(page);
      await page.close();
      if (page.errors.length) throw new Error(page.errors.join('\n'));
      return result;
    });
  }

  async sees(n) {
    const page = await this.#begun;
    await page.waitForFunction(count =>
      document.querySelectorAll('#rows .finished').length >= count, n);
  }

  async interrupt() {
    const page = await this.#begun;
    await page.evaluate(clock);
    await page.click('#interrupt');
  }
}

/* ---- all of them ---- */

const {WASYNCIO_NODE24: node = process.execPath,
  WASYNCIO_WASMTIME: wasmtime = 'wasmtime'} = process.env;
const here = name => fileURLToPath(new URL(name, import.meta.url));

const wasi = ['wasi-clang', 'wasm-opt', 'wasm-merge'];
// Exceptions in their standard form came with 24.
const oldNode = parseInt(process.versions.node) < 24 ? ['node24'] : [];
const web = ['emcc', 'wasm-opt', 'wasm-merge'];

export const hosts = {
  'native': command('native', ['gcc'], [programs.native], signal, 'SIGINT'),
  'wasmtime': command('wasi', [...wasi, 'wasmtime'], [wasmtime, 'run', '--dir=.',
    '--env=WASYNCIO_STDIN_INTERRUPT=1', programs.wasi], byte, 125),
  'node:wasi': command('wasi', [...wasi, ...oldNode], [node, '--no-warnings',
    here('wasi.mjs'), programs.wasi], byte, 125),
  'Node': command('web', web, [node, here('node.mjs'), programs.web], signal,
    130),
  'Chromium': {
    target: 'web',
    needs: [...web, 'chromium'],
    interrupted: 130,
    start: (...given) => new PageRun(...given),
    open: openPage,
    read: readPage,
  },
};

/* What keeps a host from being used; nothing for most. */
export function lacking(name) {
  const all = ['cmake', ...hosts[name].needs].map(lacks).filter(Boolean);
  if (name === 'Chromium' && !all.length) {
    try {
      fileURLToPath(import.meta.resolve('playwright-core'));
    } catch {
      all.push('the npm package playwright-core is missing (npm ci)');
    }
  }
  return all;
}

export async function close() {
  for (const child of children) child.kill('SIGKILL');
  await (await browser)?.close();
  (await site)?.close();
  browser = site = undefined;
}
