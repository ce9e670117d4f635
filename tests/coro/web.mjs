// SPDX-License-Identifier: MIT
// Runs a program for the web that has main and no loop.
import {pathToFileURL} from 'node:url';

const {default: program} = await import(pathToFileURL(process.argv[2]));
await program({
  wio: {
    env: {},
    write: (fd, bytes) => process.stdout.write(bytes),
    exit: status => { process.exitCode = status; },
  },
});
