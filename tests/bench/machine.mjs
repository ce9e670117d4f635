// SPDX-License-Identifier: MIT
// What was measured where: a result without that means nothing.
import {readFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';

import {root} from '../build.mjs';
import {ask} from '../setup/command.mjs';
import {parse} from '../setup/version.mjs';

const text = file => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

const field = (file, name) =>
  new RegExp(`^${name}\\s*[=:]\\s*"?([^"\\n]*)`, 'm').exec(text(file))?.[1].trim();

export const machine = () => ({
  processor: field('/proc/cpuinfo', 'model name') ?? process.arch,
  processors: availableParallelism(),
  system: field('/etc/os-release', 'PRETTY_NAME') ?? process.platform,
});

const TOOLS = {
  node24: process.env.WASYNCIO_NODE24,
  node26: process.env.WASYNCIO_NODE26,
  chromium: process.env.WASYNCIO_CHROMIUM,
  wasmtime: process.env.WASYNCIO_WASMTIME,
  emcc: process.env.WASYNCIO_EMCC,
  clang: process.env.WASYNCIO_WASI_CLANG,
  binaryen: process.env.WASYNCIO_WASM_OPT,
  gcc: 'gcc',
};

/* {tool: its version} */
export async function versions() {
  const entries = await Promise.all(Object.entries(TOOLS).map(
    async ([name, command]) => {
      const args = [name == 'gcc' ? '-dumpfullversion' : '--version'];
      return [name, parse(await ask(command, args, process.env) ?? '')];
    }));
  return Object.fromEntries(entries);
}

/* The commit that was measured; "+" where the work tree is not it. */
export async function commit() {
  const git = (...args) => ask('git', ['-C', root, ...args], process.env);
  const hash = (await git('rev-parse', '--short=10', 'HEAD'))?.trim();
  if (!hash) return undefined;
  return await git('status', '--porcelain', '--untracked-files=no') ? `${hash}+` : hash;
}
