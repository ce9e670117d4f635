// SPDX-License-Identifier: MIT
// node main.mjs IN OUT [--no-tail-calls] [--verbose]: of a module that the
// Asyncify pass has prepared each prepared function becomes one that runs, a large one
// two more: see parts.mjs.
import {readFileSync, writeFileSync} from 'node:fs';

import {splitModule} from './program.mjs';

const [input, output, ...options] = process.argv.slice(2);
const given = name => options.includes(name);

try {
  const {bytes, left, counts} = splitModule(readFileSync(input),
    {tailCalls: !given('--no-tail-calls')});
  for (const {name, why} of left)
    console.log(`${name} is not split, and slower for it: it has ${why}.`);
  if (given('--verbose')) console.log(JSON.stringify(counts));
  writeFileSync(output, bytes);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
