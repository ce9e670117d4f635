// SPDX-License-Identifier: MIT
// What is made from results.json, and committed beside it.
import {readFileSync, writeFileSync} from 'node:fs';

import {chart} from './chart.mjs';
import {fill} from './readme.mjs';
import {read} from './results.mjs';

export const PICTURE = new URL('results.svg', import.meta.url);
export const PAGE = new URL('README.md', import.meta.url);

/* Gives the names of the files written. */
export function draw() {
  const results = read();
  writeFileSync(PICTURE, chart(results));
  writeFileSync(PAGE, fill(readFileSync(PAGE, 'utf8'), results));
  return [PICTURE, PAGE];
}
