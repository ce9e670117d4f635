// SPDX-License-Identifier: MIT
// node.mjs FOLDER: all cases, one line for each.  In Deno and Bun, too.
import {pathToFileURL} from 'node:url';

import {playAll} from './play.mjs';

await playAll(pathToFileURL(process.argv[2]),
  each => process.stdout.write(`${JSON.stringify(each)}\n`));
