// SPDX-License-Identifier: MIT
// The peers: each is a file in peers/ with a function prepare(), which builds
// what it needs.  That gives {entries, versions}: what to run, each with who and
// host, and the tools that only it has.
import {reasonOf} from './results.mjs';

const FILES = ['promises', 'fibers', 'coroutines', 'rust', 'go', 'libuv', 'cpython'];

/* Where one cannot be had the others are measured all the same, and the tables
 * say who is missing. */
export async function prepare(say) {
  const entries = [];
  const missing = [];
  const versions = {};
  for (const name of FILES) {
    say(`preparing ${name}`);
    const peer = await import(`./peers/${name}.peer.mjs`);
    try {
      const made = await peer.prepare();
      entries.push(...made.entries);
      Object.assign(versions, made.versions);
    } catch (error) {
      missing.push({who: peer.who, reason: reasonOf(error)});
    }
  }
  return {entries, missing, versions};
}
