// SPDX-License-Identifier: MIT
// Node: the running one, and other majors from npm.

import {join, relative} from 'node:path';
import {fillFolder} from './cache.mjs';
import {ask, find, install, isProgram} from './command.mjs';
import {explain, SetupFailure} from './failure.mjs';

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
  const missing = `Node ${version}`;
  const log = cache.log('npm');
  await fillFolder(folder, async partial => {
    const output = await install(`fetching ${missing} (npm)`, npm,
      [...first, 'install', '--prefix', partial, '--no-save', '--no-audit',
        '--no-fund', '--ignore-scripts', `${name}@${version}`],
      {missing, log, env, cwd: partial});
    // npm only warns about a file that it could not write; one that stayed
    // empty runs, as a script, and says nothing.
    const copy = join(partial, relative(folder, program));
    if (!await ask(copy, ['--version'], env)) {
      throw explain(missing, output, log);
    }
  });
  return program;
}
