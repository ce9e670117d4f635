// SPDX-License-Identifier: MIT
// Makes the golden traces again and compares: with a CPython 3.14 of this
// machine, and with the one that was compiled to WebAssembly.
import {spawnSync} from 'node:child_process';

import {folder} from './catalogue.mjs';

const python = process.env.WASYNCIO_PYTHON ?? 'python3.14';

/* Runs a Python program of this folder. */
export function runPython(program, ...args) {
  const {status, stdout, stderr, error} = spawnSync(python,
    [program, ...args], {cwd: folder, encoding: 'utf8'});
  return {status: error?.code ?? status, output: stdout + stderr};
}

export const isNative = () => spawnSync(python, ['-c',
  'import sys; sys.exit(sys.version_info[:2] != (3, 14))']).status === 0;

/* make_goldens.py --check on the machine's Python. */
export const checkNative = () => runPython('make_goldens.py', '--check');

/* The same in Pyodide. */
export async function checkPyodide() {
  const {loadPyodide} = await import('pyodide');
  let output = '';
  const keep = text => { output += `${text}\n`; };
  const py = await loadPyodide({stdout: keep, stderr: keep});
  py.FS.mkdirTree('/scenarios');
  py.FS.mount(py.FS.filesystems.NODEFS, {root: folder}, '/scenarios');
  // Called so, Python is not inside a task of Pyodide's own loop, which only
  // has to stop being the running one.
  const status = py.runPython(`
import asyncio, sys
asyncio._set_running_loop(None)
sys.path.insert(0, "/scenarios")
import make_goldens
make_goldens.main(["--check"])
`);
  return {status, output};
}
