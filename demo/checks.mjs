// SPDX-License-Identifier: MIT
// What must hold on every host.  Each gives the result that it has checked.
import assert from 'node:assert/strict';

import {expected} from './files.mjs';

/* All files are digested, as sha256sum does it. */
export async function checkDigests(host, folder, files, given) {
  const result = await host.start(folder, files, given).done;
  assert.deepEqual(result.digests, expected(folder, files));
  assert.deepEqual(result.messages, []);
  assert.equal(result.status, 0);
  return result;
}

/* Interrupted when all but the last are done, of which it has read some. */
export async function checkInterrupt(host, folder, files, endless, given) {
  const run = host.start(folder, [...files, endless], given);
  await run.sees(files.length);
  await new Promise(resolve => setTimeout(resolve, 300));
  await run.interrupt();
  const result = await run.done;
  assert.deepEqual(result.digests, expected(folder, files));
  assert.equal(result.messages.length, 1);
  assert.match(result.messages[0], new RegExp(
    `^digest: ${endless}: not finished: interrupted after [\\d.]+ MB$`));
  assert.equal(result.status, host.interrupted);
  return result;
}

/* The same with a deadline in place of the interrupt. */
export async function checkDeadline(host, folder, files, endless) {
  const result = await host.start(folder, [...files, endless],
    {timeout: 0.5}).done;
  assert.deepEqual(result.digests, expected(folder, files));
  assert.equal(result.messages.length, 1);
  assert.match(result.messages[0], new RegExp(
    `^digest: ${endless}: not finished: timed out after [\\d.]+ MB$`));
  assert.equal(result.status, 1);
  return result;
}

/* One that cannot be read names itself and keeps nobody else. */
export async function checkBadInput(host, folder, files, bad) {
  const result = await host.start(folder,
    [files[0], ...Object.keys(bad), ...files.slice(1)]).done;
  assert.deepEqual(result.digests, expected(folder, files));
  assert.deepEqual(result.messages.sort(), Object.entries(bad).map(
    ([name, why]) => `digest: ${name}: ${why}`).sort());
  assert.equal(result.status, 1);
  return result;
}
