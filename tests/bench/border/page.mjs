// SPDX-License-Identifier: MIT
// In a page: aborts, of a program here and of one in a worker, and how many frames there
// are beside many tasks.
import {open} from '../../../web/index.mjs';
import {connect} from '../../../web/remote.mjs';
import {measureAborts} from './aborts.mjs';

const LONG = 2000; // milliseconds in which frames are counted

/* Frames in a second. */
async function frames() {
  const frame = () => new Promise(resolve => { requestAnimationFrame(resolve); });
  await frame();
  const began = performance.now();
  let count = 0;
  while (performance.now() - began < LONG) {
    await frame();
    count++;
  }
  return count * 1000 / (performance.now() - began);
}

/* Lines as of measure.mjs; glue: the program's address. */
export async function measure(glue) {
  const lines = [];
  const tell = who => (op, value) => lines.push(`${op} ${who} ${value.toPrecision(4)}`);
  tell('javascript')('frames', await frames());
  const program = await open(glue);
  const controller = new AbortController();
  const busy = program.run('busy', [10_000], {signal: controller.signal});
  tell('ours')('frames', await frames());
  controller.abort();
  await busy.catch(() => {});
  await measureAborts(program, tell('ours'), true);
  await program.close();
  const worker = new Worker(new URL(`worker.mjs#${new URL(glue, location)}`, import.meta.url),
    {type: 'module'});
  const remote = await connect(worker, {terminate: 1000});
  await measureAborts(remote, tell('worker'));
  await remote.close();
  return lines.join('\n');
}
