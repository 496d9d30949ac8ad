#!/bin/sh
# Installs the wasmtime that test/wasip2 runs guests in, into the folder given (default: build/wasmtime), and prints
# the Python interpreter that has it, for WASOCK_WASMTIME_PYTHON. Needs Python 3.9 or later with venv, or with pip.
# Fails (and says why on stderr) where that is missing; the tests then skip themselves.
set -eu
# The last release whose C API can open the network: from 48 on, TCP and UDP are off unless the embedder allows them,
# and the C API has no function that does (bytecodealliance/wasmtime#13936).
version=47.0.1
folder=${1:-build/wasmtime}
python=$folder/bin/python

has_wasmtime() {
  "$1" -c "import importlib.metadata as m, sys; import wasmtime; sys.exit(m.version('wasmtime') != '$version')" 2>/dev/null
}

if [ ! -x "$python" ] || ! has_wasmtime "$python"; then
  {
    command -v python3 || { echo 'test/wasip2: no python3 found: wasmtime cannot be installed'; exit 1; }
    rm -rf "$folder"
    # Debian splits ensurepip from python3: there, the system's own pip fills an environment made without it.
    python3 -m venv "$folder" || python3 -m venv --without-pip "$folder"
    if "$python" -m pip --version; then
      "$python" -m pip install --quiet --disable-pip-version-check "wasmtime==$version"
    else
      python3 -m pip --python "$python" install --quiet --disable-pip-version-check "wasmtime==$version"
    fi
    has_wasmtime "$python"
  } >&2
fi
cd "$(dirname "$python")"
echo "$PWD/python"
