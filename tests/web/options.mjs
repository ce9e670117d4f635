// SPDX-License-Identifier: MIT
// Cases of what open refuses, and of what cannot be loaded.
import {ended, equal, isNode, later, matches, thrown} from './tools.mjs';

/* Refused by a TypeError that names the option; nothing has started. */
async function refused(play, options, option, message = /^the option /) {
  const error = await thrown(() => play('sleeps', options));
  equal([error.constructor.name, error.option], ['TypeError', option]);
  matches(error.message, message);
}

/* What the host would call unhandled. */
async function unhandled(call) {
  const seen = [];
  const on = event => {
    seen.push(String(event.reason ?? event));
    event.preventDefault?.();
  };
  if (isNode) process.on('unhandledRejection', on);
  else addEventListener('unhandledrejection', on);
  await call();
  await later(20);
  if (isNode) process.off('unhandledRejection', on);
  else removeEventListener('unhandledrejection', on);
  return seen;
}

const url = (play, name) => new URL(name, play.folder);

export const options = {
  async 'options that are refused'(play) {
    for (const bad of [null, 1, 'text', [], new Map()])
      equal((await thrown(() =>
        play.open(url(play, 'web_programs.mjs'), bad))).constructor.name,
      'TypeError');
    await refused(play, {colour: 1}, 'colour', /colour is none that open knows/);
    await refused(play, {toString: 1}, 'toString');
    for (const [option, values] of Object.entries({
      wasm: [null, 1, true, '', () => {}, {}, Promise.resolve(null),
        Promise.resolve(1)],
      env: [null, 1, 'A=b', ['A'], new Map([['A', 'b']])],
      module: [null, 1, 'text', ['a'], new Set()],
      signal: [null, 1, 'text', {}, new AbortController()],
      stdout: [null, 1, 'text', {}, {write: 1}, new ReadableStream()],
      stderr: [null, 1, 'text', {}, {write: 1}],
    }))
      for (const value of values) await refused(play, {[option]: value}, option);
    const locked = new WritableStream();
    locked.getWriter();
    await refused(play, {stdout: locked}, 'stdout');
  },

  async 'arguments that are refused'(play) {
    const open = args => () =>
      play.open(url(play, 'web_programs.mjs'), {args, stdout() {}});
    for (const args of [null, 'text', 1, {0: 'a'}, new Set(['a'])])
      equal((await thrown(open(args))).option, 'args');
    for (const arg of ['a\0b', '\0', '\ud800', 'a\udc00b', null, undefined, 1, {},
      ['a'], Symbol('s')]) {
      const error = await thrown(open(['sleeps', arg, 'b']));
      equal([error.constructor.name, error.option], ['TypeError', 'args[1]']);
    }
    equal((await thrown(open(['a', , 'b']))).option, 'args[1]'); // eslint-disable-line
    const args = ['sleeps'];
    const opening = open(args)();
    args[0] = 'exits';
    equal(await (await opening).exited, 7);
  },

  async 'an environment that is refused'(play) {
    for (const [env, option] of [[{'A=B': 'c'}, 'env'], [{'=': 'c'}, 'env'],
      [{'': 'c'}, 'env'], [{'A\0': 'c'}, 'env'], [{'\ud800': 'c'}, 'env'],
      [{A: 'b\0'}, 'env.A'], [{A: '\udc00'}, 'env.A'], [{A: null}, 'env.A'],
      [{A: 1}, 'env.A'], [{A: {}}, 'env.A']])
      await refused(play, {env}, option);
    equal((await ended(await play('arguments', {env: {COLOUR: 'a=b', X: ''}})))
      .stdout.endsWith('a=b, no user\n'), true);
  },

  async 'what emcc would not look at'(play) {
    for (const name of ['wio', 'instantiateWasm', 'stdin', 'printErr'])
      await refused(play, {module: {[name]: 1}}, 'module', /which open sets/);
    for (const name of ['print', 'arguments', 'preRun', 'noInitialRun', 'locateFile',
      'wasmBinary', 'onExit', 'thisProgram', 'canvas'])
      await refused(play, {module: {[name]: () => {}}}, 'module',
        new RegExp(`has ${name}, which the program was not linked to look for`));
  },

  async 'what is not there, and what came instead'(play) {
    const failing = async (glue, wasm, ...patterns) => {
      const {message, cause} = await thrown(() => play.open(glue, {wasm}));
      matches(message, /^the program could not be loaded: /);
      for (const pattern of patterns) matches(message, pattern);
      equal(cause instanceof Error, true);
    };
    const glue = url(play, 'web_programs.mjs');
    const none = isNode ? /ENOENT/ : /404/;
    await failing(url(play, 'none.mjs'), undefined, /none\.mjs/);
    await failing(glue, url(play, 'none.wasm'), /none\.wasm: /, none);
    await failing(glue, glue, /web_programs\.mjs: no WebAssembly but .*"/);
    const page = '<!doctype html>';
    for (const [status, type] of [[404, 'text/html'], [200, 'text/html']])
      await failing(glue, new Response(page, {status, headers: {'content-type': type}}),
        new RegExp(`the option wasm: .*${status}, ${type}, "<!do"`));
    await failing(glue, new Response(page,
      {headers: {'content-type': 'application/wasm'}}), /the option wasm: .*3c 21/);
    await failing(glue, new TextEncoder().encode(page), /the option wasm: .*"<!do"/);
    await failing(glue, new Uint8Array(), /the option wasm: .*""/);
    const used = new Response('abc');
    await used.text();
    await failing(glue, used, /the option wasm: /);
    await failing(async () => { throw new Error('of the glue'); }, undefined,
      /of the glue/);
    await failing(() => { throw new Error('of the glue'); }, undefined, /of the glue/);
    if (isNode) return;
    await failing('/', undefined, /\/: .*\(200, text\/html, "<!do"\)/);
    await failing('http://localhost:1/x.mjs', undefined, /localhost:1/);
    await failing(glue, 'http://localhost:1/x.wasm', /localhost:1\/x\.wasm: /);
  },

  async 'loading that is aborted'(play) {
    const reason = new Error('enough');
    const open = (glue, options) =>
      thrown(() => play.open(glue, {stdout: () => equal('nothing', 'runs'), ...options}));
    const glue = url(play, 'web_programs.mjs');
    const never = new Promise(() => {});
    equal(await open(never, {signal: AbortSignal.abort(reason)}) === reason, true);
    for (const given of [[never], [glue, {wasm: never}],
      [glue, {wasm: {arrayBuffer: () => never}}]]) {
      const controller = new AbortController();
      const opening = open(given[0], {...given[1], signal: controller.signal});
      await later(1);
      controller.abort(reason);
      equal(await opening === reason, true);
    }
    // In between, whenever that is.
    for (let turns = 0; turns < 8; turns++) {
      const controller = new AbortController();
      const opening = play.open(glue, {args: ['sleeps_long'], signal: controller.signal, stdout() {}})
        .then(app => app.exited, error => error);
      for (let i = 0; i < turns; i++) await later(0);
      controller.abort(reason);
      equal([reason, 130].includes(await opening), true);
    }
  },

  async 'a wasm of another program'(play) {
    matches((await thrown(() => play('sleeps', {wasm: url(play, 'web_plain.wasm')})))
      .message, /could not be loaded: .*(of one build|different builds)/);
    // As a page has it that keeps one half of a program for too long.
    matches((await thrown(() => play('sleeps', {program: 'web_plain',
      wasm: url(play, 'web_programs.wasm')}))).message,
    /could not be loaded: .*(of one build|different builds)/);
  },

  async 'nothing is unhandled'(play) {
    const late = message => later(10).then(() => { throw new Error(message); });
    const good = url(play, 'web_programs.mjs');
    equal(await unhandled(async () => {
      for (const given of [
        () => [late('glue'), {colour: 1}],
        () => [late('glue'), null],
        () => [late('glue'), {wasm: late('wasm')}],
        () => [url(play, 'none.mjs'), {wasm: late('wasm')}],
        () => [good, {args: [1], wasm: late('wasm')}],
        () => [good, {wasm: late('wasm')}],
        () => [late('glue'), {wasm: Promise.reject(new Error('wasm'))}],
      ]) {
        const [glue, options] = given();
        await thrown(() => play.open(glue, options));
      }
    }), []);
  },

  async 'a death that nobody looks at'(play) {
    // Is told where it is seen, and kills no other program.
    let stderr = '';
    const open = () => play.open(url(play, 'web_programs.mjs'), {args: ['traps'],
      stdout() {}, stderr: text => { stderr += text; }});
    let app;
    equal(await unhandled(async () => {
      app = await open();
      await later(20);
    }), []);
    matches(stderr, /^wasyncio: WIO_ECLOSED: the program is dead .*unreachable\n$/);
    equal((await thrown(() => app.exited)).code, 'WIO_ECLOSED');
    stderr = '';
    await thrown(async () => (await open()).exited);
    equal(stderr, '');
  },
};
