// SPDX-License-Identifier: MIT
// Packages of the host's own distribution, through apt-get.

import {find, install} from './command.mjs';
import {SetupFailure} from './failure.mjs';

let updated = false;

/**
 * Installs `names`, which provide `missing` (a phrase for the message).
 * Refuses with the cure where apt-get or root is not there.
 */
export async function installPackages(names, missing, {cache, env, uid}) {
  const apt = find('apt-get', env.PATH);
  if (!apt) {
    throw new SetupFailure(`${missing}, and there is no apt-get to install it`,
      'install it by hand and put it on PATH');
  }
  if (uid !== 0) {
    throw new SetupFailure(`${missing}, and installing it needs root`,
      `run as root: apt-get install ${names.join(' ')}`);
  }
  const options = {
    missing,
    log: cache.log('apt'),
    env: {...env, DEBIAN_FRONTEND: 'noninteractive'},
  };
  const get = () => install(`installing ${names.join(' ')} (apt-get)`, apt,
    ['install', '-y', '--no-install-recommends', ...names], options);
  if (updated) return get();
  // Package lists may be missing or old, and an install with old ones asks for
  // files that are gone.
  await install('reading the package lists (apt-get update)', apt,
    ['update'], options);
  updated = true;
  return get();
}
