// SPDX-License-Identifier: MIT
// Plays all cases in a process or a worker of its own, and tells each.
import {pool} from '../../web/pool.mjs';
import {connect} from '../../web/remote.mjs';
import {limited} from '../web/tools.mjs';
import {cases} from './cases.mjs';
import {edges} from './edges.mjs';
import {cases as pooled} from './pool_cases.mjs';
import {cases as remote} from './remote_cases.mjs';
import {cases as shared} from './shared_cases.mjs';

async function tellAll(cases, tell, ...given) {
  for (const name of Object.keys(cases))
    tell({name, error: await limited(() => cases[name](...given))});
  tell({});
}

/* find: a program, by name, as {glue, wasm}. */
export function playAll(wasyncio, find, tell) {
  const play = ({program = 'exports', ...options} = {}) => {
    const {glue, ...wasm} = find(program);
    return wasyncio.open(glue, {...wasm, ...options});
  };
  return tellAll({...cases, ...edges}, tell, play, wasyncio);
}

/* Those of a folder. */
export const inFolder = folder => name => ({glue: new URL(`${name}.mjs`, folder)});

/* make: a worker that exposes the program. */
export function playRemote(wasyncio, make, tell) {
  return tellAll(remote, tell, {
    ...wasyncio,
    async connect(options) {
      const worker = make();
      return {program: await connect(worker, options), worker, end: () => worker.terminate()};
    },
    connectTo: connect,
    async speak(message) {
      const worker = make();
      worker.postMessage(message);
      const answer = await new Promise(resolve => {
        if (worker.once) worker.once('message', resolve);
        else worker.onmessage = ({data}) => resolve(data);
      });
      worker.terminate();
      return answer;
    },
  });
}

/* port: of a shared worker that exposes the program. */
export const playShared = (port, tell) => tellAll(shared, tell, {port});

/* The same of a pool; find as of playAll. */
export function playPool(wasyncio, find, make, tell) {
  return tellAll(pooled, tell, {
    ...wasyncio,
    play: options => wasyncio.open(find('exports').glue, {stderr() {}, ...options}),
    pool(options, makes = make) {
      const workers = [];
      return {
        ...pool(() => {
          workers.push(undefined);
          return workers[workers.length - 1] = makes();
        }, options),
        made: () => workers.length,
        last: () => workers.at(-1),
      };
    },
  });
}
