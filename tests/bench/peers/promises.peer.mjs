// SPDX-License-Identifier: MIT
// V8's promises, in which the others are measured.
import {nodes, scriptInPage, scriptOnNode} from '../hosts.mjs';

export const who = 'promises';

const script = 'peers/promises.mjs';

export const prepare = async () => ({entries: [
  ...Object.keys(nodes).map(host =>
    ({who, host, run: scriptOnNode(host, script, ['--expose-gc'])})),
  {who, host: 'chromium', run: scriptInPage(script)},
]});
