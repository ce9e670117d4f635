// SPDX-License-Identifier: MIT
// own_signals.mjs PROGRAM.mjs [ARGUMENT...]: with listeners of its own.
import {pathToFileURL} from 'node:url';

import {open} from '../../web/index.mjs';

for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    console.log('mine');
    setTimeout(() => process.exit(3), 50);
  });
const [glue, ...args] = process.argv.slice(2);
await open(pathToFileURL(glue), {args});
