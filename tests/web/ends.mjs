// SPDX-License-Identifier: MIT
// The ends of programs, and that nothing comes after them.
import {withSockets} from './outside.mjs';
import {ended, equal, later, matches, thrown} from './tools.mjs';

/* Whatever the host still calls: nothing happens, and nothing is thrown. */
async function isOver(app) {
  const {stdout, stderr} = app;
  for (const [name, value] of Object.entries(app.module))
    if (name.startsWith('_') && typeof value == 'function' &&
      name != '_fflush')
      equal([name, value(0)], [name, undefined]);
  equal(app.interrupt(), 0);
  await later(5);
  equal([app.stdout, app.stderr], [stdout, stderr]);
}

export const ends = {
  async 'after main has returned'(play) {
    const app = await play('sleeps');
    equal(await app.exited, 7);
    await isOver(app);
  },

  async 'exit in a coroutine'(play) {
    const app = await play('exits');
    equal(await ended(app),
      {status: 5, stdout: 'at exit, no newline', stderr: ''});
    await isOver(app);
  },

  async 'exit called from outside'(play) {
    const app = await play('sleeps_long');
    await app.says('working');
    equal(app.module._quit(9), undefined);
    equal(await app.exited, 9);
    await isOver(app);
  },

  async 'exit called before main'(play) {
    const app = await play('sleeps_long');
    app.module._quit(9);
    equal(await ended(app), {status: 9, stdout: '', stderr: ''});
    await isOver(app);
  },

  async 'a trap called from outside'(play) {
    const app = await play('trap', {program: 'web_outside'});
    await app.says('waiting');
    equal(app.module._act(), undefined);
    const error = await thrown(() => app.exited);
    equal(error.code, 'WIO_ECLOSED');
    matches(error.message, /the program is dead: RuntimeError/);
    await isOver(app);
  },

  async 'after a trap in a task'(play) {
    const app = await play('traps');
    await thrown(() => app.exited);
    await isOver(app);
  },

  async 'steps that are called from outside'(play) {
    // One that goes on, one that ends the program, one that kills it.
    const app = await play('sleeps');
    equal(app.module._wio__web_step(), 0);
    equal(app.stdout, 'sleeping\n');
    equal(await ended(app),
      {status: 7, stdout: 'sleeping\nmain: slept\n', stderr: ''});

    const exits = await play('exits');
    equal(exits.module._wio__web_step(), undefined);
    equal(await exits.exited, 5);

    const traps = await play('traps');
    equal(traps.module._wio__web_step(), undefined);
    matches((await thrown(() => traps.exited)).message, /dead/);

    const spins = await play('spins');
    spins.module._wio__web_step();
    await later(1);
    equal(spins.interrupt(), 1);
    equal(await spins.exited, 130);
  },

  async 'what emcc still holds is let go of'(play) {
    await withSockets(async sockets => {
      const app = await play('leaves_behind', {program: 'web_callbacks'});
      equal(await ended(app),
        {status: 0, stdout: '0 calls\nat exit\n', stderr: ''});
      await later(30);
      equal(app.stdout, '0 calls\nat exit\n');
      equal(sockets.map(socket => socket.readyState), [3]);
    });
  },

  async 'a trap or an exit in what emcc calls back'(play) {
    const traps = await play('traps', {program: 'web_callbacks'});
    matches((await thrown(() => traps.exited)).message, /dead: RuntimeError/);
    equal(await (await play('quits', {program: 'web_callbacks'})).exited, 9);
  },

  async 'what would throw away all tasks is refused'(play) {
    for (const [name, refused] of [
      ['unwinds', 'emscripten_unwind_to_js_event_loop'],
      ['lives_on', 'emscripten_exit_with_live_runtime'],
    ]) {
      const app = await play(name, {program: 'web_callbacks'});
      matches((await thrown(() => app.exited)).message,
        new RegExp(`${refused} would throw away all tasks: wait instead`));
    }
  },
};
