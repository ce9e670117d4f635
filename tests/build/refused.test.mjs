// SPDX-License-Identifier: MIT
// Options that no program can have are refused by name, with a reason and a
// cure, in each spelling and from wherever they come; others go to the linker.
// The linker is one that does nothing; build.test.mjs has a real one.

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {fileURLToPath} from 'node:url';

const cmakeFolder = fileURLToPath(new URL('../../src/cmake/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wasyncio refused '));
after(() => rmSync(folder, {recursive: true, force: true}));

const output = join(folder, 'app.raw.wasm');

/* What linker.cmake says of a link with these options. */
function link(target, options, {exe = '', compile = '', threads = '', ...env} = {}) {
  rmSync(`${output}.options`, {force: true});
  const {status, stdout, stderr} = spawnSync('cmake', [`-Dtarget=${target}`,
    `-Dthreads=${threads}`, `-DEXE_FLAGS=${exe}`, `-DCOMPILE_FLAGS=${compile}`,
    '-P', join(cmakeFolder, 'linker.cmake'), '--',
    'cmake', '-E', 'echo', 'linked', ...options, 'app.o', '-o', output,
    'lib.a'], {encoding: 'utf8', env: {...process.env, ...env}});
  return {status, stdout, text: stderr.replace(/\s+/g, ' ')};
}

// Separated by "; ": one option or several that belong together.
const refused = {
  web: `-sASYNCIFY; -sASYNCIFY=1; -sASYNCIFY=2; -s ASYNCIFY; -s ASYNCIFY=1; -sJSPI;
    -sNO_ASYNCIFY=0; -sPROXY_TO_PTHREAD; -sWASM_WORKERS; -sAUDIO_WORKLET=1;
    -sSHARED_MEMORY; -pthread; -sPTHREADS; -s USE_PTHREADS=1; -sSINGLE_FILE; -sWASM=0; -sWASM=2;
    -sEXIT_RUNTIME=0; -sNO_EXIT_RUNTIME; -sMODULARIZE=0; -sMODULARIZE=instance;
    -sEXPORT_ES6=0; -sWASM_ESM_INTEGRATION; -sMINIMAL_RUNTIME=2;
    -sBUILD_AS_WORKER; --proxy-to-worker; --emrun; -sEXPORT_KEEPALIVE=0;
    -sSTANDALONE_WASM; -sPURE_WASI; -sMEMORY64; -m64; --target=wasm64-unknown;
    -sMAIN_MODULE; -sMAIN_MODULE=2; -sSIDE_MODULE; -sRELOCATABLE; -shared; -r;
    -Wl,--relocatable; -Wl,--import-memory; -Wl,--import-table; -Wl,--no-entry;
    --no-entry; -sSTACK_OVERFLOW_CHECK=2; --oformat=html; --oformat wasm;
    --emit-tsd=app.d.ts; -s; --strip-all; -Wl,-s; -Wl,--gc-sections,--strip-all;
    -Xlinker -s; -o other.wasm`,
  wasi: `-pthread; --target=wasm32-wasip1-threads; --target wasm32-wasi-threads;
    -target wasm32-wasip2; -Wl,--shared-memory; -Wl,--import-memory;
    -Wl,--import-table; -Wl,--export-all; -nostartfiles;
    -Wl,--no-entry; -shared; -pie; -r; -s; -Wl,-s; -Wl,--strip-all; -o other.wasm`,
};

const taken = {
  web: `-sASYNCIFY=0; -s JSPI=0; -sNO_ASYNCIFY; -sEXIT_RUNTIME; -sASSERTIONS=2;
    -sSAFE_HEAP; -sALLOW_MEMORY_GROWTH=0; -sSTACK_SIZE=1MB; -sSTRICT;
    -sIMPORTED_MEMORY; -sMALLOC=emmalloc; -sFILESYSTEM=0; -sWASM=1;
    -sUSE_ZLIB; -sENVIRONMENT=node; --closure 1; -flto; -Wl,--stack-first;
    -Wl,--strip-debug; -gsource-map; --pre-js strip-all.js; -lidbfs.js;
    -sDEFAULT_LIBRARY_FUNCS_TO_INCLUDE=$ASYNCIFY`,
  wasi: `-O3; -flto; -static; -Wl,--stack-first; -mexec-model=command; -g;
    -Wl,-z,stack-size=65536; --target=wasm32-wasip1; -Wl,--strip-debug;
    -Wl,--export=malloc; -mexec-model=reactor; -sMODULARIZE=0`,
};

const listOf = text => text.split(/;\s+/).map(option => option.split(' '));

