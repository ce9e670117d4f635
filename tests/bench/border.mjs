// SPDX-License-Identifier: MIT
// Calls across the border of JavaScript, beside those by JSPI and plain JavaScript.
// Alone: npm run bench -- border
import {built} from '../build.mjs';
import * as chromium from '../hosts/chromium.mjs';
import {address, isolated, serveFiles} from '../hosts/files.mjs';
import {nodes, output} from './hosts.mjs';
import {BORDERS} from './names.mjs';
import {folderFor, here} from './place.mjs';
import {reasonOf} from './results.mjs';

const ROUNDS = 3; // processes, or pages

const ours = () => built('web', 'tests/bench/bench_border.mjs');

/* Emscripten's own way, where the engine has it without a flag. */
async function byJspi() {
  const file = `${folderFor('border')}/peer.mjs`;
  await output('emcc', ['-O3', here('border/peer.c'), '-o', file, '-sJSPI',
    '-sJSPI_EXPORTS=empty,calls_plain,calls_promise', '-sMODULARIZE', '-sEXPORT_ES6',
    '-sENVIRONMENT=node', '-sEXPORTED_RUNTIME_METHODS=ccall']);
  return [file];
}

/* The least of all processes, of what is to be much the most: {"op who": value}. */
async function measure(run) {
  const found = {};
  for (let round = 0; round < ROUNDS; round++) {
    for (const line of (await run()).trim().split('\n')) {
      const [op, who, value] = line.split(' ');
      const key = `${op} ${who}`;
      const better = BORDERS[op]?.isLeast ? Math.max : Math.min;
      found[key] = key in found ? better(found[key], Number(value)) : Number(value);
    }
  }
  return found;
}

/* In a page with shared memory, and a clock that is as fine as there is. */
async function inPage() {
  const server = await serveFiles(isolated);
  const page = await chromium.page(server.origin);
  try {
    const addresses = [here('border/page.mjs'), ours(), here('../../web/index.mjs')]
      .map(address);
    return await page.evaluate(async ([script, glue]) =>
      (await import(script)).measure(new URL(glue, location).href), addresses);
  } finally {
    await page.close();
    server.close();
  }
}

/* Rows of a host, and of a worker of it. */
function rowsOf(host, found) {
  const rows = [];
  for (const [own, on] of [['ours', host], ['worker', `${host}_worker`]])
    for (const op of Object.keys(BORDERS).filter(op => `${op} ${own}` in found))
      rows.push({op, host: on, ns: Object.fromEntries(
        [own, ...own == 'ours' ? ['javascript', 'jspi', 'bare'] : []]
          .filter(who => `${op} ${who}` in found)
          .map(who => [who == own ? 'ours' : who, found[`${op} ${who}`]]))});
  return rows;
}

export async function measureBorder(build) {
  build('web', ['bench_border']);
  const missing = [];
  const peers = {node24: [], node26: await byJspi().catch(error => {
    missing.push({who: 'JSPI, border', reason: reasonOf(error)});
    return [];
  })};
  const border = [];
  for (const host of Object.keys(peers))
    border.push(...rowsOf(host, await measure(() => output(nodes[host],
      ['--expose-gc', here('border/measure.mjs'), ours(), ...peers[host]]))));
  border.push(...rowsOf('chromium', await measure(inPage)));
  return {border, missing};
}
