// SPDX-License-Identifier: MIT
// Makes modules of text, splits them, and runs them: with each wait in turn one
// that suspends.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const folder = mkdtempSync(join(tmpdir(), 'wasyncio split '));
process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

const wasmOpt = process.env.WASYNCIO_WASM_OPT ?? 'wasm-opt';
let count = 0;

/* What wasm-opt makes of a module, in bytes or as text. */
export function optimise(module, ...args) {
  const from = join(folder, `${count}.in`);
  const to = join(folder, `${count++}.wasm`);
  writeFileSync(from, module);
  const {status, stderr, error} = spawnSync(wasmOpt,
    ['-q', from, ...args, '-o', to], {encoding: 'utf8'});
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.slice(0, 4000));
  return readFileSync(to);
}

export const FEATURES = ['--enable-exception-handling', '--enable-tail-call',
  '--enable-simd', '--enable-relaxed-simd', '--enable-nontrapping-float-to-int'];

/* As the link does it, where a merge follows: written once more, as a tree. */
export const prepare = (text, ...args) => optimise(optimise(text, ...FEATURES,
  ...args, '--asyncify', '--pass-arg=asyncify-imports@env.wait', '-g'),
...FEATURES, '-g');

const DATA = 16, FRAMES = 1024, END = 60_000;
const RUNNING = 0, UNWOUND = 1, REWINDING = 2;

/* What a program traces and returns, when `suspends(n)` says of its nth wait
 * whether it suspends.  More may be seen at each entry of the trace. */
export function run(bytes, suspends, see = () => {}) {
  const trace = [];
  let waits = 0;
  const state = () => exports.asyncify_get_state?.() ?? RUNNING;
  const env = {
    log(value) {
      trace.push(value);
      see(new Error('here').stack);
    },
    wait(value) {
      if (state() === REWINDING) {
        exports.asyncify_stop_rewind();
      } else {
        trace.push(`wait ${value}`);
        if (suspends(waits++)) {
          const memory = new DataView(exports.memory.buffer);
          // What is not in a frame is not there when it is taken.
          new Uint8Array(exports.memory.buffer).fill(0xa5, FRAMES, END);
          memory.setUint32(DATA, FRAMES, true);
          memory.setUint32(DATA + 4, END, true);
          exports.asyncify_start_unwind(DATA);
          return 0;
        }
      }
      return value * 7 + 3 | 0;
    },
  };
  const {exports} = new WebAssembly.Instance(new WebAssembly.Module(bytes), {env});
  const call = () => {
    try {
      return exports.run(5);
    } catch (error) {
      if (error instanceof WebAssembly.Exception) return 'thrown';
      throw error;
    }
  };
  let result = call();
  while (state() === UNWOUND) {
    exports.asyncify_stop_unwind();
    exports.asyncify_start_rewind(DATA);
    result = call();
  }
  return {trace: [...trace, result], waits};
}
