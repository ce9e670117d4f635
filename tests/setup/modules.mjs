// SPDX-License-Identifier: MIT
// node_modules: what package-lock.json says, installed when it has changed.

import {createHash} from 'node:crypto';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {install} from './command.mjs';
import {npmCommand} from './programs.mjs';

export function modulesAreCurrent(checkout) {
  try {
    return readFileSync(stampFile(checkout), 'utf8') === lockHash(checkout);
  } catch {
    return false;
  }
}

export async function installModules(checkout, {cache, env}) {
  const [npm, ...first] = npmCommand(env);
  await install('installing the npm packages (npm ci)', npm,
    [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'],
    {missing: 'the npm packages of package-lock.json', log: cache.log('npm'),
      env, cwd: checkout});
  writeFileSync(stampFile(checkout), lockHash(checkout));
}

const stampFile = checkout =>
  join(checkout, 'node_modules', '.wasyncio-lock-hash');

const lockHash = checkout => createHash('sha256')
  .update(readFileSync(join(checkout, 'package-lock.json'))).digest('hex');
