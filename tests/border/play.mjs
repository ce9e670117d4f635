// SPDX-License-Identifier: MIT
// Plays all cases in a process or a worker of its own, and tells each.
import {limited} from '../web/tools.mjs';
import {cases} from './cases.mjs';

export async function playAll(wasyncio, folder, tell) {
  const play = ({program = 'exports', ...options} = {}) =>
    wasyncio.open(new URL(`${program}.mjs`, folder), options);
  for (const name of Object.keys(cases))
    tell({name, error: await limited(() => cases[name](play, wasyncio))});
  tell({});
}
