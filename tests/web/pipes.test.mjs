// SPDX-License-Identifier: MIT
// The descriptors of a Node process: what a shell connects to them.
import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {built} from '../build.mjs';

const launcher = fileURLToPath(
  new URL('../hosts/node_launch.mjs', import.meta.url));
const index = new URL('../../web/index.mjs', import.meta.url).href;
const folder = built('web', 'tests/web/');
const all = Buffer.from(Array.from({length: 256}, (_, i) => i));

/* $node and $program in a line of bash; the output as it is. */
function shell(line, node, program = 'web_streams') {
  const {status, stdout, stderr} = spawnSync('bash',
    ['-c', `set -o pipefail; run() { "$node" "${launcher}" "$program" "$@"; }
      ${line}`],
    {
      env: {...process.env, node, program: join(folder, `${program}.mjs`)},
      timeout: 60_000, maxBuffer: 1 << 28,
    });
  return {status, stdout, stderr: String(stderr)};
}

for (const version of ['20', '24', '26']) {
  const node = process.env[`WASYNCIO_NODE${version}`];

  test(`Node ${version}: bytes`, () => {
    for (const program of ['web_streams', 'web_streams_files']) {
      const twice = Buffer.concat([all, all]);
      for (const line of ['run bytes 2> /dev/null', 'run bytes 2> /dev/null | cat',
        'run bytes 2> /dev/null > out.$$; cat out.$$; rm out.$$'])
        assert.deepEqual(shell(`cd "$(mktemp -d)"; ${line}`, node, program),
          {status: 0, stdout: twice, stderr: ''});
      assert.deepEqual(shell('run bytes 2>&1 > /dev/null', node, program),
        {status: 0, stdout: all, stderr: ''});
      assert.deepEqual(
        shell('head -c 3000000 /dev/zero | run copies | wc -c', node, program),
        {status: 0, stdout: Buffer.from('3000000\n'), stderr: ''});
    }
  });

  test(`Node ${version}: who reads leaves`, () => {
    for (const program of ['web_streams', 'web_streams_files']) {
      const {status, stdout, stderr} =
        shell('run lines 2000 | head -1', node, program);
      assert.equal(status, 1);
      assert.equal(String(stdout), 'line 0\n');
      assert.match(stderr, /^cleaned up 0\n.*line \d+: 64/s);
      assert.doesNotMatch(stderr, /Unhandled|    at /);
    }
  });

  test(`Node ${version}: a full disk`, () => {
    for (const program of ['web_streams', 'web_streams_files'])
      assert.deepEqual(shell('run writes 3 > /dev/full', node, program),
        {status: 0, stdout: Buffer.from(''), stderr: '51 51 51 '});
    // The last thing it does.
    assert.equal(shell('run writes 1 > /dev/full', node).status, 0);
    assert.equal(shell('run bytes 2> /dev/full', node).status, 0);
  });

  test(`Node ${version}: a program waits for who reads`, async () => {
    const child = spawn(node, [launcher, join(folder, 'web_streams.mjs'),
      'floods', '2000'], {stdio: ['ignore', 'pipe', 'inherit']});
    const ended = new Promise(resolve => child.on('close', resolve));
    await new Promise(resolve => child.stdout.once('readable', resolve));
    await new Promise(resolve => setTimeout(resolve, 500));
    const {stdout} = spawnSync('cat', [`/proc/${child.pid}/status`]);
    let size = 0;
    for await (const chunk of child.stdout) size += chunk.length;
    assert.equal(await ended, 0);
    assert.equal(size, 2000 * 65536);
    // It would have 128 MB more.
    const resident = Number(/VmRSS:\s*(\d+)/.exec(stdout)[1]);
    assert.ok(resident < 110_000, `${resident} KB`);
  });

  test(`Node ${version}: an interrupt does not wait for who reads`, async () => {
    const child = spawn(node, [launcher, join(folder, 'web_streams.mjs'),
      'floods', '2000'], {stdio: ['ignore', 'pipe', 'inherit']});
    const ended = new Promise(resolve => child.on('exit', resolve));
    await new Promise(resolve => child.stdout.once('readable', resolve));
    await new Promise(resolve => setTimeout(resolve, 200));
    child.kill('SIGINT');
    await new Promise(resolve => setTimeout(resolve, 200));
    child.stdout.resume();
    assert.equal(await ended, 130);
  });

  test(`Node ${version}: programs share the input of a shell`, () => {
    const run = (line, then) => shell(`${line} "$node" --input-type=module -e '
      import {open} from "${index}";
      const seen = [];
      for (let i = 0; i < 4; i++)
        await (await open(process.env.program, {args: ["takes", "100"],
          stdout: text => seen.push(Number(text))})).exited;
      console.log(...seen);
      ${then}'`, node);
    const lines = 'printf "%0215d" 0 |';
    assert.deepEqual(run(lines, ''),
      {status: 0, stdout: Buffer.from('100 100 15 0\n'), stderr: ''});
    assert.deepEqual(run('printf "%0215d" 0 > $$; trap "rm $$" EXIT; < $$', ''),
      {status: 0, stdout: Buffer.from('100 100 15 0\n'), stderr: ''});
    // And the shell has what is left.
    assert.equal(String(run('printf "%0415d" 0 |', `
      let rest = 0;
      process.stdin.ref?.();
      for await (const chunk of process.stdin) rest += chunk.length;
      console.log(rest);`).stdout), '100 100 100 100\n15\n');
    assert.equal(String(run('printf "%0415d" 0 |', `
      let rest = 0;
      process.stdin.ref?.();
      process.stdin.on("data", chunk => rest += chunk.length)
        .on("end", () => console.log(rest));`).stdout), '100 100 100 100\n15\n');
  });

  test(`Node ${version}: an input that cannot be read`, () => {
    assert.match(String(shell('run counts < /', node).stdout),
      /^0 bytes, 0, -31 standard input: Error: EISDIR/);
    assert.match(String(shell('run libc < /', node, 'web_streams_files').stdout),
      /^0, (29|31)\n/);
    assert.equal(String(shell('run counts < /dev/null', node).stdout),
      '0 bytes, 0, 0\n');
    assert.equal(String(shell('run counts <&-', node).stdout), '0 bytes, 0, 0\n');
    assert.equal(String(shell('printf abc | run libc', node, 'web_streams_files')
      .stdout), '3, 0\n');
  });
}
