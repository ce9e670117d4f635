// SPDX-License-Identifier: MIT
// Goroutines, on one thread.
import {native, onNodeWasi, onWasmtime, output} from '../hosts.mjs';
import {folderFor, here} from '../place.mjs';
import {go} from '../setup.mjs';

export const who = 'Go';

export async function prepare() {
  const {command, version, env} = await go();
  const program = `${folderFor('go')}/peer`;
  const build = (out, target) => output(command,
    ['build', '-C', here('peers/go'), '-o', out, '.'], {env: {...env, ...target}});
  await build(program);
  await build(`${program}.wasm`, {GOOS: 'wasip1', GOARCH: 'wasm'});
  return {
    entries: [
      {who, host: 'native', run: native(program)},
      {who, host: 'wasmtime', run: onWasmtime(program)},
      {who, host: 'node24', run: onNodeWasi('node24', program)},
    ],
    versions: {go: version},
  };
}
