// SPDX-License-Identifier: MIT
// node.mjs digest.mjs ARGUMENT...: the demo as a command of Node.
import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {Readable} from 'node:stream';
import {pathToFileURL} from 'node:url';

import {open} from '../web/index.mjs';

const functions = {
  async size(name) {
    const found = await stat(name);
    return found.isFile() ? found.size : -1;
  },
  open: name => Readable.toWeb(createReadStream(name, {highWaterMark: 256 * 1024})),
};

const [program, ...args] = process.argv.slice(2);
const app = await open(pathToFileURL(program), {args, functions});
process.exitCode = await app.exited;
