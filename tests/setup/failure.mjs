// SPDX-License-Identifier: MIT
// A set-up failure: one line that names what is missing and its cure.

export class SetupFailure extends Error {
  constructor(missing, cure) {
    super(`${missing}; cure: ${cure}`);
    this.name = 'SetupFailure';
  }
}

const NO_NETWORK = new RegExp([
  'Temporary failure resolving', 'Could not resolve', 'Failed to fetch',
  'Failed getting release file', "Couldn't download", 'Unable to connect',
  'ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT',
  'ENETUNREACH', 'NewConnectionError', 'Name or service not known',
  'Network is unreachable', 'Temporary failure in name resolution',
  'ProxyError', 'ConnectTimeout',
].join('|'));

const FULL_DISK = /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT/;

/**
 * Turns the output of a failed installer into the one line. `missing` is what
 * could not be had, `log` the file that holds all of the output.
 */
export function explain(missing, output, log) {
  if (FULL_DISK.test(output)) {
    return new SetupFailure(`${missing}: the disk is full`,
      'free some space, or point WASYNCIO_CACHE at a larger disk');
  }
  if (NO_NETWORK.test(output)) {
    return new SetupFailure(`${missing}: no package registry answers`,
      `check the network or the proxy settings, and run again (log: ${log})`);
  }
  if (/No module named pip/.test(output)) {
    return new SetupFailure(`${missing}: this Python has no pip`,
      'install pip for it (python3 -m ensurepip)');
  }
  return new SetupFailure(`${missing}: its installer failed`,
    `read the end of ${log}, and run again`);
}

/** `error` itself, or the one line if it comes from a full disk. */
export function explainError(error) {
  return !(error instanceof SetupFailure) && FULL_DISK.test(error.message)
    ? explain('the cache cannot be filled', error.message) : error;
}
