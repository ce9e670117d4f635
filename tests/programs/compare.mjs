// SPDX-License-Identifier: MIT
// compare.py, which plays programs on both.
import {spawn} from 'node:child_process';
import {fileURLToPath} from 'node:url';

const python = process.env.WASYNCIO_PYTHON ?? 'python3.14';
const script = fileURLToPath(new URL('compare.py', import.meta.url));

/* Resolves to {status, stdout, stderr}; with inherit its output is the caller's. */
export function compare(player, {programs, seed, inherit = false}) {
  const child = spawn(python,
    ['-B', script, '--programs', programs, '--seed', seed, '--', ...player],
    {stdio: ['ignore', ...(inherit ? ['inherit', 'inherit'] : ['pipe', 'pipe'])]});
  let stdout = '', stderr = '';
  child.stdout?.on('data', data => { stdout += data; });
  child.stderr?.on('data', data => { stderr += data; });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', status => resolve({status, stdout, stderr}));
  });
}
