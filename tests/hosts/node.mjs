// SPDX-License-Identifier: MIT
// Programs for the web in a Node process of their own.
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const launcher = fileURLToPath(new URL('node_launch.mjs', import.meta.url));

/*
 * program: the path that CMake made, without a suffix.  options.stdin: text;
 * without it, end of file; null: it stays
 * open.  options.env: replaces the whole environment.
 */
export function start(program, {args = [], stdin, env, node, launch} = {}) {
  const child = spawn(node ?? process.env.WASYNCIO_NODE24 ?? process.execPath,
    [launch ?? launcher, `${program}.mjs`, ...args],
    {stdio: [stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'], env});
  const output = {stdout: '', stderr: ''};
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', text => {
      output[name] += text;
    });
  if (stdin !== null) child.stdin?.end(stdin);
  return {
    done: new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, signal) =>
        resolve({status: status ?? signal, ...output}));
    }),
    interrupt: async () => { child.kill('SIGINT'); },
    child,
    output,
  };
}

export const run = (program, options) => start(program, options).done;

export async function close() {}
