# SPDX-License-Identifier: MIT
"""embedder.py LIBRARY.wasm: calls its exported functions, as a host in Python."""

import json
import struct
import sys

from wasmtime import Engine, Linker, Module, Store, WasiConfig

UNDEFINED, BOOL, INT, DOUBLE, STRING, BYTES, JSON = range(7)


class Failure(Exception):
    """What a function has failed with: its code and message."""


class Library:
    def __init__(self, path):
        self.store = Store(Engine())
        self.store.set_wasi(WasiConfig())
        linker = Linker(self.store.engine)
        linker.define_wasi()
        instance = linker.instantiate(self.store,
                                      Module.from_file(self.store.engine, path))
        self.exports = instance.exports(self.store)
        self.exports["_initialize"](self.store)

    def run(self, name, *args):
        """Run one; the structs of wasyncio/value.h lie before their texts."""
        texts = b""
        values = b""
        size = 16 * (1 + len(args))
        room = self.exports["wio_export_room"]
        encoded = [(STRING, name.encode())] + [self._encode(arg) for arg in args]
        whole = size + sum(len(text) + 1 for _, text in encoded)
        block = room(self.store, whole)
        for kind, data in encoded:
            if kind >= STRING:
                values += struct.pack("<III4x", kind, len(data), block + size + len(texts))
                texts += data + b"\0"
            else:
                values += struct.pack("<II", kind, 0) + data
        self.exports["memory"].write(self.store, values + texts, block)
        return self._outcome(self.exports["wio_export_run"](self.store, block, len(encoded)))

    def close(self):
        return self._outcome(self.exports["wio_export_run"](self.store, 0, 0))

    def _encode(self, value):
        if isinstance(value, int):
            return INT, struct.pack("<q", value)
        if isinstance(value, str):
            return STRING, value.encode()
        return BYTES, value

    def _read(self, start, size):
        return bytes(self.exports["memory"].read(self.store, start, start + size))

    def _outcome(self, at):
        code, kind, size = struct.unpack("<i4xII", self._read(at, 16))
        data = self._read(at + 16, 8)
        value = None
        if kind == INT:
            value = struct.unpack("<q", data)[0]
        elif kind >= STRING:
            value = self._read(struct.unpack("<I4x", data)[0], size)
            value = value if kind == BYTES else value.decode()
        if code < 0:
            raise Failure(code, value)
        return value


def main(path):
    library = Library(path)
    told = [library.run("greet", "grün"), library.run("nap", 3),
            list(library.run("invert", b"\0\1")), library.run("add", 2**40, 2)]
    try:
        library.run("fail")
    except Failure as failure:
        told.append(failure.args)
    library.close()
    print(json.dumps(told))


main(*sys.argv[1:])
