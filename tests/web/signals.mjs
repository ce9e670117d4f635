// SPDX-License-Identifier: MIT
// What a host sends beside interrupts, by calls that are the same everywhere.
import {ended, equal, isNode, later} from './tools.mjs';

const program = 'web_signals';
const listening = () => isNode ? ['SIGINT', 'SIGTERM', 'SIGHUP'].map(name =>
  process.listenerCount(name)) : [1, 1, 1];

export const signals = {
  async 'terminated, with a cleanup'(play) {
    const app = await play('gracefully', {program});
    equal([app.terminate(), app.hangup()], [0, 0]); // main has not begun
    await app.says('working');
    equal(app.hangup(), 0);
    equal(app.terminate(), 1);
    await app.says('over');
    await app.says('over\nworking');
    equal(app.terminate(), 0);
    equal(app.interrupt(), 1);
    const rest = 'work: WIO_ECANCELED\ncleanup: 0\n';
    equal(await ended(app), {status: 143, stderr: '',
      stdout: `working\n${rest}over\nworking\n${rest}`});
    equal([app.terminate(), app.hangup(), app.interrupt()], [0, 0, 0]);
  },

  async 'terminated while nobody reads'(play) {
    const app = await play('floods', {program, stdout: () => new Promise(() => {})});
    await later(10);
    equal(app.terminate(), 1);
    equal(await app.exited, 143);
  },

  async 'signals as a stream'(play) {
    const before = listening();
    const app = await play('stream', {program});
    await app.says('working');
    equal(listening().map((n, i) => n - before[i]), isNode ? [1, 1, 1] : [0, 0, 0]);
    equal([app.hangup(), app.interrupt() > 0, app.hangup()], [1, true, 1]);
    await app.says('next: 4\nnext: 4');
    equal(app.terminate(), 1);
    await app.says('over');
    equal(listening().map((n, i) => n - before[i]), isNode ? [1, 0, 0] : [0, 0, 0]);
    equal([app.terminate(), app.hangup()], [0, 0]);
    app.interrupt();
    equal(await ended(app), {status: 130, stderr: '',
      stdout: 'working\nnext: 1\nnext: 4\nnext: 4\nnext: 2\nover\n'});
    equal(listening(), before);
  },

  async 'signals that are not taken'(play) {
    const before = listening();
    const app = await play('plain', {program});
    await app.says('working');
    equal([app.terminate(), app.hangup()], [0, 0]);
    equal(listening().slice(1), before.slice(1));
    app.interrupt();
    equal(await app.exited, 130);
    // Nor where nothing of it is linked.
    const other = await play('sleeps_long');
    await other.says('working');
    equal([other.terminate(), other.hangup(), other.interrupt()], [0, 0, 1]);
    equal(await other.exited, 130);
  },
};
