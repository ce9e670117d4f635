# SPDX-License-Identifier: MIT
"""embedder.py PROGRAM.wasm [ARGUMENT...]: a host that embeds wasmtime.

It gives the program one function, embedder.call(what, size), and exits with
the program's status.
"""

import ctypes
import sys
import threading

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
        if what == "flag later":
            threading.Timer(0.1, add_to_flag(1)).start()
        if what == "flag twice":
            add_to_flag(2)()
        if what == "flag twice later":
            threading.Timer(0.1, add_to_flag(2)).start()
        if what == "call back":
            return exports["below"](store)
        return 0

    linker = Linker(engine)
    linker.define_wasi()
    i32 = ValType.i32()
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
