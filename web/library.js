// SPDX-License-Identifier: MIT
// What web/host.c imports, as a library for emcc.  All that is more than moving
// bytes is done by the object in Module.wio, which index.mjs puts there.

addToLibrary({
  // The global is looked up by a function of Node's.
  $wioClock: 'globalThis.performance',
  wio__web_now__deps: ['$wioClock'],
  wio__web_now__postset: '_wio__web_now.isLeaf = true;',
  wio__web_now: () => wioClock.now(),

  wio__web_log__sig: 'vpp',
  wio__web_log__proxy: 'sync',
  wio__web_log: (text, size) => {
    Module['wio']['write'](2, HEAPU8.slice(text, text + size));
  },

  wio__web_env__deps: ['$UTF8ToString'],
  wio__web_env__sig: 'ip',
  wio__web_env__proxy: 'sync',
  wio__web_env: (name) => !!Module['wio']['env'][UTF8ToString(name)],

  // An import that may call back into the module puts a host frame on the
  // stack, across which nothing can be suspended: asking for it would go
  // unnoticed, and the import would run a second time.  So they are counted,
  // all but those that are called all the time, and call nothing.
  wio__web_boot__postset: () => {
    // Of all libraries, when they have been read.
    for (const name of DEFAULT_LIBRARY_FUNCS_TO_INCLUDE)
      if (LibraryManager.library[`${name}__user`] &&
          LibraryManager.library[`${name}__async`])
        error(`wasyncio: ${name} cannot work: as ${name}__async says it ` +
          `suspends by Emscripten's Asyncify or JSPI, and a task by neither. ` +
          'C waits for a promise by wio_host_call, or by WIO_JS.');
    return `{
    Module['wio']['glue']('{{{ [...INCOMING_MODULE_JS_API].filter(name =>
      !/^(std|printErr|instantiateWasm)/.test(name)).join(' ') }}}', findWasmBinary);

    Module['wio']['imports'] = all => {
      for (const imports of Object.values(all))
        for (const [name, f] of Object.entries(imports))
          if (typeof f == 'function' && !f.isLeaf)
            imports[name] = (...args) => {
              if (!wioDepthAt) return f(...args);
              HEAP32[wioDepthAt >>> 2]++;
              try {
                const result = f(...args);
                // It has called the program, which ended, and has kept that to itself:
                // what called it ends all the same.
                if (ABORT) throw wioEnd;
                return result;
              } finally {
                HEAP32[wioDepthAt >>> 2]--;
              }
            };
      return all;
    };

    // By this name emcc finds which of them are used.
    Module['wio']['exports'] = wasmExports => {
      if (wasmExports['wio__web_stamp']?.value != wioStamp)
        throw new Error('the .mjs and the .wasm are of different builds');
      const guarded = wioGuardAll(wasmExports);
#if WASM_EXCEPTIONS
      // What is called after an abort(): who it was, and a trap in its place, since
      // C++ would catch an exception.
      const last = [wasmExports['wio__web_suspect'], wasmExports['__trap']];
      for (const [name, f] of Object.entries(wasmExports))
        if (last.includes(f)) guarded[name] = f;
#endif
      return guarded;
    };
  }`;
  },
  $wioStamp: 0, // link.cmake writes one

  // Every way into the program: after the end nothing of it is called, and what
  // flies out of it ends it, unless frames of the program below may catch it.
  // Nobody has to expect that of a call; exited says why.
  $wioGuardAll__deps: ['$wioGuard'],
  $wioGuardAll: exports => {
    const guarded = {};
    for (const name in exports) {
      const f = exports[name];
      guarded[name] = typeof f == 'function' ? wioGuard(f) : f;
    }
    return guarded;
  },
  $wioGuard__deps: ['$wioInside'],
  $wioGuard: f => (...args) => {
    if (ABORT) return;
    wioInside++;
    try {
      return f(...args);
    } catch (error) {
      // But no frame catches a trap, and nothing goes on behind one.
      const isTrap = error instanceof WebAssembly.RuntimeError;
      if (wioInside > 1 && !isTrap) throw error;
      // Of C's abort as well: it is asked in which task that was.
      ABORT = false;
      Module['wio']['died'](error);
      ABORT = true;
      if (wioInside > 1) throw error;
    } finally {
      wioInside--;
    }
  },
  $wioInside: 0,
  $wioInside__deps: ['$ExitStatus', '$wioEnd'],
  $wioInside__postset: `Module['wio']['atEnd'].push(error => {
    ABORT = true;
    wioEnd = error ? error['cause'] : new ExitStatus(0);
  });`,
  $wioEnd: 'undefined', // what takes C with it that is still there then

  $wioDepthAt: 0,
  wio__web_boot__deps: ['wio__web_now', '$wioDepthAt', '$wioEnd', '$wioFullAt', '$wioGuardAll',
    '$wioStamp', '$HEAP32',
#if SYSCALLS_REQUIRE_FILESYSTEM
    '$wioDevices',
#endif
  ],
  wio__web_boot__sig: 'vpp',
  wio__web_boot: (depth, full) => {
    wioDepthAt = depth;
    wioFullAt = full;
  },

  wio__web_args__sig: 'ppp',
  wio__web_args: (to, room) => {
    const text = [{{{ JSON.stringify(TARGET_BASENAME) }}},
      ...Module['wio']['args']].map(arg => arg + '\0').join('');
    const bytes = new TextEncoder().encode(text);
    if (bytes.length <= room) HEAPU8.set(bytes, to);
    return bytes.length;
  },

  // [0, an errno value]  A sink may keep the bytes.
  $wioFullAt: 0,
  $wioWrite__deps: ['$wioErrno', '$wioFullAt', '$HEAP32'],
  $wioWrite: (fd, bytes) => {
    const result = Module['wio']['write'](fd, bytes);
    if (result === true && wioFullAt)
      HEAP32[wioFullAt >>> 2] = 1;
    return result['failed'] ? wioErrno(result['code']) : 0;
  },

  // What Node, or a sink, calls an error.  Versions of Emscripten differ in how C's
  // constants are had in a library: host.c looks that they are these.
  $wioErrno: code => ({
    EPIPE: 64, ERR_STREAM_DESTROYED: 64, ENOSPC: 51, EDQUOT: 19, EFBIG: 22,
    EISDIR: 31, ECONNRESET: 15, EBADF: 8,
  })[code] ?? 29, // EIO

  wio__web_wake__postset: '_wio__web_wake.isLeaf = true;',
  wio__web_wake: delay => Module['wio']['wake'](delay),
  wio__web_sigint: take => Module['wio']['sigint'](!!take),

  // Those of web/signal.c.
  $wioSignals: `{
    2: ['SIGTERM', () => wioSend(2)],
    4: ['SIGHUP', () => wioSend(4)],
  }`,
  $wioSend__deps: ['$wioSignals'],
  $wioSend__postset: `Module['wio']['send'] = wioSend;
    Module['wio']['atEnd'].push(() => {
      for (const signal in wioSignals) _wio__web_listen(signal, false);
    });`,
  $wioSend: signal => {
    const n = Module['_wio__web_signal'](signal) ?? 0;
    if (n) Module['wio']['hurry']();
    return n;
  },
  wio__web_listen__deps: ['$wioSend', '$wioSignals'],
  wio__web_listen: (signal, on) => {
    const [name, send] = wioSignals[signal];
    Module['wio']['listen'](name, !!on, send);
  },

  // In place of emcc's own: that one makes the program's status that of the
  // whole process in Node.
  proc_exit__deps: ['$ExitStatus'],
  proc_exit: (status) => {
    Module['wio']['exit'](status);
    throw new ExitStatus(status);
  },

#if PTHREADS
  // Threads end with the program, and one that dies takes it along, as natively.
  $PThread__postset: `PThread.init();
    if (!ENVIRONMENT_IS_PTHREAD) {
      const load = PThread.loadWasmModuleToWorker;
      PThread.loadWasmModuleToWorker = worker => {
        const loaded = load(worker);
        worker.onerror = event => {
          event.preventDefault?.();
          wioGuard(() => { throw new Error(\`in a thread: \${event.message}\`); })();
        };
        return loaded;
      };
      Module['wio']['atEnd'].push(PThread.terminateAllThreads);
    }`,
#endif

  // A program lives until main has ended: what emcc calls back does not end it,
  // and what it still waits for does not keep it from ending.
  $keepRuntimeAlive__deps: [],
  $keepRuntimeAlive: () => false,
  $maybeExit__deps: [],
  $maybeExit() {},

  // What emcc's functions call back comes into the program by here, not by an
  // export.
  $getWasmTableEntry__internal: false,
  $getWasmTableEntry__deps: ['$wasmTable', '$wioGuard'],
  $getWasmTableEntry: i => wioGuard(wasmTable.get(i)),
  $setWasmTableEntry__internal: false,
  $setWasmTableEntry__deps: ['$wasmTable'],
  $setWasmTableEntry: (i, f) => wasmTable.set(i, f),
  $removeFunction: i => {
    functionsInTableMap.delete(wasmTable.get(i));
    setWasmTableEntry(i, null);
    freeTableIndexes.push(i);
  },

  // Its infinite loop would be simulated by an exception that throws away main
  // and all tasks.  Nothing has to be simulated: who wants to, waits.
  $setMainLoop__postset: `{
    const set = setMainLoop;
    setMainLoop = (f, fps, infinite, ...more) => set(f, fps, false, ...more);
  }`,
  // Those cannot return.
  emscripten_unwind_to_js_event_loop: () => abort(
    'emscripten_unwind_to_js_event_loop would throw away all tasks: wait instead'),
  emscripten_exit_with_live_runtime: () => abort(
    'emscripten_exit_with_live_runtime would throw away all tasks: wait instead'),

  // Timers and sockets that would keep Node alive after the program.
  $wioTimers: 'new Set()',
  $wioTimers__postset:
    `Module['wio']['atEnd'].push(() => wioTimers.forEach(id => clearTimeout(id)));`,
  $safeSetTimeout__deps: ['$callUserCallback', '$wioTimers'],
  $safeSetTimeout: (f, delay) => {
    const id = +setTimeout(() => {
      wioTimers.delete(id);
      callUserCallback(f);
    }, delay);
    wioTimers.add(id);
    return id;
  },
  emscripten_set_interval__deps: ['$callUserCallback', '$wioTimers'],
  emscripten_set_interval: (f, delay, arg) => {
    const id = +setInterval(() =>
      callUserCallback(() => {{{ makeDynCall('vp', 'f') }}}(arg)), delay);
    wioTimers.add(id);
    return id;
  },
  emscripten_clear_timeout__deps: ['$wioTimers'],
  emscripten_clear_timeout: id => {
    wioTimers.delete(id);
    clearTimeout(id);
  },
  emscripten_clear_interval__deps: ['emscripten_clear_timeout'],
  emscripten_clear_interval: id => _emscripten_clear_timeout(id),
  // Of sockets, which are in a library that few programs are linked with.
  $HandleAllocator__postset: `Module['wio']['atEnd'].push(() => {
    if (typeof webSockets != 'undefined')
      for (const socket of webSockets.allocated) socket?.close();
  });`,

  // The environment that was given, and nothing made up.
  $getEnvStrings__deps: [],
  $getEnvStrings: () =>
    Object.entries(Module['wio']['env']).flatMap(([name, value]) =>
      value === undefined ? [] : `${name}=${value}`),

  // Known to the linker so that check.cmake can refuse them, and says what to do.
  emscripten_longjmp: () => abort(),
  _emval_await: () => abort(),

#if !SYSCALLS_REQUIRE_FILESYSTEM
  // What isatty asks.  emcc's own takes all three for terminals.
  fd_fdstat_get__deps: ['$HEAPU8'],
  fd_fdstat_get: (fd, to) => {
    if (fd > 2) return 8; // EBADF
    HEAPU8.fill(0, to, to + 24);
    if (Module['wio']['isTerminal'](fd)) HEAPU8[to] = 2; // a character device
    return 0;
  },

  // emcc's own gives only whole lines: no prompt would be seen.
  fd_write__deps: ['fflush', '$wioWrite', '$HEAPU8', '$HEAPU32'],
  fd_write__postset: () => addAtExit('_fflush(0);'),
  fd_write: (fd, iov, count, written) => {
    if (fd != 1 && fd != 2) return 8; // EBADF
    const parts = [];
    for (; count-- > 0; iov += 8) {
      const at = HEAPU32[iov >>> 2];
      const size = HEAPU32[iov + 4 >>> 2];
      parts.push(HEAPU8.subarray(at, at + size));
    }
    const bytes = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
    let sum = 0;
    for (const part of parts) {
      bytes.set(part, sum);
      sum += part.length;
    }
    HEAPU32[written >>> 2] = sum;
    return wioWrite(fd, bytes);
  },
#else
  // emcc's own move single bytes, and know one error.
  $wioDevices__deps: ['$FS', '$wioInput', '$wioWrite'],
  $wioDevices__postset: () => addAtInit('wioDevices();'),
  $wioDevices: () => {
    for (const fd of [1, 2])
      FS.streams[fd].stream_ops.write = (stream, from, at, size) => {
        const error = wioWrite(fd,
          new Uint8Array(from.subarray(at, at + size)));
        if (error) throw new FS.ErrnoError(error);
        return size;
      };
    // Node's own is read by emcc, which waits.
    if (Module['stdin']) FS.streams[0].stream_ops.read = (stream, to, at, size) => {
      const bytes = wioInput().read(size);
      if (bytes == -4096) wioInput().watch();
      if (bytes < 0) throw new FS.ErrnoError(
        bytes == -4096 ? 6 /* EAGAIN */ : -bytes);
      if (bytes) to.set(bytes, at);
      return bytes.length ?? 0;
    };
  },
#endif
});
