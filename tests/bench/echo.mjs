// SPDX-License-Identifier: MIT
// An echo server of connections on loopback, natively, beside libuv's and that of
// asyncio's streams: answers in a second. Alone: npm run bench -- echo
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';

import {built} from '../build.mjs';
import {output} from './hosts.mjs';
import {LOADS} from './names.mjs';
import {folderFor, here} from './place.mjs';
import {median, reasonOf} from './results.mjs';
import {libuv} from './setup.mjs';

const ROUNDS = 3;
const SPAN = 1000; // milliseconds, of each round

const program = name => built('native', `tests/bench/${name}`);
const python = process.env.WASYNCIO_PYTHON;

const ours = async () => ({command: [program('echo_ours')]});

const ofLibuv = async () => {
  const {version} = await libuv();
  const file = `${folderFor('echo')}/libuv`;
  await output('gcc', ['-O2', here('echo/libuv.c'), '-o', file, '-luv']);
  return {command: [file], versions: {libuv: version}};
};

const ofPython = async () => ({command: [python, here('echo/cpython.py')]});

const SERVERS = {wasyncio: ours, libuv: ofLibuv, CPython: ofPython};

/* Answers in a second.  The server ends with its standard input. */
async function measure([file, ...args], {connections, busy}) {
  const server = spawn(file, [...args, `${connections}`],
    {stdio: ['pipe', 'pipe', 'inherit'], timeout: 60_000});
  const ended = new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('close', resolve);
  });
  try {
    const lines = createInterface({input: server.stdout});
    const port = await Promise.race([
      new Promise(resolve => { lines.once('line', resolve); }),
      ended.then(status => { throw new Error(`it ended with ${status}`); }),
    ]);
    return Number(await output(program('echo_load'),
      [port, `${connections}`, `${busy}`, `${SPAN}`]));
  } finally {
    server.stdin.end();
    setTimeout(() => server.kill('SIGKILL'), 5000).unref();
    await ended.catch(() => {});
  }
}

export async function measureEcho(build) {
  build('native', ['echo_ours', 'echo_load']);
  const missing = [];
  const servers = [];
  let versions = {};
  for (const [who, prepare] of Object.entries(SERVERS)) {
    try {
      const made = await prepare();
      servers.push({who, command: made.command});
      versions = {...versions, ...made.versions};
    } catch (error) {
      if (who === 'wasyncio') throw error;
      missing.push({who: `${who}, echo`, reason: reasonOf(error)});
    }
  }
  const echo = [];
  for (const {what, ...load} of LOADS) {
    const found = Object.fromEntries(servers.map(({who}) => [who, []]));
    for (let round = 0; round < ROUNDS; round++)
      for (const {who, command} of servers)
        found[who].push(await measure(command, load));
    for (const {who} of servers)
      echo.push({what, who, perSecond: Math.round(median(found[who]))});
  }
  return {echo, missing, versions};
}
