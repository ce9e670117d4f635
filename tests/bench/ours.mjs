// SPDX-License-Identifier: MIT
// bench.c on every host.
import {built} from '../build.mjs';
import * as hosts from './hosts.mjs';

const program = preset => built(preset, 'tests/bench/bench');

export const targets = {wasi: ['bench'], web: ['bench'], native: ['bench']};

export const entries = [
  {host: 'node24', run: hosts.onNode('node24', program('web'))},
  {host: 'wasmtime', run: hosts.onWasmtime(program('wasi'))},
  {host: 'node26', run: hosts.onNode('node26', program('web'))},
  {host: 'chromium', run: hosts.inPage(program('web'))},
  {host: 'native', run: hosts.native(program('native'))},
].map(entry => ({who: 'wasyncio', ...entry}));
