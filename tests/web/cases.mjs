// SPDX-License-Identifier: MIT
// What is the same in a page and in Node.  Each case gets a `play`, which opens
// one of the programs of programs.c.

import {ends} from './ends.mjs';
import {inputs} from './inputs.mjs';
import {options} from './options.mjs';
import {outside} from './outside.mjs';
import {signals} from './signals.mjs';
import {streams} from './streams.mjs';
import {
  ended, equal, isNode, later, limited, matches, thrown,
} from './tools.mjs';

export {player} from './tools.mjs';

export const cases = {
  async 'a coroutine sleeps'(play) {
    equal(await ended(await play('sleeps')),
      {status: 7, stdout: 'sleeping\nmain: slept\n', stderr: ''});
  },

  async 'a main without arguments'(play) {
    equal(await ended(await play('', {program: 'web_plain'})),
      {status: 7, stdout: 'slept 0\n', stderr: ''});
  },

  async 'arguments and environment'(play) {
    equal(await ended(await play('arguments',
      {args: ['', 'grün'], env: {COLOUR: 'blau', USER: undefined}})), {
      status: 0,
      stdout: '0: web_programs\n1: arguments\n2: \n3: grün\nblau, no user\n', stderr: '',
    });
  },

  async 'what its JavaScript is given'(play) {
    let count = 0;
    const given = () => ++count;
    const app = await play('given', {module: {given, other: 'thing'}});
    equal(app.module.other, 'thing');
    equal(await ended(app),
      {status: 0, stdout: 'given 1, now 2\n', stderr: ''});
    equal((await ended(await play('given'))).stdout, 'given -1, now -1\n');
    for (const name of ['wio', 'stdout']) {
      const error = await thrown(() => play('given', {module: {[name]: 1}}));
      equal([error.constructor.name, error.message],
        ['TypeError', `the option module has ${name}, which open sets`]);
    }
  },

  async 'a file system'(play) {
    equal(await ended(await play('', {program: 'web_files'})),
      {status: 0, stdout: 'note: grüß', stderr: 'done'});
  },

  async 'a task is cancelled'(play) {
    equal(await ended(await play('cancels')), {
      status: 0, stderr: '',
      stdout: 'child: WIO_ECANCELED\nawaited: 0 WIO_ECANCELED\n',
    });
  },

  async 'interrupted in a sleep'(play) {
    const app = await play('sleeps_long');
    await app.says('working');
    equal(app.interrupt(), 1);
    equal(await ended(app),
      {status: 130, stdout: 'working\nwork: WIO_ECANCELED\n', stderr: ''});
  },

  async 'interrupted twice'(play) {
    const app = await play('stubborn');
    await app.says('working');
    equal(app.interrupt(), 1);
    await app.says('work: WIO_ECANCELED');
    equal(app.interrupt(), 2);
    equal(await app.exited, 130);
  },

  async 'interrupted twice in one turn'(play) {
    const app = await play('sleeps_long');
    await app.says('working');
    equal([app.interrupt(), app.interrupt()], [1, 2]);
    equal(await app.exited, 130);
  },

  async 'interrupted while it computes'(play) {
    const app = await play('computes');
    await app.says('computing');
    await later(50);
    const before = app.module._ticks();
    await later(50);
    equal(app.module._ticks() - before, 0);
    equal(app.interrupt(), 1);
    await later(20);
    equal(app.stdout, 'computing\n');
    const begun = performance.now();
    equal(app.interrupt(), 2);
    equal(await app.exited, 130);
    equal(performance.now() - begun < 1000, true);
    equal(app.stdout, 'computing\nWIO_EINTERRUPTED, beats: 0\n');
  },

  async 'interrupted while it computes, with nothing else to do'(play) {
    const app = await play('computes_alone');
    await app.says('computing');
    await later(30);
    app.interrupt();
    app.interrupt();
    equal(await app.exited, 130);
    equal(app.stderr, '');
  },

  async 'a turn at an inserted check point is the host\'s alone'(play) {
    const app = await play('turns', {program: 'web_points'});
    await app.says('computing');
    const before = app.module._events();
    for (let i = 0; i < 5; i++) {
      await later(10); // timers of the program are due
      app.module._from_outside();
    }
    equal(app.interrupt(), 1);
    equal(app.module._try_sleep() < 0, true);
    await later(20);
    equal(app.module._events(), before);
    equal(app.stdout, '0 computing\n');
    app.module._stop();
    equal(await ended(app), {
      status: 130, stderr: '',
      // What was left of its iteration comes first, then what came meanwhile, as it
      // came: each event posts, the first one also completes.  The task that main
      // awaits was cancelled then, but has ended only now.
      stdout: '0 computing\n0 goes on\n0 called soon\n1 posted\n1 completed\n' +
        `${'1 posted\n'.repeat(4)}1 WIO_ECANCELED\n1 called later\n2 slept\n`,
    });
  },

  async 'interrupted while tasks are always ready'(play) {
    const app = await play('spins');
    await app.says('spinning');
    await later(20);
    app.interrupt();
    equal(await ended(app),
      {status: 130, stdout: 'spinning\nWIO_ECANCELED\n', stderr: ''});
  },

  async 'interrupted when its iterations have become slow'(play) {
    const app = await play('slows_down');
    await app.says('slow');
    const begun = performance.now();
    await later(0);
    app.interrupt();
    equal(await app.exited, 130);
    equal(performance.now() - begun < 1500, true);
  },

  async 'interrupted before the first step'(play) {
    let app;
    globalThis.probe = () => app.interrupt() - 1;
    app = await play('before_first_step');
    equal(await ended(app),
      {status: 0, stdout: 'run: WIO_EINTERRUPTED\n', stderr: ''});
  },

  async 'a wait below a host frame is refused'(play) {
    let calls = 0;
    globalThis.probe = (what, module) => {
      calls++;
      return module._try_sleep();
    };
    equal(await ended(await play('sleeps_below')), {
      status: 0, stderr: '',
      stdout: 'below: WIO_ENOSUSPEND\nabove: slept\nbelow: WIO_ENOSUSPEND\n',
    });
    equal(calls, 2);
  },

  async 'a task is ended below a host frame'(play) {
    const seen = [];
    let app;
    globalThis.probe = (what, module) => {
      if (what == 'wait') return module._try_sleep();
      try {
        seen.push(app.interrupt(), app.interrupt());
        module._compute();
      } catch (error) {
        seen.push(error instanceof WebAssembly.Exception);
        throw error;
      } finally {
        seen.push(module._try_sleep() < 0);
      }
    };
    app = await play('', {program: 'web_points'});
    equal(await ended(app), {
      status: 0, stderr: '',
      stdout: 'cleanup of a local: fine\nrun: WIO_EINTERRUPTED\n' +
        'main: fine, WIO_EINTERRUPTED\nthe other goes on\n' +
        'again: fine, below: WIO_ENOSUSPEND\n',
    });
    equal(seen, [1, 2, true, true]);
  },

  async 'a host frame keeps a task from being ended'(play) {
    // Then the next place that an interrupt reaches ends it.
    for (const [how, end] of [
      ['waits', 'waits: WIO_EINTERRUPTED\n'],
      ['checks', 'checks: WIO_EINTERRUPTED\n'],
      ['computes', ''],
    ]) {
      let app;
      globalThis.probe = (what, module) => {
        if (what == 'wait') return module._try_sleep();
        app.interrupt();
        app.interrupt();
        try {
          module._compute();
        } catch { /* as code does that thinks of other errors */ }
      };
      app = await play(how, {program: 'web_points'});
      const {stdout} = await ended(app);
      equal(stdout, `caught\n${end}cleanup of a local: fine\n` +
        'run: WIO_EINTERRUPTED\nmain: fine, WIO_EINTERRUPTED\n' +
        'the other goes on\nagain: fine, below: WIO_ENOSUSPEND\n');
    }
  },

  async 'a run below a host frame is refused'(play) {
    globalThis.probe = (what, module) => module._try_run();
    equal((await ended(await play('sleeps_below'))).stdout,
      'below: WIO_ERUNNING\nabove: slept\nbelow: WIO_ERUNNING\n');
  },

  async 'a run between turns is refused'(play) {
    const app = await play('sleeps_long');
    await app.says('working');
    equal(app.module._try_run(), -10012); // WIO_ENOSUSPEND
    app.interrupt();
    equal(await app.exited, 130);
  },

  async 'a step inside a step is refused'(play) {
    const seen = [];
    globalThis.probe = (what, module) => {
      const code = module._wio__web_step();
      seen.push(code);
      return code;
    };
    equal((await ended(await play('sleeps_below'))).stdout,
      'below: WIO_EREENTRANT\nabove: slept\nbelow: WIO_EREENTRANT\n');
  },

  async 'memory grows below a host frame'(play) {
    globalThis.probe = (what, module) =>
      what == 'grow' ? module._try_grow() : module._try_sleep();
    equal((await ended(await play('grows'))).stdout,
      'grew below: 1\nmain: slept\nbelow: WIO_ENOSUSPEND\n');
  },

  async 'wio_exit in a coroutine'(play) {
    equal(await ended(await play('asks_to_exit')),
      {status: 6, stdout: 'at exit, no newline', stderr: ''});
  },

  async 'main returns while tasks run'(play) {
    const {status, stdout} = await ended(await play('ends_without_close'));
    equal({status, stdout},
      {status: 4, stdout: 'sleeping\nmain: slept\nrun: 7\n'});
  },

  async 'a trap kills one instance only'(play) {
    const other = await play('sleeps_long');
    await other.says('working');
    const app = await play('traps');
    const error = await thrown(() => app.exited);
    equal(error.code, 'WIO_ECLOSED');
    matches(error.message,
      /dead \(in task 'Task-1'\): RuntimeError/);
    equal(error.cause instanceof WebAssembly.RuntimeError, true);
    equal(app.stdout, 'trapping\n');
    equal(app.interrupt(), 0);
    equal(other.interrupt(), 1);
    equal(await other.exited, 130);
  },

  async 'a foreign exception kills the instance'(play) {
    const cause = new TypeError('from the test');
    globalThis.probe = () => { throw cause; };
    const app = await play('throws');
    const error = await thrown(() => app.exited);
    equal(error.cause === cause, true);
    matches(error.message, /dead.*: TypeError: from the test/);
    equal(app.interrupt(), 0);
  },

  async 'no host frame keeps what ends the program from ending it'(play) {
    for (const [way, name, end] of [['_try_throw', 'RuntimeError', 'WIO_ECLOSED'],
      ['_quit', 'ExitStatus', 7]]) {
      const seen = [];
      globalThis.probe = (what, module) => {
        seen.push('C asks');
        try {
          module[way](7);
        } catch (error) {
          seen.push(error.name, module._try_throw());
        }
        return 1;
      };
      const app = await play('throws_held');
      equal(await app.exited.catch(error => error.code), end);
      await later(1);
      equal([way, ...seen], [way, 'C asks', name, undefined]);
    }
  },

  async 'a host frame catches what C throws'(play) {
    // And no other task takes it for its own.
    globalThis.probe = (what, module) => {
      try {
        return module._try_throw();
      } catch (error) {
        if (what == 'pass') throw error;
        return 3;
      }
    };
    equal(await ended(await play('throws_held')), {
      status: 0, stderr: '',
      stdout: 'caught\ncaught\nreturned\nreturned\nthrown\nthrown\n' +
        'returned\ncaught\n',
    });
  },

  async 'main overflows its stack'(play) {
    const app = await play('overflows_main');
    matches((await thrown(() => app.exited)).message, /dead.*: RuntimeError/);
    matches(app.stderr, /main overflowed its stack/);
  },

  async 'a completion from outside'(play) {
    const app = await play('awaits_ticket');
    await app.says('waiting');
    await later(5);
    equal(app.module._complete(12), 0);
    equal(app.stdout, 'waiting\n'); // not before the next turn
    equal(await ended(app),
      {status: 12, stdout: 'waiting\nresult: 12\n', stderr: ''});
  },

  async 'a completion that nothing else waits beside'(play) {
    const listeners = () => globalThis.process?.listenerCount?.('beforeExit');
    const before = listeners();
    const app = await play('awaits_only_ticket');
    await app.says('waiting');
    await later(5);
    // It keeps Node alive, and does not ask again and again whether that ends.
    equal(listeners(), before);
    equal(app.module._complete(12), 0);
    equal(await ended(app),
      {status: 12, stdout: 'waiting\nresult: 12\n', stderr: ''});
  },

  async 'turns are taken only when there is something to do'(play) {
    const app = await play('awaits_ticket');
    let turns = 0;
    const step = app.module._wio__web_step;
    app.module._wio__web_step = () => { turns++; return step(); };
    await app.says('waiting');
    await later(30);
    equal(turns, 1);
    app.module._nudge(3);
    await later(30);
    equal(turns, 2);
    app.module._complete(1);
    app.interrupt();
    equal(await app.exited, 130);
    equal(turns, 3);
  },

  async 'turns come at the times of timers'(play) {
    const app = await play('sleeps');
    let turns = 0;
    const step = app.module._wio__web_step;
    app.module._wio__web_step = () => { turns++; return step(); };
    equal(await app.exited, 7);
    equal(turns <= 4, true); // a timer of the host may come too early
  },

  async 'SIGINT is taken for runs only'(play) {
    globalThis.probe = () => isNode ? process.listenerCount('SIGINT') : 0;
    const {stdout} = await ended(await play('listeners'));
    equal(stdout, isNode ? '0\n1\n0\n1\n0\n' : '0\n0\n0\n0\n0\n');
  },

  async 'many instances leave nothing with the process'(play) {
    if (!isNode) return;
    const before = process.eventNames().map(name =>
      [String(name), process.listenerCount(name)]);
    await Promise.all(Array.from({length: 20}, async (_, i) =>
      (await play(i % 2 ? 'sleeps' : 'exits')).exited));
    equal(process.eventNames().map(name =>
      [String(name), process.listenerCount(name)]), before);
    equal(process.exitCode, undefined);
  },

  async 'something that is no program'(play) {
    matches((await thrown(() => play.open({}))).message, /emcc/);
    // One that emcc wrote asks for its .wasm.
    for (const glue of [async settings => settings,
      settings => new Promise(done => settings.instantiateWasm({}, done))])
      matches((await thrown(() => play.open(glue))).message,
        /^the program could not be loaded: nothing in it calls wasyncio$/);
  },

  async 'descriptors'(play) {
    const ready = isNode || 'WIO_ENOTSUP';
    const {stdout} = await ended(await play('watches',
      isNode ? {stdin: ''} : {}));
    equal(stdout.split('\n')[1], 'WIO_ENOTSUP');
    if (!isNode) equal(stdout.split('\n')[0], ready);
  },

  async 'a wasm that is not there'(play) {
    const error = await thrown(() =>
      play('sleeps', {wasm: new URL('none.wasm', play.folder)}));
    matches(error.message, /could not be loaded.*none\.wasm/);
  },

  async 'a wasm that does not fit'(play) {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    matches((await thrown(() => play('sleeps', {wasm: empty}))).message,
      /could not be loaded/);
  },

  async 'a wasm given'(play) {
    const url = new URL('web_programs.wasm', play.folder);
    const bytes = await play.read(url);
    for (const wasm of [url, url.href, bytes, new Uint8Array(bytes),
      WebAssembly.compile(bytes), isNode ? bytes : fetch(url),
      new Response(bytes)])
      equal(await (await play('sleeps', {wasm})).exited, 7);
  },

  async 'a glue that is given in other ways'(play) {
    const url = new URL('web_programs.mjs', play.folder);
    for (const glue of [url.href, import(url), await import(url),
      (await import(url)).default])
      equal(await (await play.open(glue, {args: ['sleeps'], stdout() {}}))
        .exited, 7);
  },

  ...ends,
  ...inputs,
  ...options,
  ...outside,
  ...signals,
  ...streams,
};

/* How one of them ends: null, or why it failed. */
export const outcome = (name, play) => limited(() => cases[name](play));
