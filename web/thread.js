// SPDX-License-Identifier: MIT
// In a worker that is a thread of a program: what the glue wants of the program's host,
// which is elsewhere.  Imports that ask that something are called over there.
if (ENVIRONMENT_IS_PTHREAD) {
  Module['wio'] = {
    'atEnd': [],
    'glue'() {},
    'died'(error) { throw error; },
  };
  // Bun has a postMessage there that belongs to workers of its other kind.
  if (globalThis.process?.versions?.['bun']) {
    const {parentPort} = worker_threads;
    parentPort.on('message', data => globalThis.onmessage?.({data}));
    globalThis.postMessage = message => parentPort.postMessage(message);
  }
}
