// SPDX-License-Identifier: MIT
// Plays all cases in a process, a page or a worker, and tells each.
import {open} from '../../web/index.mjs';
import {limited} from '../web/tools.mjs';
import {cases} from './cases.mjs';

const LIMIT = 60_000; // milliseconds

export async function playAll(folder, tell) {
  const play = (program, options) => open(new URL(`${program}.mjs`, folder), options);
  for (const name in cases) tell({name, error: await limited(() => cases[name](play), LIMIT)});
  tell({});
}
