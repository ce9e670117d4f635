// SPDX-License-Identifier: MIT
// Calls across the border of JavaScript, beside those by JSPI and plain JavaScript.
// Alone: npm run bench -- border
import {built} from '../build.mjs';
import {nodes, output} from './hosts.mjs';
import {BORDERS} from './names.mjs';
import {folderFor, here} from './place.mjs';
import {reasonOf} from './results.mjs';

const ROUNDS = 3; // processes

const ours = () => built('web', 'tests/bench/bench_border.mjs');

/* Emscripten's own way, where the engine has it without a flag. */
async function byJspi() {
  const file = `${folderFor('border')}/peer.mjs`;
  await output('emcc', ['-O3', here('border/peer.c'), '-o', file, '-sJSPI',
    '-sJSPI_EXPORTS=empty,calls_plain,calls_promise', '-sMODULARIZE', '-sEXPORT_ES6',
    '-sENVIRONMENT=node', '-sEXPORTED_RUNTIME_METHODS=ccall']);
  return [file];
}

/* The least of all processes: {"op who": ns}. */
async function measure(node, peers) {
  const least = {};
  for (let round = 0; round < ROUNDS; round++) {
    const text = await output(node, [here('border/measure.mjs'), ours(), ...peers]);
    for (const line of text.trim().split('\n')) {
      const [op, who, ns] = line.split(' ');
      least[`${op} ${who}`] = Math.min(least[`${op} ${who}`] ?? Infinity, Number(ns));
    }
  }
  return least;
}

export async function measureBorder(build) {
  build('web', ['bench_border']);
  const missing = [];
  const peers = {node24: [], node26: await byJspi().catch(error => {
    missing.push({who: 'JSPI, border', reason: reasonOf(error)});
    return [];
  })};
  const border = [];
  for (const host of Object.keys(peers)) {
    const least = await measure(nodes[host], peers[host]);
    for (const op of Object.keys(BORDERS))
      border.push({op, host, ns: Object.fromEntries(['ours', 'javascript', 'jspi', 'bare']
        .filter(who => `${op} ${who}` in least)
        .map(who => [who, least[`${op} ${who}`]]))});
  }
  return {border, missing};
}
