// SPDX-License-Identifier: MIT
// node check.mjs IN OUT [--verbose]: each function of a merged module that lowers
// the stack pointer looks first whether there is room: see limits.mjs.
import {readFileSync, writeFileSync} from 'node:fs';

import {checkStacks} from './limits.mjs';

const [input, output, ...options] = process.argv.slice(2);

try {
  const {bytes, left, counts} = checkStacks(readFileSync(input));
  for (const {name, why} of left)
    console.log(`The stack is not checked in ${name}: it has ${why}.`);
  if (options.includes('--verbose')) console.log(JSON.stringify(counts));
  writeFileSync(output, bytes);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
