// SPDX-License-Identifier: MIT
// Somebody who reads a page, with a folder of their own in which they do what it says.
import assert from 'node:assert/strict';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync,
  writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';

import {root} from '../build.mjs';
import {begin} from '../hosts/process.mjs';
import {command as wasmtime} from '../hosts/wasmtime.mjs';
import {blocksOf} from './blocks.mjs';
import {play} from './terminal.mjs';

/* Of a page, by its path: its files are written, for a Node.  `build` types its commands, but those
 * of ours and a server's, `type` what it shows of a terminal, and `leave` takes the
 * folder away. */
export function reads(path, node = process.execPath) {
  const blocks = blocksOf(readFileSync(join(root, path), 'utf8'));
  const files = blocks.filter(({name}) => name);
  const of = wanted => blocks.filter(({language, name}) => language === wanted && !name);
  const folder = mkdtempSync(join(tmpdir(), 'wasyncio readme '));
  const cwd = join(folder, 'app');
  const bin = join(folder, 'bin');
  mkdirSync(cwd);
  mkdirSync(bin);
  for (const [name, command] of Object.entries({
    node,
    wasmtime,
    python3: process.env.WASYNCIO_PYTHON ?? 'python3',
  })) {
    writeFileSync(join(bin, name), `#!/bin/sh\nexec '${command}' "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  symlinkSync(root, join(cwd, 'wasyncio'));
  for (const {name, text} of files) writeFileSync(join(cwd, name), text);
  const env = {
    ...process.env,
    PATH: [bin, process.env.PATH].join(delimiter),
    CMAKE_GENERATOR: 'Ninja', // make need not be here
    CFLAGS: '-Wall -Werror',
  };
  return {
    cwd, env, of,
    consoles: of('console').map(({line, text}) =>
      ({name: `${path}:${line}`, type: () => play(text, {cwd, env}), text})),

    /* Every block is of a kind that is played, and these are the files. */
    knows(names) {
      const known = [...files, ...of('sh'), ...of('console'), ...of('text')];
      assert.deepEqual(blocks.filter(block => !known.includes(block)), []);
      assert.deepEqual(files.map(({name}) => name), names);
    },

    async build() {
      for (const {text, line} of of('sh')) {
        if (/^npm /.test(text) || text.includes('http.server')) continue;
        const {status, stdout, stderr} =
          await begin('env', ['--chdir', cwd, 'bash', '-ec', text],
            {env, timeout: 300_000}).done;
        assert.equal(status, 0, `${path}:${line}: status ${status}\n${stdout}${stderr}`);
      }
    },

    leave: () => rmSync(folder, {recursive: true, force: true}),
  };
}
