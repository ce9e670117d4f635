// SPDX-License-Identifier: MIT
// The program of hasher.c, on this page or in a worker of its own: it is called the same.
import {open} from '../web/index.mjs';
import {connect} from '../web/remote.mjs';
import {get} from './get.mjs';

/* functions: that C calls, here wherever it runs. */
export async function openProgram(where, functions) {
  if (where == 'page')
    return open(import('./hasher.mjs'), {functions: {...functions, get}});
  const worker = new Worker(new URL('worker.mjs', import.meta.url), {type: 'module'});
  const program = await connect(worker, {functions, terminate: 2000});
  return {
    ...program,
    async close() {
      await program.close();
      worker.terminate();
    },
  };
}

/* What C reads of a file: a worker can be given one, and not a stream. */
export const sourceOf = (where, file) => where == 'page' ? file.stream() : file;
