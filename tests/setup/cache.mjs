// SPDX-License-Identifier: MIT
// The cache: where everything that was fetched is kept between runs.

import {spawn, spawnSync} from 'node:child_process';
import {accessSync, constants, mkdirSync, renameSync, statfsSync}
  from 'node:fs';
import {homedir} from 'node:os';
import {join, resolve} from 'node:path';
import {SetupFailure} from './failure.mjs';
import {say} from './command.mjs';

/** The cache folder that `env` names; made when it is not there. */
export function openCache(env) {
  const folder = resolve(env.WASYNCIO_CACHE ||
    join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'),
      'wasyncio'));
  try {
    mkdirSync(folder, {recursive: true});
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new SetupFailure(`cannot write the cache ${folder} (${error.code})`,
      'point WASYNCIO_CACHE at a folder that you may write');
  }
  return {
    folder,
    bin: join(folder, 'bin'),
    root: join(folder, 'root'),
    log: name => join(folder, 'log', `${name}.txt`),
  };
}

/** Refuses early what would end half-way with a full disk. */
export function checkRoom(cache, bytes, what) {
  const {bavail, bsize} = statfsSync(cache.folder);
  if (bavail * bsize >= bytes) return;
  const gigabytes = n => (n / 1e9).toFixed(1);
  throw new SetupFailure(
    `${what} needs ${gigabytes(bytes)} GB, and ${cache.folder} has ` +
    `${gigabytes(bavail * bsize)} GB`,
    'free some space, or point WASYNCIO_CACHE at a larger disk');
}

/**
 * Calls `fill(partial)` to fill a folder and gives it its name when it is
 * whole, so that an interrupted run leaves nothing that passes for it.
 */
export async function fillFolder(folder, fill) {
  const partial = `${folder}.partial`;
  remove(partial);
  mkdirSync(partial, {recursive: true});
  await fill(partial);
  remove(folder);
  renameSync(partial, folder);
}

// An interrupted installer may have left a mount inside: never cross it.
function remove(folder) {
  spawnSync('rm', ['-rf', '--one-file-system', '--', folder]);
}

/** Runs `body` while no other set-up works on the cache. */
export const locked = (cache, body) => lockedBy(join(cache.folder, 'lock'),
  () => say('waiting for another set-up to finish'), body);

/**
 * Runs `body` while holding the lock `file`; calls `wait` when that takes a
 * while. flock(1) holds it, because the kernel lets go of it however this
 * process ends.
 */
export async function lockedBy(file, wait, body) {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; exec cat'],
    {stdio: ['pipe', 'pipe', 'ignore']});
  const waiting = setTimeout(wait, 1000);
  try {
    await new Promise((held, failed) => {
      const refuse = () => failed(new SetupFailure(
        'flock is missing', 'install the package util-linux'));
      holder.on('error', refuse);
      holder.on('close', refuse);
      holder.stdout.once('data', held);
    });
  } finally {
    clearTimeout(waiting);
  }
  try {
    return await body();
  } finally {
    holder.stdin.end();
  }
}
