// SPDX-License-Identifier: MIT
// node finish.mjs BEFORE PROGRAM [--names]: looks at a program that was optimised
// after a split, and takes the names out of it that this needed.
import {readFileSync, writeFileSync} from 'node:fs';

import {Module} from './module.mjs';
import {verifyProgram} from './verifier.mjs';

const [before, program, ...options] = process.argv.slice(2);

try {
  const after = new Module(readFileSync(program));
  verifyProgram(new Module(readFileSync(before)), after);
  if (!options.includes('--names')) {
    after.drop('name');
    writeFileSync(program, after.write());
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
