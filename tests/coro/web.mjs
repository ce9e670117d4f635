// SPDX-License-Identifier: MIT
// Runs a web program that has no loop: its main, called by Emscripten's glue,
// with no more of web/ than output and exit: what says how the program is loaded,
// dies and is let go of finds nobody.
import {writeSync} from 'node:fs';
import {pathToFileURL} from 'node:url';

const {default: Module} = await import(pathToFileURL(process.argv[2]));
await Module({
  wio: {
    isNode: true,
    write: (fd, bytes) => writeSync(fd, bytes) < bytes.length,
    exit: status => void (process.exitCode = status),
    died: error => { throw error; },
    glue() {},
    atEnd: [],
  },
});
