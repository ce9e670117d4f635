// SPDX-License-Identifier: MIT
// run.mjs [--for WORD] CMD ARGS...: sets up, then runs the command in that
// environment and exits with its status. With a WORD of minima.mjs what that
// stands for will do, as far as it can be had.

import {spawn} from 'node:child_process';
import {SetupFailure} from './failure.mjs';
import {setup} from './setup.mjs';

const given = process.argv.slice(2);
const word = given[0] === '--for' ? given.splice(0, 2)[1] : undefined;
const [command, ...args] = given;
if (!command) {
  console.error('usage: node tests/setup/run.mjs [--for WORD] CMD ARGS...');
  process.exit(2);
}

let env;
try {
  ({env} = await setup(word ? {need: [word], some: true} : {}));
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error;
  console.error(`set-up failed: ${error.message}`);
  process.exit(1);
}

const child = spawn(command, args, {env, stdio: 'inherit'});
// A terminal sends Ctrl-C to the command as well: it decides what that means.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('error', error => {
  console.error(`cannot run ${command}: ${error.message}`);
  process.exit(127);
});
child.on('close', (status, signal) => {
  if (!signal) process.exit(status);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
