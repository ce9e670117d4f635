// SPDX-License-Identifier: MIT
// Hosts: a benchmark program on each of them.
import {execFile} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';

import * as chromium from '../hosts/chromium.mjs';
import {commandLine} from '../hosts/wasmtime.mjs';

export const nodes = {
  node24: process.env.WASYNCIO_NODE24,
  node26: process.env.WASYNCIO_NODE26,
};
export const wasmtime = process.env.WASYNCIO_WASMTIME;

const besides = name => fileURLToPath(new URL(name, import.meta.url));

const LONGEST = 10 * 60_000; // milliseconds, a program that hangs

/* What a command prints.  Its errors are ours. */
export async function output(file, args, {env = process.env} = {}) {
  const {stdout} = await promisify(execFile)(file, args,
    {env, encoding: 'utf8', timeout: LONGEST, maxBuffer: 1 << 26});
  return stdout;
}

/* The functions below take arguments and give what the program prints. */

/* A program of CMake's for this machine. */
export const native = program => args => output(program, args);

/* One for WASI, its path without the suffix. */
export const onWasmtime = program => args =>
  output(wasmtime, commandLine(program, {args}));

/* The same on Node, whose launcher first wants an environment. */
export const onNodeWasi = (host, program) => args =>
  output(nodes[host], ['--no-warnings', besides('../hosts/node_wasi_launch.mjs'),
    '{}', `${program}.wasm`, ...args]);

/* One of ours for the web on Node, its path without the suffix. */
export const onNode = (host, program) => args =>
  output(nodes[host], [besides('../hosts/node_launch.mjs'), `${program}.mjs`,
    ...args]);

/* The same in a page. */
export const inPage = program => async args => {
  const {status, stdout, stderr} = await chromium.run(program, {args});
  if (status !== 0) throw new Error(`status ${status}: ${stderr}`);
  return stdout;
};

/* A script with a function run(ops, print). */
export const scriptOnNode = (host, script, flags = []) => args =>
  output(nodes[host], [...flags, besides(script), ...args]);

export const scriptInPage = script => async args => {
  const page = await chromium.page();
  try {
    return await page.evaluate(async ([module, ops]) => {
      const lines = [];
      const {run} = await import(module);
      await run(ops, line => lines.push(line));
      return lines.join('\n');
    }, [chromium.address(besides(script)), args]);
  } finally {
    await page.close();
  }
};

export const close = () => chromium.close();
