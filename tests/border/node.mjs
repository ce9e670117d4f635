// SPDX-License-Identifier: MIT
// node.mjs FOLDER main|worker|remote|pool: all cases, one line for each; in a thread; of a
// program in a thread; of a pool of threads. In Deno and Bun, too.
import {pathToFileURL} from 'node:url';
import {isMainThread, parentPort, Worker} from 'node:worker_threads';

import * as wasyncio from '../../web/index.mjs';
import {expose} from '../../web/remote.mjs';
import {inFolder, playAll, playPool, playRemote} from './play.mjs';

const [folder, how] = process.argv.slice(2);
const tell = each => process.stdout.write(`${JSON.stringify(each)}\n`);
const again = () => new Worker(new URL(import.meta.url), {argv: [folder, how]});

const serves = how === 'remote' || how === 'pool';

if (serves && !isMainThread) {
  parentPort.on('message', ({fail}) => {
    if (fail) throw new Error('nobody catches it');
  });
  expose(functions => wasyncio.open(new URL('exports.mjs', pathToFileURL(folder)),
    {functions, stderr() {}}), parentPort);
} else if (how === 'remote') {
  await playRemote(wasyncio, again, tell);
  process.exit();
} else if (how === 'pool') {
  // It is over when nothing is left to do; but Bun's terminate leaves what computes.
  await playPool(wasyncio, inFolder(pathToFileURL(folder)), again, tell);
  if (process.versions.bun) process.exit();
} else if (how === 'worker' && isMainThread) {
  again();
} else {
  await playAll(wasyncio, inFolder(pathToFileURL(folder)), tell);
}
