// SPDX-License-Identifier: MIT
// The library and its programs, compiled and linked for macOS. None runs: there is
// no such machine here.
import assert from 'node:assert/strict';
import {openSync, readSync, closeSync} from 'node:fs';
import {test} from 'node:test';

import {built, cmake} from '../build.mjs';

const PROGRAMS = ['scenarios/scenarios', 'unit/unit', 'input/input',
  'hosts/watches', 'hosts/signals', 'overflow/overflow', 'points/points'];

/* The first words of a file. */
function head(file, words) {
  const bytes = Buffer.alloc(words * 4);
  const descriptor = openSync(file);
  readSync(descriptor, bytes);
  closeSync(descriptor);
  return [...new Uint32Array(bytes.buffer, bytes.byteOffset, words)];
}

/* As loader.h of macOS has it: the magic number, the processor, what it is. */
const MAGIC = 0xfeedfacf;
const EXECUTABLE = 2;

for (const [processor, number] of [['arm64', 0x0100000c],
  ['x86_64', 0x01000007]]) {
  for (const type of ['Release', 'Debug']) {
    test(`macOS, ${processor}, ${type}`, () => {
      const folder = type === 'Release' ? built(`macos-${processor}`)
        : built(`macos-${processor}-${type}`);
      cmake('--preset', `macos-${processor}`, '-B', folder,
        `-DCMAKE_BUILD_TYPE=${type}`);
      // One of the builds has all programs.
      const whole = processor === 'arm64' && type === 'Release';
      cmake('--build', folder, ...whole ? [] : ['--target', 'scenarios']);
      const programs = whole ? PROGRAMS : PROGRAMS.slice(0, 1);
      for (const name of programs) {
        const [magic, cpu, , kind] = head(`${folder}/tests/${name}`, 4);
        assert.deepEqual([magic, cpu, kind], [MAGIC, number, EXECUTABLE], name);
      }
    });
  }
}
