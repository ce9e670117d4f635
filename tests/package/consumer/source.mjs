// SPDX-License-Identifier: MIT
// The .wasm as what a host with source-phase imports makes of it.
import source wasm from './exports.wasm';
import {use} from './use.mjs';

const told = await use({wasm});
if (globalThis.document) await fetch('/', {method: 'POST', body: JSON.stringify(told)});
else console.log(told);
