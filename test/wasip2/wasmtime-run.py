"""Runs one WASI 0.2 command component in wasmtime: `python wasmtime-run.py component.wasm [argument...]`.

A component that is run several times is compiled once, which takes longer than most runs:
`python wasmtime-run.py --compile component.wasm component.cwasm`, and then `component.cwasm` in place of the other.

What `wasmtime run -S inherit-network,allow-ip-name-lookup component.wasm argument...` does, with the engine that
PyPI's `wasmtime` package carries (the package has no command line). Standard streams are inherited, the environment
is not. The exit code is the guest's; 134 after a trap, as with the command line; 2 if there is nothing to run.
"""

import signal
import sys

from wasmtime import Engine, ExitTrap, Store, Trap, WasiConfig, WasmtimeError
from wasmtime import _ffi as capi
from wasmtime.component import Component, Linker


def configure(arguments: list[str]) -> WasiConfig:
    wasi = WasiConfig()
    wasi.argv = arguments
    wasi.inherit_stdin()
    wasi.inherit_stdout()
    wasi.inherit_stderr()
    # The package wraps neither: they are functions of the C API.
    capi.wasi_config_inherit_network(wasi.ptr())
    capi.wasi_config_allow_ip_name_lookup(wasi.ptr(), True)
    return wasi


def find_run(component: Component, engine: Engine) -> str:
    for name in component.type.exports(engine):
        if name == "wasi:cli/run" or name.startswith("wasi:cli/run@0.2."):
            return name
    raise WasmtimeError("not a command: the component does not export wasi:cli/run@0.2")


def run(path: str, arguments: list[str]) -> int:
    engine = Engine()
    load = Component.deserialize_file if path.endswith(".cwasm") else Component.from_file
    component = load(engine, path)
    name = find_run(component, engine)
    linker = Linker(engine)
    linker.add_wasip2()
    store = Store(engine)
    store.set_wasi(configure(arguments))
    instance = linker.instantiate(store, component)
    interface = instance.get_export_index(store, name)
    function = instance.get_func(store, instance.get_export_index(store, "run", interface))
    try:
        result = function(store)
    except ExitTrap as exit:
        return exit.code
    except (Trap, WasmtimeError) as trap:
        print(f"wasmtime: {trap}", file=sys.stderr)
        return 134
    # result<_, _>: the package gives a Variant for the error case.
    return 1 if getattr(result, "tag", "ok") == "err" else 0


def compile(path: str, target: str) -> int:
    with open(target, "wb") as file:
        file.write(Component.from_file(Engine(), path).serialize())
    return 0


def main() -> int:
    # Ends a guest that is blocked in a host call at once; Python's own handler would wait for the call to return.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        if sys.argv[1] == "--compile":
            return compile(*sys.argv[2:])
        return run(sys.argv[1], sys.argv[1:])
    except (OSError, WasmtimeError) as error:
        print(f"wasmtime: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
