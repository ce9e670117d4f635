// SPDX-License-Identifier: MIT
// together.mjs PROGRAM.mjs NAME...: opens the program once for each name, in turn
// by two copies of web/, and says how each ends.
import {pathToFileURL} from 'node:url';

import {open} from '../../web/index.mjs';

const [glue, ...names] = process.argv.slice(2);
const copy = await import(process.env.COPY ?? '../../web/index.mjs');
let which = 0;
await Promise.all(names.map(async name => {
  const app = await (which++ % 2 ? copy.open : open)(pathToFileURL(glue),
    {args: [name]});
  console.log(name, await app.exited, process.listenerCount('SIGINT'));
}));
