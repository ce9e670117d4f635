// SPDX-License-Identifier: MIT
// Libraries that others wrote, as sources: npm and Cargo fetch the packages of
// libraries/, and neither builds them nor runs their scripts.

import {createHash} from 'node:crypto';
import {copyFileSync, existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {fillFolder} from './cache.mjs';
import {install} from './command.mjs';
import {npmCommand} from './programs.mjs';

const FILES = ['package.json', 'package-lock.json', 'Cargo.toml', 'Cargo.lock'];

const list = name =>
  fileURLToPath(new URL(`libraries/${name}`, import.meta.url));

/** The folder that fetchLibraries fills: node_modules/ and crates/. */
export function librariesFolder(cache) {
  const hash = createHash('sha256');
  for (const name of FILES) hash.update(readFileSync(list(name)));
  return join(cache.folder, `libraries-${hash.digest('hex').slice(0, 12)}`);
}

/** Fetches what the lock files say, with `cargo`, unless the cache has it. */
export async function fetchLibraries(cargo, {cache, env}) {
  const folder = librariesFolder(cache);
  if (existsSync(folder)) return;
  const [npm, ...first] = npmCommand(env);
  await fillFolder(folder, async partial => {
    for (const name of FILES) copyFileSync(list(name), join(partial, name));
    const options = {missing: 'the libraries of tests/setup/libraries', env,
      cwd: partial};
    await install('fetching the sources of libraries (npm ci)', npm,
      [...first, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'],
      {...options, log: cache.log('npm')});
    await install('fetching the sources of libraries (cargo vendor)', cargo,
      ['vendor', '--locked', 'crates'], {...options, log: cache.log('cargo')});
  });
}
