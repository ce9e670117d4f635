// SPDX-License-Identifier: MIT
// own_sigint.mjs PROGRAM.mjs [ARGUMENT...]: with a listener of its own.
import {pathToFileURL} from 'node:url';

import {open} from '../../web/index.mjs';

process.on('SIGINT', () => {
  console.log('mine');
  setTimeout(() => process.exit(3), 50);
});
const [glue, ...args] = process.argv.slice(2);
await open(pathToFileURL(glue), {args});
