// SPDX-License-Identifier: MIT
// Events of the host that call the program, and the turns that they get.
import {ended, equal, isNode, later, matches} from './tools.mjs';

/* Counts the turns of a program from here on. */
function counted(app) {
  const counter = {turns: 0};
  const step = app.module._wio__web_step;
  app.module._wio__web_step = (...args) => {
    counter.turns++;
    return step(...args);
  };
  return counter;
}

/* What each does to a task that nothing else would wake. */
const acts = {
  set_result: 'awaited 1',
  set_value: 'awaited 2',
  set_exception: 'awaited -20001',
  future_cancel: 'awaited -10002',
  task_cancel: 'WIO_ECANCELED 0',
  task_of_group: 'awaited 7',
  create_task: 'awaited 7',
  add_done_callback: 'awaited 7',
  call_soon: 'awaited 7',
  call_soon_threadsafe: 'awaited 7',
  call_later: 'awaited 7',
  call_at: 'awaited 7',
  reschedule: 'WIO_ETIMEDOUT 0',
  reschedule_to_now: 'WIO_ETIMEDOUT 0',
  loop_stop: 'WIO_ECANCELED 0',
  ticket: 'awaited 3',
  interrupt: 'WIO_ECANCELED 0',
};

/* One more for the look at what is due next, and at timers that come too early. */
const timed = ['call_later', 'call_at', 'reschedule'];

const play1 = (play, what) => play(what, {program: 'web_outside'});

export const outside = {
  async 'an event wakes the loop, whatever it calls'(play) {
    for (const [what, outcome] of Object.entries(acts)) {
      const app = await play1(play, what);
      await app.says('waiting');
      await later(1);
      const counter = counted(app);
      if (app.module._act() < 0) throw new Error(`${what} is refused`);
      equal(app.stdout, 'waiting\n'); // not before the next turn
      const {stdout} = await ended(app);
      matches(stdout, new RegExp(`^waiting\n${outcome}\nstatus \\d+\n$`));
      equal(counter.turns <= (timed.includes(what) ? 4 : 1), true);
    }
  },

  async 'an event that takes a timer or a hold away is seen, too'(play) {
    // On Node nothing holds the process then but the test.
    for (const what of ['handle_cancel', 'loop_release']) {
      const app = await play1(play, what);
      await app.says('waiting');
      const counter = counted(app);
      equal(app.module._act(), 0);
      await later(20);
      equal(counter.turns, 1);
      equal(app.interrupt(), 1);
      await app.exited;
    }
  },

  async 'an event that comes with nothing to do costs no turn'(play) {
    const app = await play1(play, 'none');
    await app.says('waiting');
    const counter = counted(app);
    equal(app.module._act(), -1);
    await later(10);
    equal(counter.turns, 0);
    app.interrupt();
    await app.exited;
  },

  async 'interrupted before main'(play) {
    for (const times of [1, 2]) {
      const app = await play('sleeps_long');
      for (let i = 1; i <= times; i++) equal(app.interrupt(), i);
      const {status, stdout} = await ended(app);
      equal(status, 130);
      // It cancels a main task that has not begun; the second ends the run.
      equal(stdout, '');
    }
  },

  async 'interrupted before main, which has two runs'(play) {
    const app = await play('listeners');
    globalThis.probe = () => 0;
    equal(app.interrupt(), 1);
    // The first of the five is in main, the second would be in the run.
    equal((await ended(app)).stdout, '0\n0\n0\n0\n');
  },

  async 'interrupted by an AbortSignal'(play) {
    const controller = new AbortController();
    const options = {signal: controller.signal};
    const listeners = new Set();
    for (const [name, note] of [['addEventListener', 'add'],
      ['removeEventListener', 'delete']])
      controller.signal[name] = (event, listener) => {
        listeners[note](listener);
        AbortSignal.prototype[name].call(controller.signal, event, listener);
      };
    const apps = [await play('sleeps_long', options),
      await play('sleeps_long', options)];
    for (const app of apps) await app.says('working');
    const ended = await play('sleeps', options);
    equal(listeners.size, 1); // for all, and none of what is over
    await ended.exited;
    equal(listeners.size, 1);
    controller.abort();
    for (const app of apps) equal(await app.exited, 130);
    equal(listeners.size, 0);
  },

  async 'what emcc calls back finds a living program'(play) {
    const expected = {
      set_timeout: 1, async_call: 1, set_immediate: 1, set_interval: 3,
      set_timeout_loop: 3, clear_timeout: 11, main_loop: 5,
      infinite_main_loop: 5, infinite_main_loop_arg: 5,
      ...!isNode && {frame_loop: 5},
    };
    for (const [name, calls] of Object.entries(expected)) {
      const app = await play(name, {program: 'web_callbacks'});
      equal([name, await ended(app)],
        [name, {status: 0, stdout: `${calls} calls\n`.repeat(2), stderr: ''}]);
    }
  },

  async 'a websocket'(play) {
    await withSockets(async sockets => {
      const app = await play('websocket', {program: 'web_callbacks'});
      equal(await ended(app),
        {status: 0, stdout: '1 calls\n1 calls\n', stderr: ''});
      await later(10);
      equal(sockets.map(socket => socket.readyState), [3, 3]);
      equal(app.stdout, '1 calls\n1 calls\n');
    });
  },

  async 'a fetch'(play) {
    if (isNode) return; // emcc's own wants XMLHttpRequest
    const {href: ADDRESS} = new URL('web_plain.mjs', play.folder);
    equal(await ended(await play('fetch',
      {program: 'web_callbacks', env: {ADDRESS}})),
    {status: 0, stdout: '200 calls\n200 calls\n', stderr: ''});
  },
};

/* In place of the host's: they open, and close, by themselves. */
export async function withSockets(use) {
  const before = globalThis.WebSocket;
  const sockets = [];
  globalThis.WebSocket = class {
    readyState = 0;
    constructor() {
      sockets.push(this);
      setTimeout(() => this.become(1, 'onopen'));
    }
    become(state, on) {
      this.readyState = state;
      this[on]?.({code: 1000, reason: '', wasClean: true});
    }
    close() {
      setTimeout(() => this.become(3, 'onclose'));
    }
  };
  try {
    await use(sockets);
  } finally {
    globalThis.WebSocket = before;
  }
}
