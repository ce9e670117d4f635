// SPDX-License-Identifier: MIT
// A shell in a terminal, at which somebody types what a console block says.
import assert from 'node:assert/strict';
import {setTimeout as later} from 'node:timers/promises';

import {begin} from '../hosts/process.mjs';

const PATIENCE = 30_000; // milliseconds for what is due next

// A shell that is not interactive drops PS1, so it is set for this one only.
const shell = 'exec env PS1="$ " TERM=dumb ' +
  'bash --norc --noprofile --noediting -i';

/* An empty line, such as bash writes when a signal has ended something, is not
 * what a block is about. */
const tidy = text => text.replace(/\r/g, '').replace(/\n+/g, '\n')
  .replace(/^\n/, '');

/* Types the block and compares all that the terminal shows meanwhile. */
export async function play(block, {cwd, env}) {
  const terminal = begin('env',
    ['--chdir', cwd, 'script', '-qefc', shell, '/dev/null'],
    {stdin: null, env});
  const shows = async text => {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const screen = tidy(terminal.output.stdout);
      if (screen === text) return;
      // It may still become this, if there is time.
      if (!text.startsWith(screen) || Date.now() > end)
        assert.equal(screen, text);
      await later(10);
    }
  };
  try {
    let shown = '';
    for (const line of block.trimEnd().split('\n')) {
      const [before, after] = line.split('^C');
      if (line.startsWith('$ ')) {
        await shows(`${shown}$ `);
        terminal.write(`${line.slice(2)}\n`);
      } else if (after !== undefined) {
        await shows(shown + before);
        terminal.write('\x03');
      }
      shown += `${line}\n`;
    }
    await shows(`${shown}$ `);
    terminal.write('exit 0\n');
    await terminal.done;
  } finally {
    terminal.signal('SIGKILL');
  }
}
