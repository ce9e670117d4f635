// SPDX-License-Identifier: MIT
// Where the benchmark's own sources are, and where it builds.
import {mkdirSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {built} from '../build.mjs';

/* A file beside this one. */
export const here = name => fileURLToPath(new URL(name, import.meta.url));

/* A folder below build/ for what a peer makes. */
export function folderFor(name) {
  const folder = built('bench', name);
  mkdirSync(folder, {recursive: true});
  return folder;
}
