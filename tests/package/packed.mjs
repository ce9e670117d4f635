// SPDX-License-Identifier: MIT
// The package, as npm packs it, in a folder that goes with the process.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

import {root} from '../build.mjs';

export const folder = mkdtempSync(join(tmpdir(), 'wasyncio package '));

process.on('exit', () => rmSync(folder, {recursive: true, force: true}));

export function run(command, args, cwd = folder) {
  const {status, stdout, stderr, error} = spawnSync(command, args,
    {cwd, encoding: 'utf8', timeout: 300_000});
  assert.equal(error, undefined);
  assert.equal(status, 0, stdout + stderr);
  return stdout;
}

const npm = process.env.npm_execpath?.endsWith('.js')
  ? [process.execPath, process.env.npm_execpath] : ['npm'];
const [{filename, files}] = JSON.parse(run(npm[0], [...npm.slice(1), 'pack', '--json',
  '--ignore-scripts', '--pack-destination', folder], root));

export const tarball = join(folder, filename);
export const names = files.map(({path}) => path).sort();

/* Gives its folder in a project. */
export function install(project) {
  const installed = join(project, 'node_modules', 'wasyncio');
  mkdirSync(installed, {recursive: true});
  run('tar', ['xf', tarball, '-C', installed, '--strip-components=1']);
  return installed;
}
