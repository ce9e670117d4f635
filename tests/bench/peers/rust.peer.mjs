// SPDX-License-Identifier: MIT
// Two Rust executors: tokio with one thread, and the futures crate's LocalPool.
import {native, onNodeWasi, onWasmtime, output} from '../hosts.mjs';
import {folderFor, here} from '../place.mjs';
import {cargo, RUST_WASM} from '../setup.mjs';

export const who = 'Rust';

const build = ({command, env}, ...target) => output(command,
  ['build', '--release', '--locked', '--manifest-path',
    here('peers/rust/Cargo.toml'), '--target-dir', folderFor('rust'), ...target],
  {env});

export async function prepare() {
  const tool = await cargo();
  await build(tool);
  await build(tool, '--target', RUST_WASM);
  const wasm = `${folderFor('rust')}/${RUST_WASM}/release/peers`;
  const hosts = {
    native: native(`${folderFor('rust')}/release/peers`),
    wasmtime: onWasmtime(wasm),
    node24: onNodeWasi('node24', wasm),
  };
  return {
    entries: Object.entries(hosts).flatMap(([host, run]) => [
      {who: 'tokio', host, run: args => run(['tokio', ...args])},
      {who: 'LocalPool', host, run: args => run(['local', ...args])},
    ]),
    versions: {rust: tool.version},
  };
}
