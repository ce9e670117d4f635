// SPDX-License-Identifier: MIT
// node.mjs FOLDER [thread]: all cases, one line for each; in Deno and Bun, too.
import {pathToFileURL} from 'node:url';
import {isMainThread, Worker} from 'node:worker_threads';

import * as wasyncio from '../../web/index.mjs';
import {inFolder, playAll} from './play.mjs';

const [folder, thread] = process.argv.slice(2);
if (thread && isMainThread) {
  new Worker(new URL(import.meta.url), {argv: [folder, thread]});
} else {
  await playAll(wasyncio, inFolder(pathToFileURL(folder)), each => {
    process.stdout.write(`${JSON.stringify(each)}\n`);
  });
}
