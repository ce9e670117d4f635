# SPDX-License-Identifier: MIT
"""embedder.py PROGRAM.wasm [ARGUMENT...]: a host that embeds wasmtime.

It gives the program one function, embedder.call(what, size), and exits with
the program's status.  It polls for it, as an embedder does that has a loop of
its own, and may call the program from there.
"""

import ctypes
import struct
import sys
import threading
import time

from wasmtime import (Engine, ExitTrap, FuncType, Linker, Module, Store,
                      ValType, WasiConfig)


def main(program, *args):
    engine = Engine()
    store = Store(engine)
    wasi = WasiConfig()
    wasi.argv = [program, *args]
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    store.set_wasi(wasi)
    exports = {}

    def add_to_flag(number):
        # In one store, as another thread of the host would.
        start = ctypes.addressof(exports["memory"].data_ptr(store).contents)
        at = start + exports["wio_interrupt_flag"](store)
        flag = ctypes.cast(at, ctypes.POINTER(ctypes.c_uint32))

        def add():
            flag[0] += number
        return add

    def call(what, size):
        what = bytes(exports["memory"].read(store, what, what + size)).decode()
        if what == "interrupt":
            return exports["wio_interrupt"](store)
        if what == "terminate":
            return exports["wio_signal"](store, 2)
        if what == "flag later":
            threading.Timer(0.1, add_to_flag(1)).start()
        if what == "flag twice":
            add_to_flag(2)()
        if what == "flag twice later":
            threading.Timer(0.1, add_to_flag(2)).start()
        if what == "event in poll":
            events.append(exports["event"])
        if what == "call back":
            return exports["below"](store)
        return 0

    def poll(asked, to, count, to_count):
        """Clocks and descriptors, of which all are ready."""
        memory = exports["memory"]
        happened = []
        clocks = []
        for at in range(asked, asked + 48 * count, 48):
            user, kind, _, timeout = struct.unpack(
                "<QB7xI4xQ", memory.read(store, at, at + 32))
            if kind == 0:
                clocks.append((timeout, user))
            else:
                happened.append((user, kind))
        if clocks and not happened:
            timeout, user = min(clocks)
            if events and timeout > 0:
                # And so it ends this wait, before its time.
                events.pop()(store)
            elif timeout > 10**9:
                raise TimeoutError("a second is too long here")
            else:
                time.sleep(timeout / 10**9)
            happened.append((user, 0))
        elif clocks:
            happened += [(user, 0) for timeout, user in clocks if timeout == 0]
        for i, (user, kind) in enumerate(happened):
            memory.write(store, struct.pack("<QHB21x", user, 0, kind),
                         to + 32 * i)
        memory.write(store, struct.pack("<I", len(happened)), to_count)
        return 0

    events = []
    linker = Linker(engine)
    linker.define_wasi()
    i32 = ValType.i32()
    if args and args[0].startswith("polls_"):
        linker.allow_shadowing = True
        linker.define_func("wasi_snapshot_preview1", "poll_oneoff",
                           FuncType([i32] * 4, [i32]), poll)
    linker.define_func("embedder", "call", FuncType([i32, i32], [i32]), call)
    instance = linker.instantiate(store, Module.from_file(engine, program))
    exports.update(instance.exports(store))
    try:
        exports["_start"](store)
    except ExitTrap as exit:
        return exit.code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
