// SPDX-License-Identifier: MIT
// types.mjs RAW.wasm OUT.d.mts: what a program exports, as types, so that a call of
// another name is an error of the compiler.
import {readFileSync, writeFileSync} from 'node:fs';

const [raw, out] = process.argv.slice(2);
const PREFIX = 'wio__names_'; // as in include/wasyncio/call.h

const names = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(raw)))
  .map(({name}) => name)
  .filter(name => name.startsWith(PREFIX))
  .map(name => `'${name.slice(PREFIX.length)}'`);

writeFileSync(out, `// Made with the program beside it.
declare const program: import('wasyncio').Factory<${names.join(' | ') || 'never'}>;
export default program;
`);
