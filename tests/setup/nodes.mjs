// SPDX-License-Identifier: MIT
// Node: the running one, and other majors from npm.

import {join} from 'node:path';
import {isProgram, find, install} from './command.mjs';
import {fillFolder} from './cache.mjs';
import {SetupFailure} from './failure.mjs';

/** The npm command: the one that runs us, else PATH's. */
export function npmCommand(env) {
  const script = env.npm_execpath;
  if (script && /npm-cli\.[cm]?js$/.test(script)) {
    return [process.execPath, script];
  }
  const npm = find('npm', env.PATH);
  if (!npm) throw new SetupFailure('npm is missing', 'install Node with npm');
  return [npm];
}

/** The folder and program of npm's Node `version` in the cache. */
export function nodeInCache(cache, version) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(cache.folder, `node-${version}`);
  return {
    name,
    folder,
    program: join(folder, 'node_modules', name, 'bin', 'node'),
  };
}

/** Fetches Node `version`, unless the cache has it. Returns its program. */
export async function fetchNode(version, {cache, env}) {
  const {name, folder, program} = nodeInCache(cache, version);
  if (isProgram(program)) return program;
  const [npm, ...first] = npmCommand(env);
  await fillFolder(folder, partial => install(
    `fetching Node ${version} (npm)`, npm,
    [...first, 'install', '--prefix', partial, '--no-save', '--no-audit',
      '--no-fund', '--ignore-scripts', `${name}@${version}`],
    {missing: `Node ${version}`, log: cache.log('npm'), env, cwd: partial}));
  return program;
}
