// SPDX-License-Identifier: MIT
// Packages of the host's own distribution, through apt-get.

import {find, install} from './command.mjs';
import {SetupFailure} from './failure.mjs';

// What apt-get update printed. It succeeds also when no mirror answers, and
// only the install after it fails; the reason is in here.
let updated;

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
    env: {...env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8'},
  };
  updated ??= await install('reading the package lists (apt-get update)', apt,
    ['update'], options);
  await install(`installing ${names.join(' ')} (apt-get)`, apt,
    // Another apt-get may be at work on this machine.
    ['install', '-y', '--no-install-recommends',
      '-o', 'DPkg::Lock::Timeout=300', ...names],
    {...options, before: updated});
}
