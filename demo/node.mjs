// SPDX-License-Identifier: MIT
// node.mjs digest.mjs ARGUMENT...: the demo as a command of Node.
import {open as openFile} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';

import {open} from '../web/index.mjs';

async function openInput(name) {
  const file = await openFile(name);
  const stat = await file.stat();
  let room = new Uint8Array();
  return {
    size: stat.isFile() ? stat.size : -1,
    read: async size => {
      if (room.length < size) room = new Uint8Array(size);
      const {bytesRead} = await file.read(room, 0, size);
      return room.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

const [program, ...args] = process.argv.slice(2);
const app = await open(pathToFileURL(program), {args, module: {openInput}});
process.exitCode = await app.exited;
