#!/usr/bin/env node
// SPDX-License-Identifier: MIT
// wasyncio-ps: what the tasks of a program wait for, read from outside: of a process,
// of a core file, of a WebAssembly memory. The program need not answer, nor live.
import {existsSync, realpathSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

import {openMemory} from './memory.mjs';
import {describeMemory} from './show.mjs';

const USAGE = `usage: wasyncio-ps [ps | pstree] PROCESS | FILE

ps      a table of all tasks that are not done (the default)
pstree  who waits for whom, as a tree

PROCESS is the number of a process of this machine (Linux). FILE is a core file, a
core dump of wasmtime's (-D coredump=FILE), or the bytes of a WebAssembly memory.`;

/* target: the number of a process, the name of a file, or bytes. */
export function show(target, how) {
  const memory = openMemory(target);
  try {
    return describeMemory(memory, how);
  } finally {
    memory.close?.();
  }
}

export function main(args) {
  const how = ['ps', 'pstree'].includes(args[0]) && args.length > 1 ? args.shift() : 'ps';
  if (args.length !== 1 || args[0].startsWith('-')) {
    console.error(USAGE);
    return 2;
  }
  try {
    console.log(show(args[0], how));
    return 0;
  } catch (error) {
    console.error(`wasyncio-ps: ${error.message}`);
    return 1;
  }
}

// It may be called by a link to it, as npm makes one.
const called = process.argv[1];
if (called && existsSync(called) &&
    realpathSync(called) === realpathSync(fileURLToPath(import.meta.url)))
  process.exitCode = main(process.argv.slice(2));
