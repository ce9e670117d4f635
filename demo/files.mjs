// SPDX-License-Identifier: MIT
// Files to digest, always with the same bytes, and what sha256sum says of them.
import {spawnSync} from 'node:child_process';
import {createCipheriv} from 'node:crypto';
import {closeSync, ftruncateSync, openSync, writeSync} from 'node:fs';
import {join} from 'node:path';

const CHUNK = 2 ** 20;

/* A file of so many bytes that look random. Its name. */
export function makeFile(folder, name, size) {
  const key = Buffer.alloc(16);
  key.writeUInt32LE(size);
  const stream = createCipheriv('aes-128-ctr', key, Buffer.alloc(16));
  const file = openSync(join(folder, name), 'w');
  for (let left = size; left > 0; left -= CHUNK)
    writeSync(file, stream.update(Buffer.alloc(Math.min(left, CHUNK))));
  closeSync(file);
  return name;
}

/* A file of zeroes that takes no room on the disk and minutes to digest. */
export function makeEndless(folder, name) {
  const file = openSync(join(folder, name), 'w');
  ftruncateSync(file, 64 * 2 ** 30);
  closeSync(file);
  return name;
}

/* The lines of sha256sum. */
export function expected(folder, names) {
  const {status, stdout, stderr, error} = spawnSync('sha256sum',
    ['--', ...names], {cwd: folder, encoding: 'utf8'});
  if (status !== 0) throw error ?? new Error(`sha256sum: ${stderr}`);
  return stdout.split('\n').filter(line => line);
}
