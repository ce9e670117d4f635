// SPDX-License-Identifier: MIT
// Programs from npm: Node and the other hosts, each one a package for a platform.

import {join, relative} from 'node:path';
import {fillFolder} from './cache.mjs';
import {ask, find, install, isProgram} from './command.mjs';
import {explain, SetupFailure} from './failure.mjs';
import {pins} from './minima.mjs';

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

const {platform, arch} = process;

/* The package of one, and the program in it. */
const packageOf = {
  node: [`node-${platform}-${arch}`, 'bin/node'],
  deno: [`@deno/${platform}-${arch}-glibc`, 'deno'],
  // Baseline: for every processor.
  bun: [`@oven/bun-${platform}-${arch === 'x64' ? 'x64-baseline' : 'aarch64'}`,
    'bin/bun'],
  workerd: [`@cloudflare/workerd-${platform}-${arch === 'x64' ? '64' : arch}`,
    'bin/workerd'],
  closure: [`google-closure-compiler-${platform === 'darwin' ? 'macos' : platform}` +
    (arch === 'arm64' && platform === 'linux' ? '-arm64' : ''), 'compiler'],
};

/** The folder and program of a tool (node24, deno) in the cache. */
export function programInCache(cache, tool) {
  const kind = tool.replace(/\d+$/, '');
  const [name, path] = packageOf[kind];
  const version = pins[tool];
  const folder = join(cache.folder, `${kind}-${version}`);
  return {name, version, folder, program: join(folder, 'node_modules', name, path)};
}

/** Fetches one, unless the cache has it. */
export async function fetchProgram(tool, {cache, env}) {
  const {name, version, folder, program} = programInCache(cache, tool);
  if (isProgram(program)) return;
  const [npm, ...first] = npmCommand(env);
  const missing = `${tool.replace(/\d+$/, '')} ${version}`;
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
}
