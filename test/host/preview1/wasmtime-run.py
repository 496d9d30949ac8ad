"""Runs a core module, a command of WASI preview 1, in wasmtime: `python wasmtime-run.py module.wasm`."""

import sys

from wasmtime import Engine, ExitTrap, Linker, Module, Store, WasiConfig

engine = Engine()
store = Store(engine)
wasi = WasiConfig()
wasi.argv = ["guest"]
wasi.inherit_stdin()
wasi.inherit_stdout()
wasi.inherit_stderr()
store.set_wasi(wasi)
linker = Linker(engine)
linker.define_wasi()
with open(sys.argv[1], "rb") as file:
    module = Module(engine, file.read())
try:
    linker.instantiate(store, module).exports(store)["_start"](store)
except ExitTrap as exit:
    sys.exit(exit.code)
