// SPDX-License-Identifier: MIT
// In a worker: the program whose address stands behind #, or in Node comes as argument,
// for whoever connects.
import {open} from '../../../web/index.mjs';
import {expose} from '../../../web/remote.mjs';

const node = globalThis.process?.getBuiltinModule?.('node:worker_threads');
expose(() => open(node ? process.argv[2] : location.hash.slice(1)), node?.parentPort);
