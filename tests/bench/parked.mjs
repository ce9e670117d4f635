// SPDX-License-Identifier: MIT
// Very many tasks that wait at once: how much memory each takes, on a stack of
// its own and on a shared one, and that a million can. Each in a process of its
// own, for memory that was once taken is not given back.
import {entries} from './ours.mjs';
import {parse, summarize} from './results.mjs';

const OPS = ['park', 'park_shared'];

export async function measureParked() {
  const samples = [];
  for (const {who, host, run} of entries)
    for (const op of OPS)
      for (const sample of parse(await run([op])))
        samples.push({...sample, who, host});
  return {rows: summarize(samples)};
}
