// SPDX-License-Identifier: MIT
// node_cases.mjs FOLDER: plays all cases in this process, one line for each.
import {readFile} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';

import {open} from '../../web/index.mjs';
import {cases, outcome, player} from './cases.mjs';

const folder = pathToFileURL(process.argv[2]);
const play = Object.assign(player(open, folder), {folder, open, read: readFile});

for (const name of Object.keys(cases))
  console.log(JSON.stringify({name, error: await outcome(name, play)}));

// What hangs would hold it.
process.exit();
