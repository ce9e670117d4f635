// SPDX-License-Identifier: MIT
// A child process with its output collected: what the hosts that are processes
// have in common.
import {spawn} from 'node:child_process';

/*
 * options.stdin: text; undefined: end of file; null: stays open for write()
 * and end(); a number: that descriptor.  options.env: the whole environment.
 * options.timeout: milliseconds, then it is killed.  options.under: a command to
 * run it under, such as valgrind's.
 *
 * done gives {status, stdout, stderr}; status is the name of a signal where
 * that ended it.
 */
export function begin(command, args,
  {stdin, env = process.env, timeout = 60_000, under = []} = {}) {
  [command, ...args] = [...under, command, ...args];
  const input = stdin === undefined ? 'ignore'
    : typeof stdin == 'number' ? stdin : 'pipe';
  const child = spawn(command, args,
    {stdio: [input, 'pipe', 'pipe'], env, timeout, killSignal: 'SIGKILL'});
  const output = {stdout: '', stderr: ''};
  const listeners = new Set();
  for (const name of ['stdout', 'stderr'])
    child[name].setEncoding('utf8').on('data', text => {
      output[name] += text;
      for (const listener of listeners) listener();
    });
  // A program may end before it has read everything.
  child.stdin?.on('error', () => {});
  if (typeof stdin == 'string') child.stdin.end(stdin);
  const done = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) =>
      resolve({status: status ?? signal, ...output}));
  });
  return {
    child, done, output,
    write: text => child.stdin.write(text),
    end: text => child.stdin.end(text),
    signal: name => child.kill(name),
    /* When it has written that. */
    says: text => new Promise((resolve, reject) => {
      const look = () => {
        if (!output.stdout.includes(text)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      done.then(({status, stdout, stderr}) => reject(new Error(
        `ended (${status}) without "${text}":\n${stdout}${stderr}`)), reject);
      look();
    }),
  };
}
