// SPDX-License-Identifier: MIT
// The build: right it makes a program that runs, and broken in each way known
// it fails and says why. It is broken from outside, by a Binaryen that does
// something else than it was told.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync}
  from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wasyncio build '));
after(() => rmSync(folder, {recursive: true, force: true}));

const {WASYNCIO_WASM_OPT, WASYNCIO_WASM_MERGE, WASYNCIO_WASMTIME,
  WASYNCIO_NODE24} = process.env;

function run(command, args, env) {
  const {status, stdout, stderr, error} = spawnSync(command, args,
    {encoding: 'utf8', timeout: 300_000, env: {...process.env, ...env}});
  assert.equal(error, undefined);
  // CMake breaks lines where it likes.
  return {status, text: (stdout + stderr).replace(/\s+/g, ' ')};
}

// A program in front of another; change is a function's text: what to call
// instead, as a list of argument lists.
let wrappers = 0;
function wrapper(real, change) {
  const file = join(folder, `wrapper-${wrappers++}`);
  writeFileSync(file, `#!${process.execPath}
const {spawnSync} = require('node:child_process');
const {copyFileSync, writeFileSync} = require('node:fs');
const EVERYTHING = ['--always-inline-max-function-size=80'];
const change = ${change};
for (const args of change(process.argv.slice(2))) {
  const {status} = spawnSync(${JSON.stringify(real)}, args, {stdio: 'inherit'});
  if (status !== 0) process.exit(status ?? 1);
}
`);
  chmodSync(file, 0o755);
  return file;
}

const wasmOpt = change => ({opt: wrapper(WASYNCIO_WASM_OPT, change)});
const wasmMerge = change => ({merge: wrapper(WASYNCIO_WASM_MERGE, change)});
const node = change => ({node: wrapper(process.execPath, change)});

function list(...names) {
  const file = join(folder, `suspend-${wrappers++}.list`);
  writeFileSync(file, names.map(name => `${name}\n`).join(''));
  return file;
}

function stripping() {
  const file = join(mkdtempSync(join(tmpdir(), 'wasyncio-')), 'flags');
  writeFileSync(file, '--strip-all');
  after(() => rmSync(dirname(file), {recursive: true}));
  return file;
}

const whole = () => ({list: list('# ours', 'through')});

