// SPDX-License-Identifier: MIT
// Commands: found on a PATH, asked a question, or run with all output logged.

import {spawn} from 'node:child_process';
import {accessSync, constants, createWriteStream, mkdirSync, statSync}
  from 'node:fs';
import {delimiter, dirname, join} from 'node:path';
import {explain} from './failure.mjs';

/** The first of `names` that `path` has as an executable file, or null. */
export function find(names, path) {
  for (const name of [names].flat()) {
    for (const folder of path.split(delimiter)) {
      if (folder === '') continue;
      const file = join(folder, name);
      if (isProgram(file)) return file;
    }
  }
  return null;
}

export function isProgram(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What a command prints on stdout, or null if it fails or does not start. */
export function ask(command, args, env) {
  return new Promise(resolve => {
    const child = spawn(command, args,
      {env, stdio: ['ignore', 'pipe', 'ignore']});
    let text = '';
    child.stdout.on('data', data => { text += data; });
    child.on('error', () => resolve(null));
    child.on('close', status => resolve(status === 0 ? text : null));
  });
}

/**
 * Runs an installer, saying `what` before and the time taken after; its output
 * goes to the file `log`, the last of it is returned. Throws the one line about
 * `missing` when it fails; `before` is what an earlier step printed, which may
 * hold the reason.
 */
export async function install(what, command, args,
  {missing, log, env, cwd, before = ''}) {
  const start = Date.now();
  say(`${what} ...`);
  mkdirSync(dirname(log), {recursive: true});
  const file = createWriteStream(log, {flags: 'a'});
  // On a full disk the installer fails too, and its reason is the one told.
  file.on('error', () => {});
  file.write(`$ ${[command, ...args].join(' ')}\n`);
  let tail = before;
  const keep = data => {
    file.write(data);
    tail = (tail + data).slice(-20000);
  };
  const status = await new Promise(resolve => {
    const child = spawn(command, args,
      {env, cwd, stdio: ['ignore', 'pipe', 'pipe']});
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', error => { keep(String(error)); resolve(error.code); });
    child.on('close', resolve);
  });
  await new Promise(done => file.end(done));
  if (status !== 0) throw explain(missing, tail, log);
  say(`${what}: done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
  return tail;
}

// Set-up talks on stderr: stdout belongs to the command that runs afterwards.
export function say(text) {
  process.stderr.write(`set-up: ${text}\n`);
}
