// SPDX-License-Identifier: MIT
// node_launch.mjs PROGRAM.mjs [ARGUMENT...]: as its process's only work.
import {pathToFileURL} from 'node:url';

import {open} from '../../web/index.mjs';

const [glue, ...args] = process.argv.slice(2);
const app = await open(pathToFileURL(glue), {args});
process.exitCode = await app.exited;
