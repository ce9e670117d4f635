// SPDX-License-Identifier: MIT
// Plays all cases in a process or a worker of its own, and tells each.
import {limited} from '../web/tools.mjs';
import {cases} from './cases.mjs';

/* find: a program, by name, as {glue, wasm}. */
export async function playAll(wasyncio, find, tell) {
  const play = ({program = 'exports', ...options} = {}) => {
    const {glue, ...wasm} = find(program);
    return wasyncio.open(glue, {...wasm, ...options});
  };
  for (const name of Object.keys(cases))
    tell({name, error: await limited(() => cases[name](play, wasyncio))});
  tell({});
}

/* Those of a folder. */
export const inFolder = folder => name => ({glue: new URL(`${name}.mjs`, folder)});