for (const [target, list] of Object.entries(refused)) {
  for (const options of listOf(list)) {
    test(`${target}: ${options.join(' ')} is refused`, () => {
      const {status, stdout, text} = link(target, ['-O2', ...options]);
      assert.notEqual(status, 0);
      assert.equal(stdout, '');
      assert.ok(text.includes(`wasyncio: app: ${options.join(' ')} (from its ` +
        'link options, or those of a library that it links) cannot work: '), text);
      // A sentence why, one or more for the cure.
      assert.match(text, /cannot work: .{20,}?\. .{9,}?\. Call/);
    });
  }
}

for (const [target, list] of Object.entries(taken)) {
  test(`${target}: others go to the linker, and to what comes after`, () => {
    const options = listOf(list).flat();
    const {status, stdout, text} = link(target, options);
    assert.equal(status, 0, text);
    assert.equal(stdout.trim(),
      ['linked', ...options, 'app.o', '-o', output, 'lib.a'].join(' '));
    assert.deepEqual(readFileSync(`${output}.options`, 'utf8').split(';'),
      ['-E', 'echo', 'linked', ...options]);
  });
}

test('each row of the table is one that these tests know', () => {
  const rows = [...readFileSync(join(cmakeFolder, 'refused.cmake'), 'utf8')
    .matchAll(/^_refused\(("?)([\w;-]+)\1 "(.*)"$/gm)];
  assert.ok(rows.length >= 15);
  for (const [, , targets, regex] of rows)
    for (const target of targets.replace('one-thread', 'web').split(';'))
      assert.ok(listOf(refused[target]).some(options =>
        new RegExp(`^(${regex})$`).test(options.join('=')
          .replace(/^-s=/, '-s').replace(/^(-s[A-Z_0-9]+)$/, '$1=1')
          .replace('NO_EXIT_RUNTIME=1', 'EXIT_RUNTIME=0'))),
      `${target}: ${regex}`);
});

test('a build with threads', () => {
  const {status, text} = link('web', ['-pthread']);
  assert.equal(status, 1);
  assert.match(text, /-pthread .* this build of wasyncio has one thread\. Configure it by -DWASYNCIO_THREADS=ON/);
  assert.equal(link('web', ['-pthread'], {threads: 'ON'}).status, 0);
  assert.match(link('web', ['-sPROXY_TO_PTHREAD'], {threads: 'ON'}).text, /cannot work/);
});

test('where an option comes from is said', () => {
  const from = (options, how) => /\(from (.*?)\)/.exec(link('web', options,
    how).text)?.[1];
  assert.equal(from(['-sJSPI'], {exe: '-O2 -sJSPI'}),
    'CMAKE_EXE_LINKER_FLAGS, which begin as LDFLAGS');
  assert.equal(from(['-s', 'JSPI'], {compile: '-s JSPI'}),
    'CMAKE_C_FLAGS, which begin as CFLAGS');
  assert.equal(from([], {EMCC_CFLAGS: '-O2 -sJSPI'}),
    'the environment\'s EMCC_CFLAGS');
  assert.equal(from(['-sJSPI'], {exe: '-sJSPI=0'}),
    'its link options, or those of a library that it links');
  assert.equal(link('wasi', [], {EMCC_CFLAGS: '-pthread'}).status, 0);
});

test('a part of the command is in a file', () => {
  const file = join(folder, 'libraries.rsp');
  writeFileSync(file, `"a folder/lib.a" -lidbfs.js\n`);
  assert.equal(link('web', [`@${file}`]).status, 0);
  assert.deepEqual(readFileSync(`${output}.options`, 'utf8').split(';'),
    ['-E', 'echo', 'linked', '-lidbfs.js']);
  writeFileSync(file, 'lib.a -sJSPI');
  assert.match(link('web', [`@${file}`]).text, /app: -sJSPI .*cannot work/);
});

test('lists of ours and of the program become one', () => {
  const {stdout} = link('web', ['-sEXPORTED_RUNTIME_METHODS=ours',
    '-s', "EXPORTED_RUNTIME_METHODS=['ccall','cwrap']"]);
  assert.match(stdout, / -sEXPORTED_RUNTIME_METHODS=ours,ccall,cwrap( -sINITIAL_HEAP=\w+)?$/m);
});

test('a link that fails fails', () => {
  const {status} = spawnSync('cmake', ['-Dtarget=web', '-P',
    join(cmakeFolder, 'linker.cmake'), '--', 'cmake', '-E', 'false', '-o',
    output]);
  assert.notEqual(status, 0);
});
