// SPDX-License-Identifier: MIT
// A copy of the tree, with builds of its own: where something may be broken
// while the tree itself stays as it is.
import {spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync,
  writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

import {built, root} from '../build.mjs';

/* What a build takes. */
const PARTS = ['CMakeLists.txt', 'CMakePresets.json', 'include', 'src', 'tests',
  'wasi', 'web'];

const filesOf = (folder, part) => !statSync(join(folder, part)).isDirectory()
  ? [part]
  : readdirSync(join(folder, part))
    .filter(name => name !== '__pycache__')
    .flatMap(name => filesOf(folder, join(part, name)));

/* Files that are the same already keep their time, so that little is built. */
function update(folder) {
  const wanted = new Set(PARTS.flatMap(part => filesOf(root, part)));
  for (const file of wanted) {
    const to = join(folder, file);
    const bytes = readFileSync(join(root, file));
    if (existsSync(to) && readFileSync(to).equals(bytes)) continue;
    mkdirSync(dirname(to), {recursive: true});
    writeFileSync(to, bytes);
  }
  const left = PARTS.filter(part => existsSync(join(folder, part)))
    .flatMap(part => filesOf(folder, part)).filter(file => !wanted.has(file));
  for (const file of left) rmSync(join(folder, file));
}

/* No data beyond that, or a bug that goes on allocating takes the machine with
 * it.  AddressSanitizer's shadow would count, so it has a limit of its own. */
const MOST_KIB = 4_000_000;
const env = {...process.env, ASAN_OPTIONS: 'hard_rss_limit_mb=4000'};
const limited = `ulimit -d ${MOST_KIB}; exec "$@"`;

/* They have groups of their own, which no Ctrl-C reaches. */
const children = new Set();
const kill = ({pid}) => process.kill(-pid, 'SIGKILL');
process.on('exit', () => children.forEach(kill));
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => process.exit(1));

/* {good, hung, text} of a command; it and all that it started are killed after
 * so many seconds. */
function attempt(command, {cwd, seconds, limit}) {
  const [file, ...args] =
    limit ? ['sh', '-c', limited, 'sh', ...command] : command;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args,
      {cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe']});
    children.add(child);
    let hung = false;
    let text = '';
    const timer = setTimeout(() => {
      hung = true;
      kill(child);
    }, seconds * 1000);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', data => {
        text = (text + data).slice(-3_000);
      });
    child.on('error', reject);
    child.on('close', status => {
      clearTimeout(timer);
      children.delete(child);
      resolve({good: status === 0, hung, text});
    });
  });
}

/**
 * The copy of that name, as the tree is now. Its builds stay for the next time.
 */
export function openCopy(name) {
  const folder = join(built('mutants'), name);
  const configured = new Set();
  update(folder);

  async function build(preset, targets) {
    const cmake = (...args) => attempt(['cmake', ...args],
      {cwd: folder, seconds: 900});
    if (!configured.has(preset)) {
      // A bug may well leave something unused.
      const {good, text} =
        await cmake('--preset', preset, '-DWASYNCIO_WERROR=OFF');
      if (!good) throw new Error(`${preset} cannot be configured\n${text}`);
      configured.add(preset);
    }
    return cmake('--build', '--preset', preset, '--target',
      ...[targets].flat());
  }

  return {
    read: file => readFileSync(join(folder, file), 'utf8'),
    /* Put another text into a file; returns what puts the old one back. */
    change(file, make) {
      const path = join(folder, file);
      const before = readFileSync(path, 'utf8');
      writeFileSync(path, make(before));
      return () => writeFileSync(path, before);
    },
    build,
    run: ({preset, command, seconds}) => attempt(
      command(join(folder, 'build', preset, 'tests'), join(folder, 'tests')),
      {cwd: folder, seconds, limit: preset === 'native'}),
  };
}
