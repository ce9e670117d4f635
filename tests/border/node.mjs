// SPDX-License-Identifier: MIT
// node.mjs FOLDER main|worker|remote: all cases, one line for each; in a thread; of a
// program in a thread. In Deno and Bun, too.
import {pathToFileURL} from 'node:url';
import {isMainThread, parentPort, Worker} from 'node:worker_threads';

import * as wasyncio from '../../web/index.mjs';
import {expose} from '../../web/remote.mjs';
import {inFolder, playAll, playRemote} from './play.mjs';

const [folder, how] = process.argv.slice(2);
const tell = each => process.stdout.write(`${JSON.stringify(each)}\n`);
const again = () => new Worker(new URL(import.meta.url), {argv: [folder, how]});

if (how === 'remote' && !isMainThread) {
  expose(functions => wasyncio.open(new URL('exports.mjs', pathToFileURL(folder)),
    {functions, stderr() {}}), parentPort);
} else if (how === 'remote') {
  await playRemote(wasyncio, again, tell);
  process.exit();
} else if (how === 'worker' && isMainThread) {
  again();
} else {
  await playAll(wasyncio, inFolder(pathToFileURL(folder)), tell);
}