const breaks = {
  'optimised before the pass': {
    ...wasmOpt(args => args.includes('--asyncify')
      ? [['--strip-dwarf', ...EVERYTHING, '-O3', '-g',
        '--enable-exception-handling', args.at(-3), '-o', `${args.at(-1)}.early`],
      args.with(-3, `${args.at(-1)}.early`)]
      : [args]),
    says: /wio__coro_suspend is no function of its own/,
  },
  'suspend inlined by the pass before': {
    ...wasmOpt(args => [[...args.includes('--asyncify') ? EVERYTHING : [],
      ...args.filter(arg => !/^--(no|always)-inline/.test(arg))]]),
    says: /wio__coro_suspend is no function of its own/,
  },
  'a top that is not in the list': {
    compile: '-DTOP=other',
    says: /other calls Asyncify itself and is not in top\.list/,
  },
  'a top with a stack frame': {
    compile: '-DTOP=wio_yield',
    link: '-Wl,--allow-multiple-definition',
    says: /wio_yield is in top\.list and has a stack frame/,
  },
  'a top that what may suspend is inlined into': {
    compile: '-DYIELDS',
    type: 'MinSizeRel',
    ...wasmOpt(args => [args.filter(arg => !arg.endsWith('_slow'))]),
    says: /wio_yield is in top\.list and calls wio__coro_suspend/,
  },
  'check points that are calls': {
    ...wasmOpt(args => [args.filter(arg => arg !== '--inlining-optimizing')]),
    says: /Check points were not inlined before the Asyncify pass/,
  },
  'no Asyncify pass': {
    ...wasmOpt(args => [args.filter(arg => !arg.includes('asyncify'))]),
    says: /The Asyncify pass did not run/,
  },
  'a list that is not read': {
    ...whole(),
    ...wasmOpt(args => [args.map(arg => arg.replace('@@', '@'))]),
    says: /through is in a SUSPEND_LIST .* it did not read the list/,
  },
  'a list that does not exist': {
    list: join(folder, 'no.list'),
    says: /SUSPEND_LIST: there is no file .*no\.list/,
  },
  'a throw that nothing catches': {
    ...wasmMerge(args => {
      if (args.includes('--version')) return [args];
      const other = `${args.at(-1)}.wat`;
      writeFileSync(other, `(module
        (import "env" "__indirect_function_table" (table 1 funcref))
        (tag $other) (tag $left) (tag $leapt)
        (func (export "wio__eh_throw") (throw $left))
        (func (export "wio__eh_leap") (throw $leapt))
        (func (export "wio__eh_protect") (param i32 i32) (result i64)
          (try (result i64)
            (do (call_indirect (param i32) (local.get 1) (local.get 0))
              (i64.const 0))
            (catch $leapt (i64.const 1))))
        (func (export "wio__eh_call") (param i32 i32) (result i64)
          (try (result i64)
            (do (call_indirect (param i32) (local.get 1) (local.get 0))
              (i64.const 0))
            (catch $other (i64.const 1)))))`);
      return [args.map(arg => arg.endsWith('eh.wat') ? other : arg)];
    }),
    says: /Nothing catches the throw/,
  },
  'no merge': {
    ...wasmMerge(args => {
      if (args.includes('--version')) return [args];
      copyFileSync(args.find(arg => arg.endsWith('.a.wasm')), args.at(-1));
      return [];
    }),
    says: /eh\.wat was not merged/,
  },
  'no stack check': {
    check: 'ON',
    ...node(args => {
      if (!args[0].endsWith('check.mjs')) return [args];
      copyFileSync(args[1], args[2]);
      return [];
    }),
    says: /The stack check did not run/,
  },
  'a stack check that ends nothing': {
    check: 'ON',
    ...wasmMerge(args => {
      if (args.includes('--version')) return [args];
      const other = `${args.at(-1)}.wat`;
      writeFileSync(other, `(module (global (export "wio__stack_limit") (mut i32)
          (i32.const 0))
        (func (export "wio__stack_limits") (param i32))
        (func (export "wio__stack_limited") (result i32) (i32.const 0))
        (func (export "wio__stack_room"))
        (func $wio__stack_outside (export "wio__stack_outside") (param i32)))`);
      return [args.map(arg => arg.endsWith('limits.wat') ? other : arg)];
    }),
    says: /What the stack check calls is not src\/coro\/limits\.wat's/,
  },
  'a stack check without its limits': {
    check: 'ON',
    ...wasmMerge(args => {
      const at = args.findIndex(arg => arg.endsWith('limits.wat'));
      return [at < 0 ? args : args.toSpliced(at, 2)];
    }),
    says: /limits\.wat was not merged/,
  },
  'exceptions not translated': {
    only: 'wasi',
    ...wasmOpt(args => [args.filter(arg => arg !== '--translate-to-exnref')]),
    says: /older form, which WASI engines refuse/,
  },
  'names dropped by the linker': {
    // Where linker.cmake does not see it; emcc reads such files itself.
    only: 'wasi',
    link: `-Wl,@${stripping()}`,
    says: /no function wio__coro_suspend:.*dropped the names/,
  },
  'an option of the link': {
    link: '-Wl,--strip-all',
    says: /user: -Wl,--strip-all \(from its link options.* by their names/,
  },
  'an option of a library that is linked': {
    library: '-shared',
    says: /user: -shared \(from its link options, or those of a library/,
  },
  'an option of CMAKE_EXE_LINKER_FLAGS': {
    exe: '-r',
    says: /user: -r \(from CMAKE_EXE_LINKER_FLAGS/,
  },
  'an option of the environment': {
    only: 'web',
    env: {EMCC_CFLAGS: '-s ASYNCIFY=1'},
    says: /user: -s ASYNCIFY=1 \(from the environment's EMCC_CFLAGS\)/,
  },
  'a promise awaited by EM_ASYNC_JS': {
    only: 'web',
    compile: '-DPROMISE',
    says: /EM_ASYNC_JS\(answer\) \(\w+ calls it\) cannot work: .* C waits for a promise by wio_host_call, or by WIO_JS/,
  },
  'a promise awaited by an emscripten::val': {
    only: 'web',
    compile: '-DIMPORT=_emval_await',
    says: /await of an emscripten::val \(\w+ calls it\) cannot work/,
  },
  'a promise awaited by emscripten_promise_await': {
    only: 'web',
    compile: '-DIMPORT=emscripten_promise_await_unchecked',
    says: /emscripten_promise_await_unchecked \(\w+ calls it\) cannot work/,
  },
  'a sleep of Emscripten\'s': {
    only: 'web',
    compile: '-DIMPORT=emscripten_sleep',
    says: /emscripten_sleep \(\w+ calls it\) cannot work: .* Call wio_sleep/,
  },
  'a fiber of Emscripten\'s': {
    only: 'web',
    compile: '-DIMPORT=emscripten_fiber_swap',
    says: /emscripten_fiber_swap .* Make tasks of its fibers/,
  },
  'a promise of a library for emcc': {
    only: 'web',
    compile: '-DIMPORT=later',
    link: `--js-library=${join(here, 'later.js')}`,
    says: /wasyncio: later cannot work: as later__async says/,
  },
  'a function with the name of one of libc\'s': {
    compile: '-DCLASH',
    says: /There are two functions free, with different parameters|duplicate symbol: free/,
  },
  'tail calls': {
    compile: '-mtail-call;-DTAIL',
    says: /tail calls, which Asyncify cannot unwind/,
  },
  'longjmp through JavaScript': {
    only: 'web',
    compile: '-sSUPPORT_LONGJMP=emscripten;-DJUMP',
    says: /by way of JavaScript \(it needs (invoke_\w+|emscripten_longjmp)\).*-sSUPPORT_LONGJMP=wasm/,
  },
  'C++ exceptions through JavaScript': {
    only: 'web',
    cxx: '-fexceptions;-sSUPPORT_LONGJMP=emscripten',
    says: /by way of JavaScript .* C\+\+ with -fwasm-exceptions, or with -fno-exceptions/,
  },
  'C++ exceptions of no library': {
    only: 'wasi',
    cxx: '-fwasm-exceptions;-DTHROWS',
    says: /was not linked .* link with -fwasm-exceptions, .* Or compile with -fno-exceptions/,
  },
  'exceptions in their standard form': {
    cxx: '-fwasm-exceptions;-mllvm;-wasm-use-legacy-eh=false',
    says: /exceptions in their standard form/,
  },
  'C++ exceptions in a function that waits': {
    cxx: '-fwasm-exceptions',
    says: /(sleeper|catches) may be suspended and has a catch clause with a call that may wait, of wio__coro_suspend:/,
  },
  'C++ that calls through a pointer in a catch clause': {
    cxx: '-fwasm-exceptions;-DPOINTS',
    says: /catches may be suspended and has a catch clause .* of a function by its pointer, .* a SUSPEND_LIST with no more than a comment says so/,
  },
};

for (const [preset, compiler] of
  Object.entries({wasi: 'WASYNCIO_WASI_CLANG', web: 'WASYNCIO_EMCC'})) {
  test(preset, {skip: !process.env[compiler]}, async t => {
    const tree = join(root, 'build', 'build-test', preset);
    rmSync(tree, {recursive: true, force: true});
    mkdirSync(tree, {recursive: true});

    // Cached variables are all given each time.
    const build = ({opt = WASYNCIO_WASM_OPT, merge = WASYNCIO_WASM_MERGE,
      list = '', link = '', compile = '', flags = '', cxx = '', check = 'OFF',
      split = '', tails = 'ON', node, type = 'Release', exe = '', library = '',
      env}) => {
      const configured = run('cmake', ['-G', 'Ninja', '-S', here, '-B', tree,
        `--toolchain=${join(root, preset, 'toolchain.cmake')}`,
        // As in the presets, so that ccache has compiled it already.
        `-DCMAKE_BUILD_TYPE=${type}`, '-DWASYNCIO_WERROR=ON',
        `-DWASYNCIO_WASM_OPT=${opt}`, `-DWASYNCIO_WASM_MERGE=${merge}`,
        `-DLIST=${list}`, `-DLINK=${link}`, `-DCOMPILE=${compile}`,
        `-DCATCH=${cxx}`, `-DCHECK=${check}`, `-DSPLIT=${split}`, `-DTAILS=${tails}`,
        node === undefined ? '-UWASYNCIO_NODE' : `-DWASYNCIO_NODE=${node}`,
        `-DCMAKE_EXE_LINKER_FLAGS=${exe}`, `-DLIBRARY=${library}`,
        `-DFLAGS=${flags}`]);
      if (configured.status !== 0)
        return {...configured, again: () => run('cmake', [tree])};
      const again = () => run('cmake', ['--build', tree, '--target', 'user'], env);
      return {...again(), again, configured: configured.text};
    };

    const works = () => {
      const {status, text} = preset === 'wasi'
        ? run(WASYNCIO_WASMTIME, [join(tree, 'user.wasm')])
        : run(WASYNCIO_NODE24, [join(root, 'tests', 'coro', 'web.mjs'),
          join(tree, 'user.mjs')]);
      assert.equal(status, 0, text);
      assert.equal(text, 'all ok ');
    };

    // Those of one build type after each other: with another all is compiled anew.
    const cases = {RelWithDebInfo: [], Debug: [], MinSizeRel: [], Release: []};
    const add = (type, name, play) => cases[type].push({name, play});

    // types.test.mjs builds the others.
    for (const type of ['RelWithDebInfo', 'Release']) {
      add(type, `right, ${type}`, () => {
        const {status, text} = build({type});
        assert.equal(status, 0, text);
        assert.doesNotMatch(text, /not fully compatible|experimental/);
        works();
      });
    }
    add('Release', 'right, with a list', () => {
      const {status, text} = build(whole());
      assert.equal(status, 0, text);
      works();
    });
    add('Release', 'right, with options that are not refused', () => {
      const {status, text} = build({link: {
        wasi: '-O3;-Wl,--stack-first;-Wl,--export=malloc;-Wl,--growable-table',
        web: '-sSTRICT;-sASSERTIONS=2;-sSAFE_HEAP;-sALLOW_MEMORY_GROWTH=0;' +
          '-sEXPORTED_FUNCTIONS=_main,_malloc;-sIMPORTED_MEMORY;' +
          '-sEXPORTED_RUNTIME_METHODS=ccall;-sINCOMING_MODULE_JS_API=print',
      }[preset], compile: '-fPIC', exe: '-g'});
      assert.equal(status, 0, text);
      works();
    });
    add('Release', 'right, with C++ that destroys objects in exceptions', () => {
      const {status, text} = build({cxx: '-fwasm-exceptions;-DDESTROYS'});
      assert.equal(status, 0, text);
      works();
    });
    const linked = () => readFileSync(join(tree, 'user.wasm'));
    let before;
    add('Release', 'right, with setjmp, not split', () => {
      const {status, text} = build({compile: '-DJUMP', split: 'OFF'});
      assert.equal(status, 0, text);
      works();
      before = linked();
    });
    for (const [what, how] of Object.entries({
      'right, with setjmp, split of itself': {},
      'right, with setjmp, split without tail calls': {tails: 'OFF'},
      'right, with setjmp and flags of one\'s own': {flags: '-DFLAGS_OF_ONES_OWN'}})) {
      add('Release', what, () => {
        const {status, text} = build({compile: '-DJUMP', ...how});
        assert.equal(status, 0, text);
        assert.doesNotMatch(text, /warning/);
        assert.ok(!linked().equals(before), 'SPLIT changes nothing');
        works();
      });
    }
    for (const type of ['Debug', 'Release', 'MinSizeRel']) {
      add(type, `right, with the stack check, ${type}`, () => {
        const {status, text} = build({check: 'ON', compile: '-DDEEP', type});
        assert.equal(status, 0, text);
        works();
      });
    }
    add('Release', 'without Node it is linked without what needs it, and says so', () => {
      const {status, text, configured} = build({check: '', node: ''});
      assert.equal(status, 0, text);
      assert.match(configured, /there is no Node, so SPLIT and STACK_CHECK are left out/);
      works();
    });
    add('Release', 'without Node no stack is checked that has to be', () => {
      const {status, text} = build({check: 'ON', node: ''});
      assert.notEqual(status, 0);
      assert.match(text, /user: STACK_CHECK needs Node/);
    });
    for (const type of ['Debug', 'RelWithDebInfo', 'Release']) {
      add(type, `${type} builds check of themselves`, () => {
        const {status, text} = build({check: '', compile: '-DDEEP', type});
        assert.equal(status, 0, text);
        works();
      });
    }
    add('Release', 'a list names a function that is not there', () => {
      const {status, text} = build({list: list('through', 'other')});
      assert.equal(status, 0, text);
      assert.match(text, /the program has no function other\./);
      works();
    });
    for (const [name, {only, says, ...how}] of Object.entries(breaks)) {
      if (only && only !== preset) continue;
      add(how.type ?? 'Release', name, () => {
        const {status, text, again} = build(how);
        assert.notEqual(status, 0, 'the build did not fail');
        assert.match(text, says);
        // It fails again, rather than take what is left for up to date.
        assert.notEqual(again().status, 0);
      });
    }
    add('Release', 'right again', () => {
      const {status, text} = build({});
      assert.equal(status, 0, text);
      works();
    });
    for (const {name, play} of Object.values(cases).flat()) await t.test(name, play);
  });
}
